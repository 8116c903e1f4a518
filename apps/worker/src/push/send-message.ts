import type { PushMessage } from '@spike/contract'
import { type GuardedPoster, MoodleError } from '@spike/moodle'
import type { PushKeys, PushTarget } from '@spike/store'
import webPush from 'web-push'

/** A message that no browser fetched in two days is about what the student has seen since. */
const keptSeconds = 2 * 24 * 60 * 60
const timeoutMs = 15_000

/** Of messages with one topic a push service keeps the last alone. */
const topic = 'news'

/** `gone` is the browser's subscription; `refused` is no use to try again, `later` is. */
export type PushOutcome =
  | { readonly kind: 'sent' | 'gone' | 'refused' }
  | { readonly kind: 'later'; readonly retryAfterMs: number | undefined }

interface SendOptions {
  readonly poster: GuardedPoster
  readonly keys: PushKeys
  readonly contact: string
  readonly signal: AbortSignal
}

/** Encrypts a message for one browser (RFC 8291) and gives it to its push service. Rejects with the signal's reason alone. */
export async function sendMessage(
  { endpoint, p256dh, auth }: Pick<PushTarget, 'endpoint' | 'p256dh' | 'auth'>,
  message: PushMessage,
  { poster, keys, contact, signal }: SendOptions,
): Promise<PushOutcome> {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { p256dh, auth } },
    JSON.stringify(message),
    {
      vapidDetails: { subject: contact, ...keys },
      TTL: keptSeconds,
      urgency: 'normal',
      topic,
      contentEncoding: 'aes128gcm',
    },
  )
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  try {
    const { status, retryAfterMs } = await poster.post({
      url: endpoint,
      headers: texts,
      body,
      signal,
      timeoutMs,
    })
    if (status >= 200 && status < 300) return { kind: 'sent' }
    if (status === 404 || status === 410) return { kind: 'gone' }
    return status === 429 || status >= 500 ? { kind: 'later', retryAfterMs } : { kind: 'refused' }
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    return error.retryable ? { kind: 'later', retryAfterMs: undefined } : { kind: 'refused' }
  }
}
