import { type ErrorCode, type ErrorFamily, errorTraits } from '@spike/contract'

export type MoodleErrorCode = Extract<ErrorCode, `moodle.${string}` | `auth.${string}`>

interface MoodleErrorOptions {
  /** Moodle's own `errorcode`, or the transport's (`ECONNREFUSED`, `http_503`). Safe to log. */
  readonly detail?: string
  /** How long the site asked us to stay away. */
  readonly retryAfterMs?: number
  /** The web service function that failed. */
  readonly functionName?: string
  readonly cause?: unknown
}

/** Anything that went wrong with a Moodle site. Decide on `code`, never on the message, which holds no secret. */
export class MoodleError extends Error {
  override readonly name = 'MoodleError'
  readonly code: MoodleErrorCode
  readonly detail: string | undefined
  readonly retryAfterMs: number | undefined
  readonly functionName: string | undefined

  constructor(code: MoodleErrorCode, options: MoodleErrorOptions = {}) {
    const where = options.functionName ? ` in ${options.functionName}` : ''
    const detail = options.detail ? ` (${options.detail})` : ''
    super(`${code}${where}${detail}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.detail = options.detail
    this.retryAfterMs = options.retryAfterMs
    this.functionName = options.functionName
  }

  get family(): ErrorFamily {
    return errorTraits[this.code].family
  }

  get retryable(): boolean {
    return errorTraits[this.code].retryable
  }
}
