/**
 * What a caller does about an error depends on its family:
 * `network` and `timeout` may pass by themselves, `api` is an answer that says no, `validation` is an answer
 * or a request that is not of the agreed shape, `auth` asks the person to sign in (again) or to act at their university.
 */
export type ErrorFamily = 'network' | 'timeout' | 'api' | 'validation' | 'auth'

interface ErrorTraits {
  readonly family: ErrorFamily
  /** Whether the same thing may succeed later without anybody changing anything. */
  readonly retryable: boolean
}

const passing = (family: ErrorFamily): ErrorTraits => ({ family, retryable: true })
const lasting = (family: ErrorFamily): ErrorTraits => ({ family, retryable: false })

/** Every code that an error of Spike can carry, on the wire, in the database and in the logs. */
export const errorTraits = {
  // Signing in, and what the person must do
  'auth.required': lasting('auth'),
  'auth.forbidden': lasting('auth'),
  'auth.origin_refused': lasting('auth'),
  'auth.rate_limited': passing('auth'),
  'auth.invalid_credentials': lasting('auth'),
  'auth.account_suspended': lasting('auth'),
  'auth.password_change_required': lasting('auth'),
  'auth.site_setup_required': lasting('auth'),
  'auth.institution_unknown': lasting('validation'),
  'auth.institution_disabled': lasting('api'),
  'auth.sign_in_again': lasting('auth'),
  'auth.browser_sign_in_required': lasting('auth'),
  'auth.pasted_link_invalid': lasting('auth'),

  // What a Moodle site answers, or does not
  'moodle.unreachable': passing('network'),
  'moodle.timeout': passing('timeout'),
  'moodle.maintenance': passing('api'),
  'moodle.unavailable': passing('api'),
  'moodle.rate_limited': passing('api'),
  'moodle.busy': passing('api'),
  'moodle.unexpected_answer': passing('validation'),
  'moodle.answer_too_large': lasting('validation'),
  'moodle.address_refused': lasting('validation'),
  'moodle.token_invalid': lasting('auth'),
  'moodle.access_denied': lasting('api'),
  'moodle.web_services_off': lasting('api'),
  'moodle.course_unavailable': lasting('api'),
  'moodle.grades_not_shown': lasting('api'),
  'moodle.call_failed': lasting('api'),

  // A sync as a whole
  'sync.timeout': passing('timeout'),
  'sync.worker_lost': passing('network'),
  'sync.internal': passing('api'),
  'sync.schema_outdated': passing('api'),
  'sync.not_found': lasting('validation'),
  'sync.already_ended': lasting('validation'),
  'sync.still_active': lasting('validation'),

  // A request to Spike
  'request.invalid': lasting('validation'),
  'request.malformed_json': lasting('validation'),
  'request.too_large': lasting('validation'),
  'request.unsupported_media_type': lasting('validation'),
  'request.not_found': lasting('validation'),
  'request.method_not_allowed': lasting('validation'),
  'request.rate_limited': passing('api'),
  'server.internal': passing('api'),
  'server.stopping': passing('api'),
  'server.busy': passing('api'),
  'server.database_unavailable': passing('network'),
} as const satisfies Record<string, ErrorTraits>

export type ErrorCode = keyof typeof errorTraits
export const errorCodes = Object.keys(errorTraits) as [ErrorCode, ...ErrorCode[]]
