export const push = {
  title: 'Notifications',
  about:
    'One short notification after a sync that found something new: a grade, a moved deadline, an announcement, new material.',
  turnOn: 'Turn on notifications on this device',
  turnOff: 'Turn off notifications on this device',
  on: 'Notifications are on for this device',
  working: 'One moment…',
  unsupported: 'This browser cannot show notifications.',
  needsHomeScreen:
    'On iPhone and iPad notifications work from the home screen only: in Safari, Share → “Add to Home Screen”, then open Spike from there.',
  denied:
    'The browser blocks notifications from Spike. To allow them: the mark beside the site’s address → Permissions → Notifications → Allow, then come back here.',
  failed: 'That did not work. You can try again.',
  turnedOn: 'Notifications are on',
  turnedOff: 'Notifications are off',
  newsTitle: 'There is news in Moodle',
  newsTitleOfSeveral: { one: '{course} and one more course', other: '{course} and {count} more courses' },
  news_new: { one: 'a new item', other: '{count} new items' },
  news_changed: { one: 'an update', other: '{count} updates' },
  news_grade_given: { one: 'a new grade', other: '{count} new grades' },
  news_deadline_moved: { one: 'a deadline moved', other: '{count} deadlines moved' },
  news_announcement_posted: { one: 'a new announcement', other: '{count} new announcements' },
} as const
