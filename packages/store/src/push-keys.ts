import { generateKeyPairSync } from 'node:crypto'
import type { Queryable } from './database.ts'
import type { SealedPlace, Sealer } from './sealing.ts'

/** The pair by which push services know this Spike (VAPID), base64url: a point of P-256 not compressed, and its secret. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** Nobody's own: the site's. */
const place: SealedPlace = { table: 'push_keys', userId: '', column: 'sealed' }

/** The pair of this database, made at the first call. Throws `SealError` where its key cannot be opened. */
export async function readOrMakePushKeys(db: Queryable, sealer: Sealer): Promise<PushKeys> {
  const stored = await readPushKeys(db, sealer)
  if (stored) return stored
  const made = makePushKeys()
  const record = sealer.seal(made.privateKey, place)
  await db
    .insertInto('push_keys')
    .values({
      public_key: made.publicKey,
      key_id: record.keyId,
      wrapped_key: record.wrappedKey,
      sealed: record.sealed,
    })
    // Another process may have made one meanwhile: that is the one.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readPushKeys(db, sealer)) ?? made
}

async function readPushKeys(db: Queryable, sealer: Sealer): Promise<PushKeys | null> {
  const row = await db.selectFrom('push_keys').selectAll().executeTakeFirst()
  if (!row) return null
  const record = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
  return { publicKey: row.public_key, privateKey: sealer.open(record, place) }
}

/** Seals it again with the current key if an older one sealed it; whether that was so. */
export async function resealPushKeys(db: Queryable, sealer: Sealer): Promise<boolean> {
  const row = await db
    .selectFrom('push_keys')
    .selectAll()
    .where('key_id', '<>', sealer.currentKeyId)
    .executeTakeFirst()
  if (!row) return false
  const old = { keyId: row.key_id, wrappedKey: row.wrapped_key, sealed: row.sealed }
  const record = sealer.seal(sealer.open(old, place), place)
  await db
    .updateTable('push_keys')
    .set({ key_id: record.keyId, wrapped_key: record.wrappedKey, sealed: record.sealed })
    .execute()
  return true
}

function makePushKeys(): PushKeys {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url')
  const point = Buffer.concat([Buffer.of(4), bytes(x), bytes(y)])
  return { publicKey: point.toString('base64url'), privateKey: bytes(d).toString('base64url') }
}
