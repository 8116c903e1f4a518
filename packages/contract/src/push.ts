import { z } from 'zod'
import type { Language } from './languages.ts'

const base64url = (bytes: number) => {
  const digits = Math.ceil((bytes * 4) / 3)
  return z.string().regex(new RegExp(`^[\\w-]{${digits}}=*$`), `Not ${bytes} bytes in base64url`)
}

/** What a browser's `PushSubscription.toJSON()` gives. */
export const pushSubscriptionSchema = z.object({
  /** Where its push service takes messages for it; whoever knows it can send there. */
  endpoint: z.url().max(1000),
  keys: z.object({
    /** A point of P-256, not compressed. */
    p256dh: base64url(65),
    auth: base64url(16),
  }),
})
export type NewPushSubscription = z.infer<typeof pushSubscriptionSchema>

export const pushStateSchema = z.object({
  /** The `applicationServerKey` to subscribe with. */
  publicKey: z.string(),
  /** The endpoint that this browser's session has given; null where it gets no notifications. */
  endpoint: z.string().nullable(),
})
export type PushState = z.infer<typeof pushStateSchema>

/** What a notification carries, encrypted for one browser. */
export interface PushMessage {
  readonly title: string
  readonly body: string
  readonly language: Language
  /** The page that it opens: a path of Spike's. */
  readonly path: string
}
