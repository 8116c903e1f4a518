import type { ErrorCode } from '@spike/contract'
import { MoodleError } from '@spike/moodle'
import { RunStopped, SyncError } from './errors.ts'

export interface RunState {
  /** Since the job was made. */
  readonly ageMs: number
  /** Tries used before this run. */
  readonly tries: number
  readonly maxTries: number
  /** Milliseconds of work over all attempts, and their cap; null where there is none. */
  readonly activeMs: number
  readonly activeCapMs: number | null
  /** Wait after the first failed try; four times as long after each further one. */
  readonly retryDelayMs: number
}

/** What becomes of a job after a run that did not complete. */
export type Outcome =
  /** Another worker has the job, or it has ended: nothing may be written. */
  | { readonly kind: 'abandon' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'fail'; readonly code: ErrorCode; readonly tries: number }
  | {
      readonly kind: 'postpone'
      readonly why: 'failed' | 'released' | 'postponed'
      readonly code: ErrorCode | null
      readonly tries: number
      readonly delayMs: number
    }

/** A site's wish to wait that is longer than this is not waited for inside a run. */
const longWaitMs = 30_000
/** A site that wishes again and again to be waited for is waited for so long in all. */
const longestAgeMs = 6 * 3_600_000

/** Decides by the error's code alone. */
export function decideOutcome(error: unknown, state: RunState): Outcome {
  if (error instanceof RunStopped) {
    if (error.reason === 'fenced') return { kind: 'abandon' }
    if (error.reason === 'cancelled') return { kind: 'cancel' }
    if (error.reason === 'shutdown')
      return { kind: 'postpone', why: 'released', code: null, tries: state.tries, delayMs: 0 }
  }
  const code = codeOf(error)
  const tries = state.tries + 1
  const wishMs = error instanceof MoodleError ? (error.retryAfterMs ?? 0) : 0
  if (wishMs > longWaitMs) {
    const isTooLong = state.ageMs + wishMs >= longestAgeMs || isSpent(state, wishMs)
    return isTooLong
      ? { kind: 'fail', code, tries }
      : { kind: 'postpone', why: 'postponed', code, tries: state.tries, delayMs: wishMs }
  }
  if (!isRetryable(error) || tries >= state.maxTries || isSpent(state, 0))
    return { kind: 'fail', code, tries }
  const delayMs = Math.min(state.retryDelayMs * 4 ** (tries - 1), longestRetryDelayMs)
  return { kind: 'postpone', why: 'failed', code, tries, delayMs }
}

const longestRetryDelayMs = 600_000

function isSpent(state: RunState, waitMs: number): boolean {
  return state.activeCapMs !== null && state.activeMs + waitMs >= state.activeCapMs
}

/** The code a job ends with for an error. A refused token asks the student to sign in again. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof RunStopped) return error.reason === 'timeout' ? 'sync.timeout' : 'sync.internal'
  if (error instanceof SyncError) return error.code
  if (error instanceof MoodleError)
    return error.code === 'moodle.token_invalid' ? 'auth.sign_in_again' : error.code
  return 'sync.internal'
}

function isRetryable(error: unknown): boolean {
  if (error instanceof RunStopped) return error.reason === 'timeout'
  if (error instanceof SyncError || error instanceof MoodleError) return error.retryable
  return true
}
