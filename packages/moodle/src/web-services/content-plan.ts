import type { MoodleError, MoodleErrorCode } from '../errors.ts'
import type { CourseSummary } from '../reading.ts'
import type { CoursePart, PartCall } from './course-assembly.ts'

/**
 * What a call costs the site, in units of about 80 ms (measured on Moodle 4.5). A batch runs its calls one after
 * another, so its cost is how long its courses wait: 20 units are about 1.6 s.
 */
const costs: Readonly<Record<CoursePart, number>> = {
  contents: 2,
  grades: 2,
  submission: 1,
  announcements: 1,
}
const maxBatchCost = 20
/** A course asked for apart comes in small batches: a slow one may have been too much at once. */
const maxApartCost = 5
export const maxBatchCalls = 20

/** In progress first, then those to come, then the past from the latest end. */
export function orderCourses(courses: readonly CourseSummary[], now: Date): CourseSummary[] {
  const rank = (course: CourseSummary) => {
    if (course.endsAt && course.endsAt <= now) return 2
    return course.startsAt && course.startsAt > now ? 1 : 0
  }
  return courses.toSorted((a, b) => {
    const byRank = rank(a) - rank(b)
    if (byRank !== 0 || rank(a) !== 2) return byRank
    return (b.endsAt?.getTime() ?? 0) - (a.endsAt?.getTime() ?? 0)
  })
}

/** Takes the next batch off the queue's front. Calls of courses that have ended meanwhile are dropped. */
export function takeBatch(queue: PartCall[], maxCalls: number): PartCall[] {
  const batch: PartCall[] = []
  let cost = 0
  for (let call = queue[0]; call; call = queue[0]) {
    if (!call.assembly.reading) {
      if (!fits(batch, cost, call, maxCalls)) break
      batch.push(call)
      cost += costs[call.part]
    }
    queue.shift()
  }
  return batch
}

function fits(batch: readonly PartCall[], cost: number, call: PartCall, maxCalls: number): boolean {
  const last = batch.at(-1)
  if (!last) return true
  const maxCost = call.assembly.apart ? maxApartCost : maxBatchCost
  if (batch.length >= maxCalls || cost + costs[call.part] > maxCost) return false
  const isSameCourse = last.assembly === call.assembly
  return isSameCourse || (!last.assembly.apart && !call.assembly.apart)
}

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
 * Whether one course alone may be to blame for a request that failed as a whole: a page instead of JSON, a crash in PHP,
 * and also a connection that broke or an answer that never came, which a dead site looks like too.
 */
export function mayBeOneCourse(error: MoodleError): boolean {
  return error.code === 'moodle.timeout' || error.code === 'moodle.unreachable' || !isSiteWide(error)
}

const withoutPart: Readonly<Record<CoursePart, readonly MoodleErrorCode[]>> = {
  contents: [],
  grades: ['moodle.grades_not_shown', 'moodle.access_denied'],
  submission: ['moodle.access_denied', 'moodle.course_unavailable'],
  announcements: ['moodle.access_denied', 'moodle.course_unavailable'],
}

/** An assignment that went after it was listed: what Moodle's `dml_missing_record_exception` says of its tables. */
const goneDetails: ReadonlySet<string | undefined> = new Set([
  'invalidrecord',
  'invalidrecordunknown',
  'invalidcoursemodule',
])

/** Whether a course is whole without this part, as this error of Moodle's says. */
export function canGoWithout(part: CoursePart, error: MoodleError): boolean {
  if (withoutPart[part].includes(error.code)) return true
  return part === 'submission' && error.code === 'moodle.call_failed' && goneDetails.has(error.detail)
}
