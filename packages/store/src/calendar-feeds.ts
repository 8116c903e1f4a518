import type { Queryable } from './database.ts'
import type { SealedPlace, SealedRecord, Sealer } from './sealing.ts'

/** The secret address of a student's calendar: found by a hash of the secret, which itself is sealed. */

const placeOf = (userId: string): SealedPlace => ({ table: 'calendar_feeds', userId, column: 'sealed' })

const columnsOf = (record: SealedRecord) => ({
  key_id: record.keyId,
  wrapped_key: record.wrappedKey,
  sealed: record.sealed,
})

export interface NewCalendarFeed {
  readonly userId: string
  readonly secret: string
  /** SHA-256 of the secret. */
  readonly secretHash: Buffer
  readonly now: Date
}

/** Makes a student's feed; by the secret that it had until now nothing is found any more. */
export async function saveCalendarFeed(
  db: Queryable,
  sealer: Sealer,
  { userId, secret, secretHash, now }: NewCalendarFeed,
): Promise<void> {
  const values = {
    secret_hash: secretHash,
    ...columnsOf(sealer.seal(secret, placeOf(userId))),
    created_at: now,
  }
  await db
    .insertInto('calendar_feeds')
    .values({ user_id: userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/** Null where the student has none. Throws `SealError` where the secret cannot be opened. */
export async function readCalendarFeed(
  db: Queryable,
  sealer: Sealer,
  userId: string,
): Promise<{ secret: string; createdAt: Date } | null> {
  const row = await db
    .selectFrom('calendar_feeds')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) return null
  const record = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
  return { secret: sealer.open(record, placeOf(userId)), createdAt: row.created_at }
}

export async function deleteCalendarFeed(db: Queryable, userId: string): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('user_id', '=', userId).execute()
}

/** Whose feed it is, and the language they chose; null where there is no such feed, or not any more. */
export async function findFeedOwner(
  db: Queryable,
  secretHash: Buffer,
): Promise<{ userId: string; language: string | null } | null> {
  const row = await db
    .selectFrom('calendar_feeds as f')
    .innerJoin('users as u', 'u.id', 'f.user_id')
    .where('f.secret_hash', '=', secretHash)
    .select(['f.user_id as userId', 'u.language'])
    .executeTakeFirst()
  return row ?? null
}

/** Seals again with the current key what an older one sealed. Gives how many; run it until it gives 0. */
export async function resealCalendarFeeds(db: Queryable, sealer: Sealer, batchSize = 100): Promise<number> {
  const rows = await db
    .selectFrom('calendar_feeds')
    .selectAll()
    .where('key_id', '<>', sealer.currentKeyId)
    .limit(batchSize)
    .execute()
  for (const row of rows) {
    const place = placeOf(row.user_id)
    const old = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
    await db
      .updateTable('calendar_feeds')
      .set(columnsOf(sealer.seal(sealer.open(old, place), place)))
      .where('user_id', '=', row.user_id)
      // It was renewed meanwhile: that stays.
      .where('sealed', '=', row.sealed)
      .execute()
  }
  return rows.length
}
