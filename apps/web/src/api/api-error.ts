import type { ErrorCode } from '@spike/contract/error-traits'

export interface ApiErrorFacts {
  code: ErrorCode
  /** The HTTP status. */
  status: number
  requestId: string | null
  /** Seconds after which another try makes sense, where the server says so. */
  retryAfterSeconds: number | null
}

/** Spike answered, and the answer is an error. What to do about it is decided on `code`. */
export class ApiError extends Error implements ApiErrorFacts {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly status: number
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null

  constructor(facts: ApiErrorFacts) {
    super(`Spike answered ${facts.status} ${facts.code}`)
    this.code = facts.code
    this.status = facts.status
    this.requestId = facts.requestId
    this.retryAfterSeconds = facts.retryAfterSeconds
  }
}

/** No answer came: there is no network, the server is away, or the answer was cut off. */
export class NoConnectionError extends Error {
  override readonly name = 'NoConnectionError'
  constructor(cause: unknown) {
    super('No answer from Spike', { cause })
  }
}
