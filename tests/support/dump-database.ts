import type { Database } from '@spike/store'
import { sql } from 'kysely'

/** Every row of every table of every schema that is not PostgreSQL's own, as text by table; bytes as hexadecimal. */
export async function dumpDatabase(db: Database): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(db)
  const dumps = await Promise.all(
    tables.map(async ({ name }): Promise<[string, string]> => {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} as t`.execute(
        db,
      )
      return [name, rows.map(({ row }) => row).join('\n')]
    }),
  )
  return new Map(dumps)
}
