import type { z } from 'zod'
import type { MoodleError } from '../errors.ts'
import type { CourseSummary, ReadEvent } from '../reading.ts'
import { type Delay, backoffMs } from '../retry-request.ts'
import type { ActivityLists } from '../site.ts'
import { assignmentList, mapAssignments } from './assignments.ts'
import type { Call, CallArguments } from './calls.ts'
import type { Connection } from './connection.ts'
import { eventList, mapEvents } from './events.ts'
import { forumList, mapForums } from './forums.ts'
import type { MapContext } from './map-context.ts'
import { type Misfit, type RowList, parseRows } from './parse-rows.ts'
import { mapQuizzes, quizList } from './quizzes.ts'

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
    const outcomes = await options.connection.askAll(options.hasBatches ? rest : rest.slice(0, 1), {
      signal: options.signal,
    })
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

type Broken = Map<number, MoodleError>

/** Notes the misfits' courses as broken; gives the first misfit that names none. */
function noteBroken(misfits: readonly Misfit[], broken: Broken): Misfit | undefined {
  for (const { courseMoodleId, error } of misfits) {
    if (courseMoodleId !== null) broken.set(courseMoodleId, error)
  }
  return misfits.find(({ courseMoodleId }) => courseMoodleId === null)
}

/** The answer without the rows of courses that it breaks; undefined for what this student is not served. */
function readRows<T extends z.ZodType>(
  list: RowList<T>,
  data: unknown,
  broken: Broken,
): z.output<T> | undefined {
  if (data === undefined) return undefined
  const { answer, misfits } = parseRows(list, data)
  const anyones = noteBroken(misfits, broken)
  if (anyones) throw anyones.error
  return answer
}

/** Null where the calendar cannot be known whole: it is not served, or a row in it fits nowhere. */
async function readEvents(options: ListOptions, broken: Broken): Promise<ReadEvent[] | null> {
  const timesortfrom = Math.floor(options.now.getTime() / 1000) - eventsSinceDays * 24 * 60 * 60
  const events = new Map<number, ReadEvent>()
  let after = 0
  for (let page = 0; page < maxEventPages; page++) {
    const args = { timesortfrom, limitnum: eventsPerPage, ...(after && { aftereventid: after }) }
    const [data] = await askEach([call(eventList.functionName, args)], options)
    if (data === undefined) return null
    const { answer, misfits } = parseRows(eventList, data)
    if (noteBroken(misfits, broken)) return null
    for (const event of mapEvents(answer, options.context)) events.set(event.moodleId, event)
    const last = answer.lastid ?? 0
    const isFull = answer.events.length + misfits.length >= eventsPerPage
    if (!isFull || !last || last === after) break
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
  const broken: Broken = new Map()
  const total = 4
  let done = 0
  const finish = (parts: number) => {
    for (let part = 0; part < parts; part++) options.onPart(++done, total)
  }

  async function readAssignments() {
    const [data] = await askEach([call(assignmentList.functionName, ofCourses)], together)
    finish(1)
    const answer = readRows(assignmentList, data, broken)
    return answer ? mapAssignments(answer, context) : new Map()
  }
  async function readQuizzesAndForums() {
    const calls = [quizList, forumList].map(({ functionName }) => call(functionName, ofCourses))
    const [quizData, forumData] = await askEach(calls, together)
    finish(2)
    const quizzes = readRows(quizList, quizData, broken)
    const forums = readRows(forumList, forumData, broken)
    return {
      quizzes: quizzes ? mapQuizzes(quizzes, context) : new Map(),
      forums: forums ? mapForums(forums, context) : new Map(),
    }
  }
  async function readAllEvents() {
    const events = await readEvents(together, broken)
    finish(1)
    return events
  }

  if (courses.length === 0) {
    // An empty list of ids means "all of mine" to Moodle; there are none, and events may still be.
    const events = await readAllEvents()
    finish(3)
    return { assignments: new Map(), quizzes: new Map(), forums: new Map(), events, broken }
  }
  try {
    const [assignments, lists, events] = await Promise.all([
      readAssignments(),
      readQuizzesAndForums(),
      readAllEvents(),
    ])
    return { assignments, ...lists, events, broken }
  } catch (error) {
    leaving.abort()
    throw error
  }
}
