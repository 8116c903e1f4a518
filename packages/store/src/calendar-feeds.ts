import type { Language } from '@spike/contract'
import type { Queryable } from './database.ts'
import { openColumns, sealColumns } from './sealed-columns.ts'
import type { Sealer } from './sealing.ts'

/** The secret address of a student's calendar: found by a hash of the secret, which itself is sealed. */

const table = 'calendar_feeds'

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
    ...sealColumns(sealer, { table, userId, value: secret }),
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
  return { secret: openColumns(sealer, { table, userId, row }), createdAt: row.created_at }
}

export async function deleteCalendarFeed(db: Queryable, userId: string): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('user_id', '=', userId).execute()
}

/** Whose feed it is, and the language they chose; null where there is no such feed, or not any more. */
export async function findFeedOwner(
  db: Queryable,
  secretHash: Buffer,
): Promise<{ userId: string; language: Language | null } | null> {
  const row = await db
    .selectFrom('calendar_feeds as f')
    .innerJoin('users as u', 'u.id', 'f.user_id')
    .where('f.secret_hash', '=', secretHash)
    .select(['f.user_id as userId', 'u.language'])
    .executeTakeFirst()
  return row ?? null
}
