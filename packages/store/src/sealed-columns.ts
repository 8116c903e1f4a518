import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { SealedPlace, SealedRecord, Sealer } from './sealing.ts'

/** The tables with a sealed value a row, each with whose a row is: push keys are nobody's own. */
const owners = {
  credentials: sql.ref('user_id'),
  calendar_feeds: sql.ref('user_id'),
  push_keys: sql.lit(''),
} satisfies Readonly<Record<string, RawBuilder<unknown>>>
type SealedTable = keyof typeof owners

interface SealedColumns {
  readonly key_id: string
  readonly wrapped_key: Buffer
  readonly sealed: Buffer
}

const placeIn = (table: SealedTable, userId: string): SealedPlace => ({ table, userId, column: 'sealed' })

/** Seals a value for a row of a table; `userId` is empty for push keys. */
export function sealColumns(
  sealer: Sealer,
  { table, userId, value }: { readonly table: SealedTable; readonly userId: string; readonly value: string },
): SealedColumns {
  const { keyId, wrappedKey, sealed } = sealer.seal(value, placeIn(table, userId))
  return { key_id: keyId, wrapped_key: wrappedKey, sealed }
}

/** The value that was sealed for a row of that table. Throws `SealError` where it cannot be opened. */
export function openColumns(
  sealer: Sealer,
  {
    table,
    userId,
    row,
  }: { readonly table: SealedTable; readonly userId: string; readonly row: SealedColumns },
): string {
  const record: SealedRecord = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
  return sealer.open(record, placeIn(table, userId))
}

/**
 * Seals again with the current key all that an older one sealed, some rows at a time. Gives how many they were. Throws
 * `SealError` at one that cannot be opened.
 */
export async function resealAll(db: Queryable, sealer: Sealer, batchSize = 100): Promise<number> {
  let count = 0
  for (const table of Object.keys(owners) as SealedTable[]) {
    for (let resealed = -1; resealed !== 0; count += resealed) {
      resealed = await resealSome(db, sealer, { table, batchSize })
    }
  }
  return count
}

async function resealSome(
  db: Queryable,
  sealer: Sealer,
  { table, batchSize }: { readonly table: SealedTable; readonly batchSize: number },
): Promise<number> {
  const { rows } = await sql<SealedColumns & { owner: string }>`
    select ${owners[table]} as owner, key_id, wrapped_key, sealed from ${sql.table(table)}
    where key_id <> ${sealer.currentKeyId} limit ${batchSize}
  `.execute(db)
  for (const row of rows) {
    const value = openColumns(sealer, { table, userId: row.owner, row })
    const fresh = sealColumns(sealer, { table, userId: row.owner, value })
    // Where another was stored meanwhile, that stays.
    await sql`
      update ${sql.table(table)}
      set key_id = ${fresh.key_id}, wrapped_key = ${fresh.wrapped_key}, sealed = ${fresh.sealed}
      where ${owners[table]} = ${row.owner} and sealed = ${row.sealed}
    `.execute(db)
  }
  return rows.length
}
