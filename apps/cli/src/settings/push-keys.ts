import { createECDH } from 'node:crypto'
import { settingsWords } from '@spike/contract/words/operator'
import type { PushKeys } from '@spike/store'
import { z } from 'zod'

/** A part of the pair by which push services know this Spike, base64url of so many bytes. It is never repeated. */
export function pushKey(byteCount: number) {
  const form = /^[\w-]+={0,2}$/
  return z
    .string()
    .refine((text) => form.test(text) && Buffer.from(text, 'base64url').length === byteCount, {
      message: settingsWords.pushKeyForm(byteCount),
    })
    .transform((text) => text.replaceAll('=', ''))
}

/** Whether the public key is the private one's. */
export function isPushPair({ publicKey, privateKey }: PushKeys): boolean {
  const pair = createECDH('prime256v1')
  try {
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return pair.getPublicKey('base64url') === publicKey
  } catch {
    return false
  }
}
