import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { SealedPlace, Sealer } from './sealing.ts'

/** What a student's Moodle gave when they signed in; the shape that `@spike/moodle` gives and takes. */
export type StoredCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly cookies: Readonly<Record<string, string>> }

export interface ReadCredential {
  readonly credential: StoredCredential
  /** Set when the site refused it: the student has to sign in again. */
  readonly refusedAt: Date | null
  readonly storedAt: Date
}

const placeOf = (userId: string): SealedPlace => ({ table: 'credentials', userId, column: 'sealed' })

/** Seals and stores it in place of an earlier one. */
export async function saveCredential(
  db: Queryable,
  sealer: Sealer,
  { userId, credential }: { readonly userId: string; readonly credential: StoredCredential },
): Promise<void> {
  const record = sealer.seal(JSON.stringify(credential), placeOf(userId))
  const values = {
    kind: credential.kind,
    key_id: record.keyId,
    wrapped_key: record.wrappedKey,
    sealed: record.sealed,
    refused_at: null,
    updated_at: sql<Date>`now()`,
  }
  await db
    .insertInto('credentials')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/** Null where the student has none. Throws `SealError` where it cannot be opened. */
export async function readCredential(
  db: Queryable,
  sealer: Sealer,
  userId: string,
): Promise<ReadCredential | null> {
  const row = await db.selectFrom('credentials').selectAll().where('user_id', '=', userId).executeTakeFirst()
  if (!row) return null
  const record = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
  const credential = JSON.parse(sealer.open(record, placeOf(userId))) as StoredCredential
  return { credential, refusedAt: row.refused_at, storedAt: row.updated_at }
}

/** Whether there is one that the site has not refused; nothing is opened for it. */
export async function hasUsableCredential(db: Queryable, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('refused_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that the site refused the credential that was stored then; one of a sign-in since stays good. */
export async function markCredentialRefused(
  db: Queryable,
  { userId, storedAt }: { readonly userId: string; readonly storedAt: Date },
): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ refused_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    // A Date holds whole milliseconds, the column microseconds.
    .where(sql<Date>`date_trunc('milliseconds', updated_at)`, '<=', storedAt)
    .execute()
}

/** Seals again with the current key what an older one sealed. Gives how many; run it until it gives 0. */
export async function resealCredentials(db: Queryable, sealer: Sealer, batchSize = 100): Promise<number> {
  const rows = await db
    .selectFrom('credentials')
    .selectAll()
    .where('key_id', '<>', sealer.currentKeyId)
    .limit(batchSize)
    .execute()
  for (const row of rows) {
    const place = placeOf(row.user_id)
    const record = sealer.seal(
      sealer.open({ keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }, place),
      place,
    )
    await db
      .updateTable('credentials')
      .set({ key_id: record.keyId, wrapped_key: record.wrappedKey, sealed: record.sealed })
      .where('user_id', '=', row.user_id)
      // A sign-in meanwhile stored another one: that stays.
      .where('sealed', '=', row.sealed)
      .execute()
  }
  return rows.length
}
