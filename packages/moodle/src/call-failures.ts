import type { MoodleError, MoodleErrorCode } from './errors.ts'

const siteWideCodes: ReadonlySet<MoodleErrorCode> = new Set<MoodleErrorCode>([
  'moodle.unreachable',
  'moodle.timeout',
  'moodle.maintenance',
  'moodle.rate_limited',
  'moodle.web_services_off',
  'moodle.address_refused',
])

/** What is wrong with the site or the sign-in ends the whole reading. */
export function isSiteWide(error: MoodleError): boolean {
  return error.family === 'auth' || siteWideCodes.has(error.code)
}

/**
 * Whether one call alone may be to blame for a request that failed as a whole: a page instead of JSON, a crash in PHP,
 * and also a connection that broke or an answer that never came, which a dead site looks like too.
 */
export function mayBeOneCall(error: MoodleError): boolean {
  return error.code === 'moodle.timeout' || error.code === 'moodle.unreachable' || !isSiteWide(error)
}

/** The student may not have this, here or anywhere. */
export function isRefusal(error: MoodleError): boolean {
  return error.code === 'moodle.access_denied' || error.code === 'moodle.course_unavailable'
}

/** The function itself is not to be had, whatever it is asked about. */
export function isFunctionRefused(error: MoodleError): boolean {
  return error.detail === 'accessexception' || error.detail === notOffered
}

/** The detail of a refusal that we made up: the site's service does not list the function. */
export const notOffered = 'not_offered'

/** Whether a course is whole without its grades: Moodle itself says that they are not to be had. */
export function canGoWithoutGrades(error: MoodleError): boolean {
  return isRefusal(error) || error.code === 'moodle.call_failed' || error.code === 'moodle.busy'
}

/** Something that went after it was listed: what Moodle's `dml_missing_record_exception` says of its tables. */
const goneDetails: ReadonlySet<string | undefined> = new Set([
  'invalidrecord',
  'invalidrecordunknown',
  'invalidcoursemodule',
])

/** Whether a course is whole without what is inside one of its activities, as this error of Moodle's says. */
export function canGoWithoutDetail(error: MoodleError): boolean {
  return isRefusal(error) || (error.code === 'moodle.call_failed' && goneDetails.has(error.detail))
}
