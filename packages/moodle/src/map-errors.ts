import { MoodleError, type MoodleErrorCode } from './errors.ts'

/**
 * Moodle's `errorcode`s that ask for a decision; the same code carries other messages in other languages and
 * other exception classes in other releases, so nothing else is looked at.
 */
const codes: Readonly<Record<string, MoodleErrorCode>> = {
  invalidlogin: 'auth.invalid_credentials',

  wsaccessusersuspended: 'auth.account_suspended',
  wsaccessuserdeleted: 'auth.account_suspended',
  wsaccessusernologin: 'auth.account_suspended',

  forcepasswordchangenotice: 'auth.password_change_required',
  passwordisexpired: 'auth.password_change_required',
  wsaccessuserexpired: 'auth.password_change_required',
  restoredaccountresetpassword: 'auth.password_change_required',

  usernotfullysetup: 'auth.site_setup_required',
  sitepolicynotagreed: 'auth.site_setup_required',
  usernotconfirmed: 'auth.site_setup_required',
  wsaccessuserunconfirmed: 'auth.site_setup_required',

  invalidtoken: 'moodle.token_invalid',
  invalidtimedtoken: 'moodle.token_invalid',

  // An expired token says this too: whoever meets it asks once more with site_info.
  accessexception: 'moodle.access_denied',
  nopermissions: 'moodle.access_denied',
  // mod_assign's own, of somebody whose submission may not be seen.
  nopermission: 'moodle.access_denied',
  noviewdiscussionspermission: 'moodle.access_denied',

  sitemaintenance: 'moodle.maintenance',
  upgraderunning: 'moodle.maintenance',
  dbconnectionfailed: 'moodle.unavailable',
  ex_unabletolock: 'moodle.busy',
  locktimeout: 'moodle.busy',

  enablewsdescription: 'moodle.web_services_off',
  servicenotavailable: 'moodle.web_services_off',
  cannotcreatetoken: 'moodle.web_services_off',

  errorcoursecontextnotvalid: 'moodle.course_unavailable',
  notingroup: 'moodle.course_unavailable',
  requireloginerror: 'moodle.course_unavailable',

  nopermissiontoviewgrades: 'moodle.grades_not_shown',
}

export function errorFromErrorcode(
  errorcode: string,
  where: { readonly functionName?: string; readonly retryAfterMs?: number } = {},
): MoodleError {
  // It comes from outside and goes into logs.
  const detail = /^[\w:/-]{1,80}$/.test(errorcode) ? errorcode : 'odd_errorcode'
  const code = Object.hasOwn(codes, errorcode) ? codes[errorcode] : undefined
  return new MoodleError(code ?? 'moodle.call_failed', { ...where, detail })
}

const timeoutCodes: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'unknown'
}

/** What the network or undici threw. Its `detail` is their code. */
export function errorFromTransport(error: unknown): MoodleError {
  if (error instanceof MoodleError) return error
  const detail = codeOf(error)
  if (timeoutCodes.has(detail)) return new MoodleError('moodle.timeout', { detail, cause: error })
  // These two may hold bytes of the answer, which may hold a token: so no cause.
  if (detail === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return new MoodleError('moodle.answer_too_large', { detail })
  if (detail.startsWith('HPE_')) return new MoodleError('moodle.unexpected_answer', { detail })
  return new MoodleError('moodle.unreachable', { detail, cause: error })
}

export interface AnswerHead {
  readonly status: number
  readonly contentType: string
  readonly retryAfterMs: number | undefined
}

/** What the status and the headers say went wrong; null where the body must say. */
export function errorFromStatus(head: AnswerHead, text: string): MoodleError | null {
  const { status, retryAfterMs } = head
  const options = { detail: `http_${status}`, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  if (status === 429) return new MoodleError('moodle.rate_limited', options)
  if (status === 503) {
    const isPage = head.contentType.includes('html')
    const isMaintenance = isPage && (retryAfterMs !== undefined || /maintenance/i.test(text))
    return new MoodleError(isMaintenance ? 'moodle.maintenance' : 'moodle.unavailable', options)
  }
  if (status >= 500) return new MoodleError('moodle.unavailable', options)
  // The REST protocol, or all of web services, is switched off.
  if (status === 403 && text.trim() === '') return new MoodleError('moodle.web_services_off', options)
  if (status >= 300) return new MoodleError('moodle.unexpected_answer', options)
  return null
}

/**
 * Every worker obeys a site's wish to be left alone, so one slip in a header (milliseconds taken for seconds, a date of
 * next year) would shut a whole university out for as long. After an hour the site is asked, and may say it again.
 */
const longestRetryAfterMs = 60 * 60 * 1000

/** A `Retry-After` header, in seconds or as a date: milliseconds from now, an hour at most. */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const isSeconds = /^\s*\d+\s*$/.test(header)
  const waitMs = isSeconds ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isNaN(waitMs) ? undefined : Math.min(longestRetryAfterMs, Math.max(0, waitMs))
}
