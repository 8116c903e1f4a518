import { type ErrorAnswer, type ErrorCode, errorTraits } from '@spike/contract'
import { MoodleError } from '@spike/moodle'
import { isConnectionError, isOwnerGone } from '@spike/store'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from './deps.ts'

/** The status of an answer that carries the code. */
export const statusOfCode: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  'auth.required': 401,
  'auth.forbidden': 403,
  'auth.origin_refused': 403,
  'auth.rate_limited': 429,
  'auth.invalid_credentials': 401,
  'auth.account_suspended': 403,
  'auth.password_change_required': 403,
  'auth.site_setup_required': 403,
  'auth.institution_unknown': 400,
  'auth.institution_disabled': 409,
  'auth.sign_in_again': 401,
  'auth.browser_sign_in_required': 409,
  'auth.pasted_link_invalid': 400,
  'moodle.unreachable': 502,
  'moodle.timeout': 504,
  'moodle.maintenance': 503,
  'moodle.unavailable': 502,
  'moodle.rate_limited': 503,
  'moodle.busy': 503,
  'moodle.unexpected_answer': 502,
  'moodle.answer_too_large': 502,
  'moodle.address_refused': 502,
  'moodle.token_invalid': 502,
  'moodle.access_denied': 502,
  'moodle.web_services_off': 501,
  'moodle.course_unavailable': 502,
  'moodle.grades_not_shown': 502,
  'moodle.call_failed': 502,
  'sync.timeout': 504,
  'sync.worker_lost': 500,
  'sync.internal': 500,
  'sync.schema_outdated': 503,
  'sync.not_found': 404,
  'sync.already_ended': 409,
  'sync.still_active': 409,
  'request.invalid': 400,
  'request.malformed_json': 400,
  'request.too_large': 413,
  'request.unsupported_media_type': 415,
  'request.not_found': 404,
  'request.method_not_allowed': 405,
  'request.rate_limited': 429,
  'server.internal': 500,
  'server.stopping': 503,
  'server.busy': 503,
  'server.database_unavailable': 503,
}

/** When another try makes sense, for codes that come with a Retry-After even if nobody said a time. */
const usualRetryAfterSeconds: Partial<Record<ErrorCode, number>> = {
  'moodle.maintenance': 300,
  'moodle.rate_limited': 60,
  'moodle.busy': 10,
  'sync.schema_outdated': 10,
  'server.stopping': 5,
  'server.busy': 2,
  'server.database_unavailable': 5,
}

interface ApiErrorOptions {
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  readonly retryAfterSeconds?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** An answer that says no. Thrown anywhere, made into an answer in one place. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode
  readonly fields: ApiErrorOptions['fields']
  readonly retryAfterSeconds: number | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ErrorCode, options: ApiErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.fields = options.fields
    this.retryAfterSeconds = options.retryAfterSeconds ?? usualRetryAfterSeconds[code]
    this.headers = options.headers ?? {}
  }
}

/** What any error thrown in a request means to whoever asked. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof MoodleError) {
    return new ApiError(error.code, {
      cause: error,
      ...(error.retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1000) }),
    })
  }
  // Hono's validators throw these two.
  if (error instanceof HTTPException && error.status === 415) {
    return new ApiError('request.unsupported_media_type', { cause: error })
  }
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiError('request.malformed_json', { cause: error })
  }
  if (isUnstorableText(error)) return new ApiError('request.invalid', { cause: error })
  if (isOwnerGone(error)) return new ApiError('auth.required', { cause: error })
  if (isConnectionError(error)) return new ApiError('server.database_unavailable', { cause: error })
  return new ApiError('server.internal', { cause: error })
}

/** PostgreSQL's codes for text that it cannot hold: bytes that are no UTF-8, and NUL in JSON. */
const unstorableText = new Set(['22021', '22P05'])

function isUnstorableText(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    unstorableText.has(error.code)
  )
}

/** The one place that makes an error into an answer. */
export function answerError(error: unknown, c: Context<AppEnv>): Response {
  const known = toApiError(error)
  const status = statusOfCode[known.code]
  c.set('errorCode', known.code)
  if (status >= 500 && errorTraits[known.code].family !== 'auth') logError(known, c)
  if (known.retryAfterSeconds !== undefined) c.header('Retry-After', String(known.retryAfterSeconds))
  for (const [name, value] of Object.entries(known.headers)) c.header(name, value)
  c.header('Cache-Control', 'no-store')
  c.header('Vary', 'Accept-Language')
  const answer: ErrorAnswer = {
    error: {
      code: known.code,
      message: c.get('translate')(`errors.${known.code}`),
      requestId: c.get('requestId'),
      ...(known.fields && { fields: [...known.fields] }),
      ...(known.retryAfterSeconds !== undefined && { retryAfterSeconds: known.retryAfterSeconds }),
    },
  }
  return c.json(answer, status)
}

function logError(error: ApiError, c: Context<AppEnv>): void {
  const { cause } = error
  // Nobody reads the answer, and what was given up halfway is no fault of ours.
  if (c.req.raw.signal.aborted) c.get('log').info({ code: error.code }, 'the client left')
  else if (error.code === 'server.internal')
    c.get('log').error({ err: cause, code: error.code }, 'request failed')
  else if (cause instanceof Error) {
    c.get('log').warn({ code: error.code, reason: cause.message }, 'request could not be served')
  }
}
