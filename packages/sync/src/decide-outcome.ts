import type { ErrorCode } from '@spike/contract'
import { MoodleError } from '@spike/moodle'
import { RunStopped, SyncError } from './errors.ts'

export interface RunState {
  readonly now: Date
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
      readonly nextAttemptAt: Date
    }

/** A site's wish to wait that is longer than this is not waited for inside a run. */
const longWaitMs = 30_000

/** Decides by the error's code alone. */
export function decideOutcome(error: unknown, state: RunState): Outcome {
  if (error instanceof RunStopped) {
    if (error.reason === 'fenced') return { kind: 'abandon' }
    if (error.reason === 'cancelled') return { kind: 'cancel' }
    if (error.reason === 'shutdown')
      return postpone(state, { why: 'released', code: null, tries: state.tries, inMs: 0 })
  }
  const code = codeOf(error)
  const tries = state.tries + 1
  if (error instanceof MoodleError && (error.retryAfterMs ?? 0) > longWaitMs) {
    const wait = { why: 'postponed', code, tries: state.tries, inMs: error.retryAfterMs ?? 0 } as const
    return isSpent(state, wait.inMs) ? { kind: 'fail', code, tries } : postpone(state, wait)
  }
  if (!isRetryable(error) || tries >= state.maxTries || isSpent(state, 0))
    return { kind: 'fail', code, tries }
  return postpone(state, { why: 'failed', code, tries, inMs: retryDelay(state, tries) })
}

const longestRetryDelayMs = 600_000

function retryDelay(state: RunState, tries: number): number {
  return Math.min(state.retryDelayMs * 4 ** (tries - 1), longestRetryDelayMs)
}

function isSpent(state: RunState, waitMs: number): boolean {
  return state.activeCapMs !== null && state.activeMs + waitMs >= state.activeCapMs
}

function postpone(
  state: RunState,
  next: { why: 'failed' | 'released' | 'postponed'; code: ErrorCode | null; tries: number; inMs: number },
): Outcome {
  return {
    kind: 'postpone',
    why: next.why,
    code: next.code,
    tries: next.tries,
    nextAttemptAt: new Date(state.now.getTime() + next.inMs),
  }
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
