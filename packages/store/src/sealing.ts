import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** The key a developer's machine and the demo use. Everybody knows it: production must refuse it. */
export const developmentKey = {
  id: 'development',
  key: Buffer.alloc(keyBytes, 'spike development key.'),
} as const

export interface SealingKey {
  /** Stored beside what it sealed, so that keys can be replaced one after the other. */
  readonly id: string
  readonly key: Buffer
}

export interface SealedRecord {
  readonly keyId: string
  readonly wrappedKey: Buffer
  readonly sealed: Buffer
}

/** Where a sealed value belongs: in any other place it does not open. */
export interface SealedPlace {
  readonly table: string
  readonly userId: string
  readonly column: string
}

export interface Sealer {
  readonly currentKeyId: string
  seal(plaintext: string, place: SealedPlace): SealedRecord
  /** Throws `SealError` where the key is not known, or the record was changed or moved. */
  open(record: SealedRecord, place: SealedPlace): string
}

export class SealError extends Error {
  override readonly name = 'SealError'
  readonly code: 'key_unknown' | 'not_authentic'
  /** Of the key that sealed the record. */
  readonly keyId: string

  constructor(code: SealError['code'], keyId: string, cause?: unknown) {
    super(`${code} (key ${keyId})`, { cause })
    this.code = code
    this.keyId = keyId
  }
}

/** Seals with the first key, opens with any of them: AES-256-GCM with a data key of each record's own. */
export function createSealer(keys: readonly [SealingKey, ...SealingKey[]]): Sealer {
  for (const { id, key } of keys) {
    if (key.length !== keyBytes)
      throw new RangeError(`Sealing key ${id} has ${key.length} bytes, not ${keyBytes}`)
  }
  const current = keys[0]
  const byId = new Map(keys.map((entry) => [entry.id, entry.key]))
  return {
    currentKeyId: current.id,
    seal(plaintext, place) {
      const context = contextOf(place)
      const dataKey = randomBytes(keyBytes)
      return {
        keyId: current.id,
        wrappedKey: encrypt(current.key, dataKey, context),
        sealed: encrypt(dataKey, Buffer.from(plaintext, 'utf8'), context),
      }
    },
    open(record, place) {
      const key = byId.get(record.keyId)
      if (!key) throw new SealError('key_unknown', record.keyId)
      const context = contextOf(place)
      try {
        return decrypt(decrypt(key, record.wrappedKey, context), record.sealed, context).toString('utf8')
      } catch (cause) {
        throw new SealError('not_authentic', record.keyId, cause)
      }
    },
  }
}

const contextOf = (place: SealedPlace) =>
  Buffer.from(`${place.table}|${place.userId}|${place.column}`, 'utf8')

function encrypt(key: Buffer, plaintext: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(context)
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, context: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(context).setAuthTag(sealed.subarray(-tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
}
