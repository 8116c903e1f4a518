import { Agent, request } from 'undici'
import { checkOutgoingUrl, guardedConnector, type ResolveHost, resolveHost } from './address-guard.ts'
import { MoodleError } from './errors.ts'
import { errorFromTransport, parseRetryAfter } from './map-errors.ts'

/** Its head is all that is asked for: what comes after so much is not waited for. */
const maxAnswerBytes = 64 * 1024

export interface GuardedPosterOptions {
  readonly now: () => Date
  /** Loopback over plain http, for demos and tests: not in production. */
  readonly allowLocal: boolean
  readonly resolve?: ResolveHost
}

export interface GuardedPost {
  /** Checked by the rules for sites before anything is sent, and again where its name leads. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

export interface GuardedPoster {
  /** Any status is an answer, a redirect too: none is followed. Rejects with a `MoodleError` or the signal's reason. */
  post(message: GuardedPost): Promise<{ readonly status: number; readonly retryAfterMs: number | undefined }>
  close(): Promise<void>
}

/** Posts to servers whose addresses came from outside, behind the same guard as a Moodle site's. */
export function createGuardedPoster(options: GuardedPosterOptions): GuardedPoster {
  const openAgent = (local: boolean) =>
    new Agent({
      connect: guardedConnector({ local, resolve: options.resolve ?? resolveHost }),
      keepAliveTimeout: 10_000,
    })
  const agents = { remote: openAgent(false), local: openAgent(true) }
  return {
    async post({ url: address, headers, body, signal, timeoutMs }) {
      const { url, local } = checkOutgoingUrl(address, options)
      signal.throwIfAborted()
      const clock = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await request(url, {
          dispatcher: local ? agents.local : agents.remote,
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.any([signal, clock]),
        })
        await answer.body.dump({ limit: maxAnswerBytes })
        const retryAfter = answer.headers['retry-after']
        return {
          status: answer.statusCode,
          retryAfterMs: parseRetryAfter(
            Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
            options.now(),
          ),
        }
      } catch (error) {
        signal.throwIfAborted()
        if (clock.aborted) throw new MoodleError('moodle.timeout', { detail: 'request_timeout' })
        throw errorFromTransport(error)
      }
    },
    async close() {
      await Promise.all([agents.remote.close(), agents.local.close()])
    },
  }
}
