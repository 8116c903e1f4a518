import { generateKeyPairSync } from 'node:crypto'
import type { Queryable } from './database.ts'
import { openColumns, sealColumns } from './sealed-columns.ts'
import type { Sealer } from './sealing.ts'

/** The pair by which push services know this Spike (VAPID), base64url: a point of P-256 not compressed, and its secret. */
export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** Nobody's own: the site's. */
const place = { table: 'push_keys', userId: '' } as const

/** The pair of this database, made at the first call. Throws `SealError` where its key cannot be opened. */
export async function readOrMakePushKeys(db: Queryable, sealer: Sealer): Promise<PushKeys> {
  const stored = await readPushKeys(db, sealer)
  if (stored) return stored
  const made = makePushKeys()
  await db
    .insertInto('push_keys')
    .values({ public_key: made.publicKey, ...sealColumns(sealer, { ...place, value: made.privateKey }) })
    // Another process may have made one meanwhile: that is the one.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await readPushKeys(db, sealer)) ?? made
}

async function readPushKeys(db: Queryable, sealer: Sealer): Promise<PushKeys | null> {
  const row = await db.selectFrom('push_keys').selectAll().executeTakeFirst()
  if (!row) return null
  return { publicKey: row.public_key, privateKey: openColumns(sealer, { ...place, row }) }
}

function makePushKeys(): PushKeys {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const bytes = (part: string | undefined) => Buffer.from(part ?? '', 'base64url')
  const point = Buffer.concat([Buffer.of(4), bytes(x), bytes(y)])
  return { publicKey: point.toString('base64url'), privateKey: bytes(d).toString('base64url') }
}
