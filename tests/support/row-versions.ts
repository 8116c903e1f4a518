import type { Database } from '@spike/store'
import { sql } from 'kysely'

/** The students' data, by the column that names a row. */
const tables = {
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
} as const
type Table = keyof typeof tables | 'courses'

/** Of each table, each row's version. */
export type RowVersions = Record<Table, Record<string, string>>

/**
 * Where each row of the students' data stands and which transaction wrote it: any write, even of the same, shows. Of a
 * course, what stands in it but for when it was read.
 */
export async function readRowVersions(db: Database): Promise<RowVersions> {
  const versions = await Promise.all(
    Object.entries(tables).map(async ([table, id]) => {
      const { rows } = await sql<{ id: number; version: string }>`
        select ${sql.ref(id)} as id, ctid::text || ' ' || xmin::text as version from ${sql.table(table)}
      `.execute(db)
      return [table, toRecord(rows)] as const
    }),
  )
  const { rows: courses } = await sql<{ id: number; version: string }>`
    select id, (to_jsonb(c) - 'read_in_job' - 'read_at')::text as version from courses c
  `.execute(db)
  return { ...Object.fromEntries(versions), courses: toRecord(courses) } as RowVersions
}

const toRecord = (rows: readonly { id: number; version: string }[]) =>
  Object.fromEntries(rows.map(({ id, version }) => [id, version]))

/** How many rows of each table were written, added or deleted in between; tables without any are left out. */
export function countWritten(before: RowVersions, after: RowVersions): Partial<Record<Table, number>> {
  const counts = Object.keys(after).map((name) => {
    const [old, now] = [before[name as Table], after[name as Table]]
    const ids = new Set([...Object.keys(old), ...Object.keys(now)])
    return [name, [...ids].filter((id) => old[id] !== now[id]).length] as const
  })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
