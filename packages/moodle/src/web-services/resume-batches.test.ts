import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MoodleError } from '../errors.ts'
import type { HttpClient } from '../http-client.ts'
import type { CourseContent, CourseReading } from '../reading.ts'
import type { AccountPart } from '../site.ts'
import { type ReceivedCall, Refusal, answerForm, parseCalls } from '../testing/scripted-site.ts'
import { answerLikeMoodle, now, readerOptions } from '../testing/small-moodle.ts'
import { byCourse, collect, coursesOf, firstReading } from '../testing/start-reader.ts'
import { openWebServicesReader } from './reader.ts'

const courses = 6
const healthy = answerLikeMoodle({ courses })

/** What fails, and what becomes of a course without it where Moodle says that it is not to be had. */
const parts: Readonly<Record<string, { key: (args: ReceivedCall['args']) => number; without?: unknown }>> = {
  core_course_get_contents: { key: ({ courseid }) => Number(courseid) },
  gradereport_user_get_grade_items: { key: ({ courseid }) => Number(courseid), without: { grades: null } },
  mod_assign_get_submission_status: {
    key: ({ assignid }) => Math.floor(Number(assignid) / 100),
    without: { assignments: [{ submissionState: 'unknown' }, { submissionState: 'unknown' }] },
  },
  mod_quiz_get_user_attempts: {
    key: ({ quizid }) => Number(quizid),
    without: { quizzes: [{ attempts: null, bestGrade: null }] },
  },
  mod_forum_get_forum_discussions: {
    key: ({ forumid }) => Number(forumid),
    without: { forums: [{ discussions: null }] },
  },
}
const lists = [
  'mod_assign_get_assignments',
  'mod_quiz_get_quizzes_by_courses',
  'mod_forum_get_forums_by_courses',
]
const accountCalls = ['core_calendar_get_action_events_by_timesort', 'message_popup_get_popup_notifications']

/** What the function says of every course, and not of one. */
const functionRefused = 'accessexception'
const gradebook = 'gradereport_user_get_grade_items'
/** Beside refusals, what a course is read without its grades of. */
const noGrades = new Set(['dmlreadexception', 'ex_unabletolock'])
const refusals = ['nopermission', functionRefused]
const failures = ['dmlreadexception', 'ex_unabletolock', 'odd shape', 'page', 'broken'] as const
/** They pass with the second try. */
const passing = ['busy once', 'page once', 'broken once'] as const

interface Fault {
  readonly function: string
  /** 0 for what is about no course. */
  readonly course: number
  readonly kind: string
}

const faults = fc
  .uniqueArray(
    fc.oneof(
      fc.record({
        function: fc.constantFrom(...Object.keys(parts)),
        course: fc.integer({ min: 1, max: courses }),
        kind: fc.constantFrom(...failures, ...refusals, ...passing),
      }),
      fc.record({
        function: fc.constantFrom(...lists),
        course: fc.integer({ min: 1, max: courses }),
        kind: fc.constantFrom(...failures, ...passing),
      }),
      fc.record({
        function: fc.constantFrom(...accountCalls),
        course: fc.constant(0),
        kind: fc.constantFrom(...failures, ...refusals, ...passing),
      }),
    ),
    { maxLength: 4, selector: (fault) => `${fault.function} ${fault.course}` },
  )
  // Of a function that is refused nothing else can fail.
  .map((all) => {
    const refused = new Map(
      all.filter(({ kind }) => kind === functionRefused).map((each) => [each.function, each]),
    )
    return all.filter((each) => (refused.get(each.function) ?? each) === each)
  })

function strikes(fault: Fault, call: ReceivedCall): boolean {
  if (fault.function !== call.function) return false
  if (fault.kind === functionRefused) return true
  const ids = call.args['courseids']
  if (ids) return Object.values(ids).map(Number).includes(fault.course)
  return (parts[call.function]?.key(call.args) ?? 0) === fault.course
}

/** A site that answers at once, and how often each call of it succeeded. */
function startFaultySite(all: readonly Fault[]) {
  const passed = new Set<Fault>()
  const succeeded = new Map<string, number>()
  /** The fault that is met now, if it still stands. */
  const meet = (calls: readonly ReceivedCall[], kinds: readonly string[]) => {
    const fault = all.find(
      (each) => kinds.includes(each.kind) && !passed.has(each) && calls.some((call) => strikes(each, call)),
    )
    if (fault?.kind.endsWith('once')) passed.add(fault)
    return fault
  }
  const answer = (call: ReceivedCall): unknown => {
    const fault = meet([call], [...refusals, 'dmlreadexception', 'ex_unabletolock', 'busy once', 'odd shape'])
    if (fault?.kind === 'odd shape') return 7
    if (fault) return new Refusal(fault.kind === 'busy once' ? 'ex_unabletolock' : fault.kind)
    const key = JSON.stringify(call)
    succeeded.set(key, (succeeded.get(key) ?? 0) + 1)
    return healthy(call)
  }
  const post: HttpClient['post'] = async ({ form }) => {
    const calls = parseCalls(form)
    if (meet(calls, ['broken', 'broken once'])) throw new MoodleError('moodle.unreachable')
    const head = { status: 200, contentType: 'text/html', retryAfterMs: undefined }
    if (meet(calls, ['page', 'page once'])) return { ...head, text: '<html>', bytes: 6 }
    const text = JSON.stringify(answerForm(form, answer))
    return { ...head, contentType: 'application/json', text, bytes: text.length }
  }
  return { http: { post } as Partial<HttpClient> as HttpClient, succeeded }
}

async function read(all: readonly Fault[]) {
  const { http, succeeded } = startFaultySite(all)
  const { options } = readerOptions('http://127.0.0.1', { requestsInFlight: 4 })
  const reader = openWebServicesReader(
    { http, now, delay: async () => {} },
    { kind: 'token', token: 't' },
    options,
  )
  const list = await reader.readCourses()
  return { given: await collect(reader.readAccount(firstReading(list))), succeeded }
}

const isPassing = ({ kind }: Fault) => kind.endsWith('once')

function expectReading(reading: CourseReading, whole: CourseReading, struck: readonly Fault[]): void {
  const lasting = struck.filter((fault) => !isPassing(fault))
  const failing = lasting.filter(
    ({ function: name, kind }) => !refusals.includes(kind) && !(name === gradebook && noGrades.has(kind)),
  )
  if (failing.length > 0 || lasting.some(({ function: name }) => name === 'core_course_get_contents')) {
    expect(reading.ok).toBe(false)
    return
  }
  const changes = lasting.map(({ function: name }) => parts[name]?.without as Partial<CourseContent>)
  const unchanged = Object.entries(whole.ok ? whole.content : {}).filter(
    ([name]) => !changes.some((change) => name in change),
  )
  expect(reading).toMatchObject({ ok: true, content: Object.assign({}, ...changes) })
  expect(reading.ok && reading.content).toMatchObject(Object.fromEntries(unchanged))
}

describe('a reading in which calls fail', () => {
  it('brings all that did not fail, each course once, whatever fails wherever', async () => {
    const whole = byCourse(coursesOf((await read([])).given))
    expect(whole.map(({ ok }) => ok)).toEqual(Array.from({ length: courses }, () => true))
    await fc.assert(
      fc.asyncProperty(faults, async (all) => {
        const { given, succeeded } = await read(all)
        const readings = byCourse(coursesOf(given))
        expect(readings.map(({ courseMoodleId }) => courseMoodleId)).toEqual(
          whole.map(({ courseMoodleId }) => courseMoodleId),
        )
        for (const [index, reading] of readings.entries()) {
          const struck = all.filter(
            ({ course, kind }) => course === reading.courseMoodleId || (course && kind === functionRefused),
          )
          expectReading(reading, whole[index] as CourseReading, struck)
        }
        const isLost = (name: string) => all.some((each) => each.function === name && !isPassing(each))
        const [actions, popup] = accountCalls as [string, string]
        const others = given.filter(
          (part): part is Exclude<AccountPart, { kind: 'course' }> => part.kind !== 'course',
        )
        expect(others).toHaveLength(2)
        expect(others.find(({ kind }) => kind === 'events')).toMatchObject({
          events: isLost(actions) ? null : [],
        })
        expect(others.find(({ kind }) => kind === 'notifications')).toMatchObject({
          notifications: isLost(popup) ? null : [],
        })
        const repeated = [...succeeded].filter(
          ([call, count]) => count > 1 && !call.includes('core_webservice_get_site_info'),
        )
        expect(repeated).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
