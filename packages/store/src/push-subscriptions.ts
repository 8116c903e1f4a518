import type { NewPushSubscription } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { OwnSession } from './sessions.ts'
import { lockStudent } from './student-sync.ts'

/** Browsers of one student: above that the ones asked for first are let go. */
const maxPerStudent = 10

/** Refused so often in a row, a subscription is given up. */
const maxRefusals = 10

/** Where this browser has notifications sent; null where it gets none. */
export async function readPushEndpoint(
  db: Queryable,
  { userId, idHash }: OwnSession,
): Promise<string | null> {
  const row = await db
    .selectFrom('push_subscriptions')
    .select('endpoint')
    .where('session_id_hash', '=', idHash)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.endpoint ?? null
}

/**
 * Stores a browser's subscription in place of its earlier one, and of the same one under another sign-in. It is told
 * only of what is found from now on. Call it in a transaction: its student is locked, as by whoever deletes them, so that
 * of several at once the last one stays.
 */
export async function savePushSubscription(
  db: Queryable,
  { userId, idHash }: OwnSession,
  { endpoint, keys }: NewPushSubscription,
): Promise<void> {
  await lockStudent(db, userId)
  await db
    .deleteFrom('push_subscriptions')
    .where('session_id_hash', '=', idHash)
    .where('endpoint', '<>', endpoint)
    .execute()
  const values = {
    user_id: userId,
    session_id_hash: idHash,
    p256dh: keys.p256dh,
    auth: keys.auth,
    told_change_id: sql<number>`(select coalesce(max(id), 0) from changes where user_id = ${userId})`,
    refusals: 0,
    created_at: sql<Date>`now()`,
  }
  await db
    .insertInto('push_subscriptions')
    .values({ endpoint, ...values })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(values))
    .execute()
  await sql`
    delete from push_subscriptions where session_id_hash in (
      select session_id_hash from push_subscriptions where user_id = ${userId}
      order by created_at desc, session_id_hash offset ${maxPerStudent}
    )
  `.execute(db)
}

export async function deletePushSubscription(db: Queryable, { userId, idHash }: OwnSession): Promise<void> {
  await db
    .deleteFrom('push_subscriptions')
    .where('session_id_hash', '=', idHash)
    .where('user_id', '=', userId)
    .execute()
}

/** A browser to be told, and of what it was told last. */
export interface PushTarget {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly toldChangeId: number
}

/** The student's browsers whose sign-in lives. */
export async function listPushTargets(db: Queryable, userId: string): Promise<PushTarget[]> {
  return db
    .selectFrom('push_subscriptions as p')
    .innerJoin('sessions as s', 's.id_hash', 'p.session_id_hash')
    .select(['p.endpoint', 'p.p256dh', 'p.auth', 'p.told_change_id as toldChangeId'])
    .where('p.user_id', '=', userId)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .orderBy('p.created_at')
    .execute()
}

/** Notes that a browser was told of all changes up to this one, or that it is no use to try any more. */
export async function markTold(db: Queryable, endpoint: string, changeId: number): Promise<void> {
  await db
    .updateTable('push_subscriptions')
    .set({ told_change_id: changeId, refusals: 0 })
    .where('endpoint', '=', endpoint)
    .where('told_change_id', '<=', changeId)
    .execute()
}

/** Notes that its push service refused a message for good. Gives whether the subscription was given up for it. */
export async function noteRefusedPush(db: Queryable, endpoint: string, changeId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('push_subscriptions')
    .where('endpoint', '=', endpoint)
    .where('refusals', '>=', maxRefusals - 1)
    .executeTakeFirst()
  await db
    .updateTable('push_subscriptions')
    .set({ told_change_id: changeId, refusals: sql<number>`refusals + 1` })
    .where('endpoint', '=', endpoint)
    .where('told_change_id', '<=', changeId)
    .execute()
  return numDeletedRows > 0n
}

/** The browser is there no more, as its push service says. */
export async function forgetPushEndpoint(db: Queryable, endpoint: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('endpoint', '=', endpoint).execute()
}
