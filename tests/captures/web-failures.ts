import type { MoodleErrorCode } from '@spike/moodle'

/** What the recorded failures of the website must come to. */
export const webFailures: readonly {
  readonly file: RegExp
  readonly code: MoodleErrorCode
  /** Only where it was recorded with this status. */
  readonly status?: number
}[] = [
  { file: /^session-(expired|timedout|bogus-cookie)-.*\.(txt|json)$/, code: 'moodle.token_invalid' },
  { file: /^after-logout-course-redirect\.txt$/, code: 'moodle.token_invalid' },
  // By the redirect alone nobody can tell; the login page, looked at then, does: see the next file.
  { file: /^maintenance-page\.html$/, code: 'moodle.token_invalid' },
  { file: /^maintenance-login-page\.html$/, code: 'moodle.maintenance' },
  { file: /^ajax-bad-sesskey\.json$/, code: 'moodle.token_invalid' },
  { file: /^ajax-not-allowed-/, code: 'moodle.access_denied' },
  { file: /^(assign|course|pluginfile)-not-enrolled\.txt$/, code: 'moodle.course_unavailable' },
  { file: /^course-hidden\.html$/, code: 'moodle.course_unavailable' },
  { file: /^course-nonexistent\.html$/, code: 'moodle.call_failed' },
  // A page that 4.1 has not.
  { file: /^course-section-php\.html$/, code: 'moodle.unexpected_answer', status: 404 },
  { file: /^grade-user-notshown\.html$/, code: 'moodle.call_failed' },
  { file: /^pluginfile-missing\.txt$/, code: 'moodle.call_failed' },
  { file: /^failed-login-(suspended-page|page-after-redirect)\.html$/, code: 'auth.invalid_credentials' },
]

/** Recordings that Spike does not read, each with the reason; one that is in no list is an error. */
export const unusedPages: readonly { readonly file: RegExp; readonly reason: string }[] = [
  { file: /^ajax-calendar-upcoming\.json$/, reason: 'the months and the action events have its events' },
  {
    file: /^ajax-timeline-courses-requiredfields\.json$/,
    reason: '4.1 refuses requiredfields: all are asked for',
  },
  { file: /^ajax-two-calls-in-one\.json$/, reason: 'two answers of kinds that are read by themselves' },
  { file: /^ajax-unread-conversations\.json$/, reason: 'messages between people are not read' },
  { file: /^calendar-/, reason: 'the months come as data' },
  {
    file: /^(choice|data|feedback|glossary)-view\.html$/,
    reason: 'nothing inside is kept of such an activity',
  },
  { file: /^course-(participants|resources)\.html$/, reason: 'the structure has every item' },
  { file: /^course-social\.html$/, reason: 'a forum in place of sections: the structure has it' },
  { file: /^failed-login-page\.html$/, reason: 'asked without the cookie, it has no verdict' },
  { file: /^folder-(download|index)/, reason: 'the page of the folder has its files' },
  { file: /^grade-overview\.html$/, reason: "each course's report has its total" },
  { file: /^login-cookies\.txt$/, reason: 'what the recorder kept; the answers set the same' },
  { file: /^login-final-landing\.html$/, reason: 'the profile says who signed in' },
  { file: /^logout/, reason: 'Spike never signs out' },
  { file: /^my-/, reason: 'the courses come as data' },
  { file: /^pluginfile\.HEAD\.headers\.txt$/, reason: 'a file is asked for with GET and POST alone' },
  {
    file: /^pluginfile\.(forcedownload|if-modified-since)\.headers\.txt$/,
    reason: 'neither is ever asked for: the address without it, and the ETag',
  },
  { file: /^quiz-(index|review)\.html$/, reason: 'the page of the quiz has its attempts' },
  {
    file: /^resource-display\d-view\.html$/,
    reason: 'asked with redirect=1 Moodle sends on to the file instead',
  },
  { file: /^resource-index\.html$/, reason: 'the structure has every item' },
  { file: /^subsection-view\.txt$/, reason: 'not opened: the structure has the section inside it' },
]
