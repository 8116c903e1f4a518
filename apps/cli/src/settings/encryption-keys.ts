import { settingsWords } from '@spike/contract/words/operator'
import type { SealingKey } from '@spike/store'
import { z } from 'zod'

const keyBytes = 32

/** `id:base64 of 32 bytes`, separated by commas; the first is the one new records are sealed with. */
export const encryptionKeys = z.string().transform((text, context) => {
  const keys: SealingKey[] = []
  for (const part of text.split(',')) {
    const [, id, encoded] = /^\s*([\w-]{1,64}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(part) ?? []
    const key = Buffer.from(encoded ?? '', 'base64')
    if (id === undefined || key.length !== keyBytes) {
      // The text is not repeated: it may hold most of a key.
      context.addIssue({ code: 'custom', message: settingsWords.keysForm() })
      return z.NEVER
    }
    if (keys.some((known) => known.id === id)) {
      context.addIssue({ code: 'custom', message: settingsWords.keysTwice(id) })
      return z.NEVER
    }
    keys.push({ id, key })
  }
  return keys as [SealingKey, ...SealingKey[]]
})
