import { countCourse, countSections, findTooMany } from '../course-size.ts'
import { MoodleError } from '../errors.ts'
import type { CourseReading, CourseSummary, ReadSection } from '../reading.ts'
import type { AccountPart, AccountRequest } from '../site.ts'
import { mayBeOneCall } from '../call-failures.ts'
import { orderCourses } from '../course-order.ts'
import { notOpenToPages } from './ajax-answer.ts'
import { type ReadCalendar, actionEventCalls, mapCalendar, monthCalls, nextActionEvents } from './calendar.ts'
import { mapCourseState, stateFunction } from './course-state.ts'
import { notificationsCall, readNotifications } from './notices.ts'
import type { PageContext } from './page-context.ts'
import { type SiteTraits, readCourse } from './read-course.ts'
import type { Session } from './session.ts'

export interface AccountOptions {
  readonly session: Session
  readonly sesskey: string
  readonly moodleUserId: number
  readonly context: PageContext
  readonly now: Date
}

/** Structures asked for in one request, about 40 kB and 100 ms each; more where they would take over three requests. */
const coursesPerRequest = 20
const maxStateRequests = 3

/** Of action events, fifty each: nobody has more to do. */
const maxFurtherPages = 10

/** So many courses in a row that the site did not answer for are the site's own trouble. */
const maxSilentInARow = 3

const silence: ReadonlySet<string> = new Set([
  'moodle.timeout',
  'moodle.unreachable',
  'moodle.unavailable',
  'moodle.busy',
])

type Structures = ReadonlyMap<number, readonly ReadSection[] | MoodleError>

/** Nothing but the dates and the student's notices hangs on it: a site that does not answer it is not left for that. */
async function readCalendar(request: AccountRequest, options: AccountOptions) {
  try {
    return await askCalendar(request, options)
  } catch (error) {
    if (!(error instanceof MoodleError) || !mayBeOneCall(error)) throw error
    const calendar: ReadCalendar = { events: null, brokenCourses: new Set(), times: new Map() }
    return { calendar, notifications: null }
  }
}

async function askCalendar(request: AccountRequest, options: AccountOptions) {
  const { session, sesskey, moodleUserId, context, now } = options
  // The calendar of one course is much cheaper than that of all.
  const [only] = request.read
  const courseMoodleId = !request.account && request.read.length === 1 && only ? only.moodleId : null
  const months = monthCalls({ courseMoodleId, now })
  const actions = request.account ? actionEventCalls(now) : []
  const notices = request.account ? [notificationsCall(moodleUserId)] : []
  const outcomes = await session.ajax([...months, ...actions, ...notices], sesskey)
  const events = outcomes.slice(0, months.length + actions.length)
  const lastPage = events.length + maxFurtherPages
  for (let at = months.length; at < Math.min(events.length, lastPage); at++) {
    // A list that was full goes on; what came of it is looked at in its turn.
    const outcome = events[at]
    const next = outcome && nextActionEvents(outcome)
    if (next) events.push(...(await session.ajax([next], sesskey)))
  }
  return {
    calendar: mapCalendar(events, context),
    notifications: request.account ? readNotifications(outcomes.at(-1), context) : null,
  }
}

/** Null where the site keeps no structures: 3.11, or one that does not open them to its pages. */
async function readStructures(
  courses: readonly CourseSummary[],
  { session, sesskey, context }: AccountOptions,
): Promise<Structures | null> {
  const calls = courses.map(({ moodleId }) => ({
    function: stateFunction,
    args: { courseid: moodleId },
    courseMoodleId: moodleId,
  }))
  const structures = new Map<number, readonly ReadSection[] | MoodleError>()
  const outcomes = await session.ajax(calls, sesskey)
  for (const outcome of outcomes) {
    const { courseMoodleId } = outcome.call
    if (outcome.ok) structures.set(courseMoodleId, readState(outcome.data, context))
    else if (outcome.error.detail === notOpenToPages) return null
    else structures.set(courseMoodleId, outcome.error)
  }
  return structures
}

function readState(data: unknown, context: PageContext): readonly ReadSection[] | MoodleError {
  try {
    const sections = mapCourseState(data, context)
    return findTooMany(countSections(sections)) ?? sections
  } catch (error) {
    if (error instanceof MoodleError) return error
    throw error
  }
}

function chunk<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}

/** Events and notifications first, as the dates of the courses are in them; then course after course, current ones first. */
export async function* readAccount(
  request: AccountRequest,
  options: AccountOptions,
): AsyncGenerator<AccountPart, void, undefined> {
  const { session, context, now } = options
  if (request.read.length === 0 && !request.account) return
  const { calendar, notifications } = await readCalendar(request, options)
  if (request.account) {
    const { events, brokenCourses } = calendar
    yield { kind: 'events', events, entriesTold: true, brokenCourses }
    yield { kind: 'notifications', notifications }
  }

  const ordered = orderCourses(request.read, now)
  const met: SiteTraits = { hasAssignmentIndex: true }
  const size = Math.max(coursesPerRequest, Math.ceil(ordered.length / maxStateRequests))
  let keepsStructures = true
  let silentInARow = 0
  for (const courses of chunk(ordered, size)) {
    const structures: Structures | null = keepsStructures ? await readStructures(courses, options) : null
    keepsStructures &&= structures !== null
    for (const course of courses) {
      const structure = structures?.get(course.moodleId) ?? null
      const reading = await readOne(course, structure)
      silentInARow = !reading.ok && silence.has(reading.error.code) ? silentInARow + 1 : 0
      if (!reading.ok && silentInARow >= maxSilentInARow) throw reading.error
      yield { kind: 'course', reading }
    }
  }

  async function readOne(
    course: CourseSummary,
    structure: readonly ReadSection[] | MoodleError | null,
  ): Promise<CourseReading> {
    const courseMoodleId = course.moodleId
    if (structure instanceof MoodleError) return { courseMoodleId, ok: false, error: structure }
    try {
      const content = await readCourse({
        session,
        context,
        course,
        structure,
        isOpened: !request.account,
        openedItems: request.openedItems,
        times: calendar.times,
        known: request.known.get(courseMoodleId),
        now,
        met,
      })
      const error = findTooMany(countCourse(content))
      return error ? { courseMoodleId, ok: false, error } : { courseMoodleId, ok: true, content }
    } catch (error) {
      if (!(error instanceof MoodleError) || !mayBeOneCall(error)) throw error
      return { courseMoodleId, ok: false, error }
    }
  }
}
