import type { ReadNotification } from '@spike/moodle'
import type { NotificationRow } from '@spike/store'
import { differingFields } from './diff-rows.ts'
import { uniqueBy } from './read-rows.ts'

/** The rows that are new or differ. What the site lists no more stays as it is: it keeps them for some time only. */
export function planNotifications(
  stored: readonly NotificationRow[],
  read: readonly ReadNotification[],
): NotificationRow[] {
  const before = new Map(stored.map((row) => [row.moodle_id, row]))
  return uniqueBy(read, (notification) => notification.moodleId)
    .map((notification) => ({
      moodle_id: notification.moodleId,
      subject: notification.subject,
      text_html: notification.textHtml,
      url: notification.url,
      created_at: notification.createdAt,
      read: notification.read,
    }))
    .filter((row) => {
      const known = before.get(row.moodle_id)
      return !known || differingFields(known, row).length > 0
    })
}
