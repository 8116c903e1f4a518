import type { Database } from '@spike/store'
import { type Kysely, sql } from 'kysely'

/** The students' data, by the column that names a row. */
const tables = {
  courses: 'id',
  sections: 'id',
  items: 'id',
  files: 'id',
  assignments: 'item_id',
  quizzes: 'item_id',
  forums: 'item_id',
  grades: 'id',
  discussions: 'id',
  events: 'id',
  moodle_notifications: 'id',
  changes: 'id',
  // Named by two columns: where it stands is name enough, every write moves it.
  search_entries: 'ctid',
} as const
type Table = keyof typeof tables

/**
 * Tables in which nothing stands that was read of a student's studies. What is in neither list does not compile: a new
 * table is student data, or is named here.
 */
type OtherTable =
  // When what was read or opened.
  | 'course_readings'
  | 'openings'
  // Runs and their progress.
  | 'sync_jobs'
  | 'sync_job_attempts'
  | 'sync_job_events'
  | 'worker_heartbeats'
  // Who signs in and with what; `users.synced_at` says when the whole account was last read.
  | 'users'
  | 'credentials'
  | 'sessions'
  | 'launches'
  | 'staff'
  | 'audit_log'
  | 'rate_limits'
  // Addresses by which calendars elsewhere read.
  | 'calendar_feeds'
  // Browsers that asked for notifications, and the key they know Spike by.
  | 'push_subscriptions'
  | 'push_keys'
  // A view.
  | 'search_sources'
  // A site, and what calls cost there (`knowledge`): no student in it.
  | 'institutions'

type StoredTable = Database extends Kysely<infer Tables> ? keyof Tables : never
tables satisfies Record<Exclude<StoredTable, OtherTable>, string>

/** Of each table, each row's version. */
export type RowVersions = Record<Table, Record<string, string>>

/** Where each row of the students' data stands and which transaction wrote it: any write, even of the same, shows. */
export async function readRowVersions(db: Database): Promise<RowVersions> {
  const versions = await Promise.all(
    Object.entries(tables).map(async ([table, id]) => {
      const { rows } = await sql<{ id: number; version: string }>`
        select ${sql.ref(id)} as id, ctid::text || ' ' || xmin::text as version from ${sql.table(table)}
      `.execute(db)
      return [table, Object.fromEntries(rows.map((row) => [row.id, row.version]))] as const
    }),
  )
  return Object.fromEntries(versions) as RowVersions
}

/** How many rows of each table were written, added or deleted in between; tables without any are left out. */
export function countWritten(before: RowVersions, after: RowVersions): Partial<Record<Table, number>> {
  const counts = Object.keys(after).map((name) => {
    const [old, now] = [before[name as Table], after[name as Table]]
    const ids = new Set([...Object.keys(old), ...Object.keys(now)])
    return [name, [...ids].filter((id) => old[id] !== now[id]).length] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
