import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { MoodleError } from './errors.ts'

/** Waits; rejects with the signal's reason once that is aborted. */
export type Delay = (ms: number, signal: AbortSignal) => Promise<void>

export const delay: Delay = async (ms, signal) => {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}

/** Longer waits are not sat out here: the job goes back into the queue instead. */
const longestWaitMs = 30_000
const firstBackoffMs = 500
const longestBackoffMs = 8_000

export interface RetryOptions {
  readonly tries: number
  readonly signal: AbortSignal
  readonly delay: Delay
  /** Whether the same request is worth another try after such an error; where it is not said, after any that may pass. */
  readonly isWorthRetry?: (error: MoodleError) => boolean
}

/** How long to wait after a failed try: what the site asked for, else a growing time with jitter. */
export function backoffMs(failedTries: number, random: () => number = Math.random): number {
  const grown = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (failedTries - 1))
  return Math.round(grown * (0.5 + random() / 2))
}

/** Tries one request again where its error may pass by itself. Rejects with the last error, or the signal's reason. */
export function retryRequest<T>(request: () => Promise<T>, options: RetryOptions): Promise<T> {
  return pRetry(request, {
    retries: Math.max(0, options.tries - 1),
    // Waiting is done below, so that it can follow Retry-After.
    minTimeout: 0,
    signal: options.signal,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!(error instanceof MoodleError) || !error.retryable) return false
      if (options.isWorthRetry?.(error) === false) return false
      if ((error.retryAfterMs ?? 0) > longestWaitMs) return false
      await options.delay(error.retryAfterMs ?? backoffMs(attemptNumber), options.signal)
      return true
    },
  })
}
