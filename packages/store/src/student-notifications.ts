import type { Notification } from '@spike/contract'
import type { Queryable } from './database.ts'

/** The last of a page of notifications: Moodle's times are whole seconds, so that the id decides between equal ones. */
export interface NotificationsCursor {
  readonly createdAtMs: number
  readonly id: number
}

/** What Moodle told the student, the newest first; `before` is the last of the page before. */
export async function listNotifications(
  db: Queryable,
  userId: string,
  { before, limit }: { readonly before: NotificationsCursor | null; readonly limit: number },
): Promise<{ notifications: Notification[]; next: NotificationsCursor | null }> {
  let query = db
    .selectFrom('moodle_notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (before) {
    const createdAt = new Date(before.createdAtMs)
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(createdAt, before.id)))
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    notifications: page.map((row) => ({
      id: String(row.id),
      subject: row.subject,
      textHtml: row.text_html,
      url: row.url,
      createdAt: row.created_at.toISOString(),
      read: row.read,
    })),
    next: last ? { createdAtMs: last.created_at.getTime(), id: last.id } : null,
  }
}
