import type { Device } from '@spike/contract'
import type { Queryable } from './database.ts'
import type { OwnSession } from './sessions.ts'

interface AliveAt {
  readonly now: Date
  readonly idleMs: number
}

/** Where the student is signed in: the one that asks first, then whichever was seen last. */
export async function listDevices(
  db: Queryable,
  { userId, idHash }: OwnSession,
  { now, idleMs }: AliveAt,
): Promise<Device[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['public_id', 'browser', 'system', 'device_kind', 'created_at', 'seen_at'])
    .select((eb) => eb('id_hash', '=', idHash).as('current'))
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', new Date(now.getTime() - idleMs))
    .orderBy('current', 'desc')
    .orderBy('seen_at', 'desc')
    .orderBy('public_id')
    .execute()
  return rows.map((row) => ({
    id: row.public_id,
    browser: row.browser,
    system: row.system,
    kind: row.device_kind,
    current: Boolean(row.current),
    signedInAt: row.created_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
  }))
}

/** Ends one of the student's sessions. Null where they have no such one; else whether it is the one that asks. */
export async function signOutDevice(
  db: Queryable,
  { userId, idHash }: OwnSession,
  deviceId: string,
): Promise<{ readonly current: boolean } | null> {
  const row = await db
    .deleteFrom('sessions')
    .where('public_id', '=', deviceId)
    .where('user_id', '=', userId)
    .returning('id_hash')
    .executeTakeFirst()
  return row ? { current: row.id_hash.equals(idHash) } : null
}

/** Ends all of the student's sessions but the one that asks, and gives how many they were. */
export async function signOutOtherDevices(db: Queryable, { userId, idHash }: OwnSession): Promise<number> {
  const result = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id_hash', '<>', idHash)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
