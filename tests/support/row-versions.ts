import type { Database } from '@spike/store'
import { sql } from 'kysely'

const tables = [
  'sections',
  'items',
  'files',
  'assignments',
  'quizzes',
  'grades',
  'announcements',
  'events',
  'changes',
]

/** Where each row of the students' data stands and which transaction wrote it: any write, even of the same, shows. */
export async function readRowVersions(db: Database): Promise<Record<string, string | undefined>> {
  const versions = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ version: string }>`
        select md5(coalesce(string_agg(ctid::text || xmin::text, ',' order by ctid), '')) as version
        from ${sql.table(table)}
      `.execute(db)
      return [table, rows[0]?.version] as const
    }),
  )
  return Object.fromEntries(versions)
}
