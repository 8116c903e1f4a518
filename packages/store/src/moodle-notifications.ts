import type { Selectable } from 'kysely'
import type { MoodleNotifications } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { upsertRows } from './upsert.ts'

const columns = ['moodle_id', 'subject', 'text_html', 'url', 'created_at', 'read'] as const

export type NotificationRow = Pick<Selectable<MoodleNotifications>, (typeof columns)[number]>

/** What is stored of those of Moodle's notifications to the student. */
export async function readStoredNotifications(
  db: Queryable,
  userId: string,
  moodleIds: readonly number[],
): Promise<NotificationRow[]> {
  if (moodleIds.length === 0) return []
  return db
    .selectFrom('moodle_notifications')
    .select(columns)
    .where('user_id', '=', userId)
    .where('moodle_id', 'in', moodleIds)
    .execute()
}

export async function writeNotifications(
  db: Queryable,
  userId: string,
  rows: readonly NotificationRow[],
): Promise<void> {
  await upsertRows(db, {
    table: 'moodle_notifications',
    columns: ['user_id', ...columns],
    conflict: ['user_id', 'moodle_id'],
    rows: rows.map((row) => ({ user_id: userId, ...row })),
  })
}
