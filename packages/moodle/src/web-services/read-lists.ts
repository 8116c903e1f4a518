import type { CourseSummary, ReadEvent } from '../reading.ts'
import { type Delay, backoffMs } from '../retry-request.ts'
import type { ActivityLists } from '../site.ts'
import { parseData } from './answer.ts'
import { assignmentsSchema, mapAssignments } from './assignments.ts'
import type { Call, CallArguments } from './calls.ts'
import type { Connection } from './connection.ts'
import { eventsSchema, mapEvents } from './events.ts'
import { forumsSchema, mapForums } from './forums.ts'
import type { MapContext } from './map-context.ts'
import { mapQuizzes, quizzesSchema } from './quizzes.ts'

export interface ListOptions {
  readonly connection: Connection
  readonly signal: AbortSignal
  readonly delay: Delay
  readonly context: MapContext
  readonly offers: (functionName: string) => boolean
  readonly hasBatches: boolean
  readonly busyTries: number
  readonly now: Date
  readonly onPart: (done: number, total: number) => void
}

const eventsPerPage = 50
const maxEventPages = 40
const eventsSinceDays = 90
/** More course ids than this come near PHP's `max_input_vars`; then the site is asked for all courses. */
const maxCourseIds = 800

const call = (name: string, args: CallArguments): Call => ({ function: name, args, courseMoodleId: null })

/** The answers in the calls' order; undefined for what this student is not served. */
async function askEach(calls: readonly Call[], options: ListOptions): Promise<unknown[]> {
  const answers = new Map<Call, unknown>()
  let rest = calls.filter((each) => options.offers(each.function))
  let busyTries = 0
  while (rest.length) {
    const outcomes = await options.connection.askAll(
      options.hasBatches ? rest : rest.slice(0, 1),
      options.signal,
    )
    for (const outcome of outcomes) if (outcome.ok) answers.set(outcome.call, outcome.data)
    rest = rest.slice(outcomes.length)
    const last = outcomes.at(-1)
    if (!last || last.ok || last.error.code === 'moodle.access_denied') continue
    if (!last.error.retryable || ++busyTries >= options.busyTries) throw last.error
    await options.delay(backoffMs(busyTries), options.signal)
    rest = [last.call, ...rest]
  }
  return calls.map((each) => answers.get(each))
}

async function readEvents(options: ListOptions): Promise<ReadEvent[]> {
  const name = 'core_calendar_get_action_events_by_timesort'
  const timesortfrom = Math.floor(options.now.getTime() / 1000) - eventsSinceDays * 24 * 60 * 60
  const events = new Map<number, ReadEvent>()
  let after = 0
  for (let page = 0; page < maxEventPages; page++) {
    const args = { timesortfrom, limitnum: eventsPerPage, ...(after && { aftereventid: after }) }
    const [data] = await askEach([call(name, args)], options)
    if (data === undefined) break
    const answer = parseData(eventsSchema, data, name)
    for (const event of mapEvents(answer, options.context)) events.set(event.moodleId, event)
    const last = answer.lastid ?? 0
    if (answer.events.length < eventsPerPage || !last || last === after) break
    after = last
  }
  return [...events.values()]
}

/** The lists for all courses at once. The dearest call goes alone and first; all of them side by side. */
export async function readLists(
  courses: readonly CourseSummary[],
  options: ListOptions,
): Promise<ActivityLists> {
  const { context } = options
  const leaving = new AbortController()
  const together = { ...options, signal: AbortSignal.any([options.signal, leaving.signal]) }
  const ids = courses.map((course) => course.moodleId)
  const ofCourses: CallArguments = ids.length <= maxCourseIds ? { courseids: ids } : {}
  const total = 4
  let done = 0
  const finish = (parts: number) => {
    for (let part = 0; part < parts; part++) options.onPart(++done, total)
  }

  async function readAssignments() {
    const name = 'mod_assign_get_assignments'
    const [data] = await askEach([call(name, ofCourses)], together)
    finish(1)
    return data === undefined ? new Map() : mapAssignments(parseData(assignmentsSchema, data, name), context)
  }
  async function readQuizzesAndForums() {
    const names = ['mod_quiz_get_quizzes_by_courses', 'mod_forum_get_forums_by_courses'] as const
    const [quizData, forumData] = await askEach(
      names.map((name) => call(name, ofCourses)),
      together,
    )
    finish(2)
    return {
      quizzes:
        quizData === undefined
          ? new Map()
          : mapQuizzes(parseData(quizzesSchema, quizData, names[0]), context),
      forums:
        forumData === undefined
          ? new Map()
          : mapForums(parseData(forumsSchema, forumData, names[1]), context),
    }
  }
  async function readAllEvents() {
    const events = await readEvents(together)
    finish(1)
    return events
  }

  if (courses.length === 0) {
    // An empty list of ids means "all of mine" to Moodle; there are none, and events may still be.
    const events = await readAllEvents()
    finish(3)
    return { assignments: new Map(), quizzes: new Map(), forums: new Map(), events }
  }
  try {
    const [assignments, lists, events] = await Promise.all([
      readAssignments(),
      readQuizzesAndForums(),
      readAllEvents(),
    ])
    return { assignments, ...lists, events }
  } catch (error) {
    leaving.abort()
    throw error
  }
}
