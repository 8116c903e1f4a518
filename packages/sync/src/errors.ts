import { type ErrorCode, errorTraits } from '@spike/contract'

export type SyncErrorCode =
  | Extract<ErrorCode, `sync.${string}`>
  | 'auth.sign_in_again'
  | 'auth.institution_disabled'

/** A sync that cannot go on for a reason of its own. What is wrong with the site is a `MoodleError`. */
export class SyncError extends Error {
  override readonly name = 'SyncError'
  readonly code: SyncErrorCode

  constructor(code: SyncErrorCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }

  get retryable(): boolean {
    return errorTraits[this.code].retryable
  }
}

/** Why a run is stopped from outside; the reason that its signal carries. */
export type StopReason = 'cancelled' | 'timeout' | 'shutdown' | 'fenced'

export class RunStopped extends Error {
  override readonly name = 'RunStopped'
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`The run was stopped: ${reason}`)
    this.reason = reason
  }
}
