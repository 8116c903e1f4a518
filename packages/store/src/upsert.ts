import { type RawBuilder, sql } from 'kysely'
import type { DB } from './database.gen.ts'
import type { Queryable } from './database.ts'

/**
 * JSON that PostgreSQL takes: it refuses the character NUL and halves of surrogate pairs, and one of them in a text from
 * outside must not fail the write of all.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (!/\\u(?:0000|[dD][89a-fA-F])/.test(json)) return json
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  )
}

export interface UpsertOptions<Table extends keyof DB> {
  readonly table: Table
  readonly columns: readonly (keyof DB[Table] & string)[]
  /** Columns of the unique constraint; a row that is there already is overwritten. */
  readonly conflict: readonly (keyof DB[Table] & string)[]
  readonly rows: readonly Partial<Record<keyof DB[Table] & string, unknown>>[]
  /** Set besides on a row that is there already. */
  readonly alsoSet?: RawBuilder<unknown>
}

/**
 * Inserts or overwrites many rows with one statement and one parameter, typed by the table itself.
 * Rows that a unique constraint would take as one must not come twice.
 */
export async function upsertRows<Table extends keyof DB & string>(
  db: Queryable,
  { table, columns, conflict, rows, alsoSet }: UpsertOptions<Table>,
): Promise<void> {
  if (rows.length === 0) return
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const overwritten = columns.filter((column) => !conflict.includes(column))
  const assignments = overwritten.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`)
  if (alsoSet) assignments.push(alsoSet as RawBuilder<unknown> & (typeof assignments)[number])
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${toJson(rows)}::jsonb)
    on conflict (${sql.join(conflict.map((column) => sql.ref(column)))}) do update set ${sql.join(assignments)}
  `.execute(db)
}
