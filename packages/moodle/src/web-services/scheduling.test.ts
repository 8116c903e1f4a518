import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CourseReading } from '../reading.ts'
import type { SiteKnowledge } from '../site-knowledge.ts'
import type { AccountRequest } from '../site.ts'
import { answerLargeAccount, isGraded, knownAfter } from '../testing/large-account.ts'
import type { ReceivedCall } from '../testing/scripted-site.ts'
import { type SimulatedSite, simulateSite } from '../testing/simulated-site.ts'
import { nowSeconds, readerOptions } from '../testing/small-moodle.ts'
import { firstReading } from '../testing/start-reader.ts'
import { openWebServicesReader } from './reader.ts'

const usualCores = 2
const requestMs = 60

/** What a call costs this site: of its own, not what the scheduler thinks. */
const listMs: Readonly<Record<string, number>> = {
  mod_assign_get_assignments: 37,
  mod_quiz_get_quizzes_by_courses: 12,
  mod_forum_get_forums_by_courses: 8,
}
const fixedMs: Readonly<Record<string, number>> = {
  core_webservice_get_site_info: 63,
  core_enrol_get_users_courses: 198,
  core_course_get_contents: 95,
  gradereport_user_get_grade_items: 90,
  mod_assign_get_submission_status: 20,
  message_popup_get_popup_notifications: 50,
  mod_forum_get_forum_discussions: 30,
  mod_quiz_get_user_attempts: 15,
  mod_quiz_get_user_best_grade: 10,
}
let calls = 0
function callMs({ function: name, args }: ReceivedCall, answer: unknown): number {
  // Courses differ: each call costs up to a quarter more or less than such calls do on average.
  const varied = (ms: number) => Math.round(ms * (0.75 + ((calls++ * 7) % 11) / 20))
  const asked = Object.keys(args['courseids'] ?? {}).length
  if (listMs[name]) return Math.round(listMs[name] * asked)
  if (name === 'core_course_get_courses_by_field') return 6 * String(args['value']).split(',').length
  if (name === 'core_calendar_get_action_events_by_timesort')
    return Math.round(289 + 28.5 * (answer as { events: unknown[] }).events.length)
  if (name === 'core_calendar_get_calendar_events')
    return 190 + 4 * Object.keys((args['events'] as { courseids: object }).courseids).length
  return varied(fixedMs[name] ?? 20)
}

beforeEach(() => {
  calls = 0
  vi.useFakeTimers({ now: nowSeconds * 1000 })
})
afterEach(() => void vi.useRealTimers())

/** Runs on a clock that goes on only when everybody waits for it. */
async function onClock<T>(work: Promise<T>): Promise<T> {
  let isDone = false
  const end = () => (isDone = true)
  work.then(end, end)
  while (!isDone) await vi.advanceTimersToNextTimerAsync()
  return work
}

interface Measured {
  readonly requests: number
  readonly costMs: number
  readonly wallMs: number
  /** Wall time over what the site's processors need at least. */
  readonly ratio: number
  /** When the first course was whole, as a share of the wall time. */
  readonly firstCourseAt: number
  /** When each course was whole, in ms. */
  readonly courseMs: readonly number[]
  readonly readings: CourseReading[]
  readonly knowledge: SiteKnowledge
  readonly site: SimulatedSite
}

interface Sync {
  readonly answer: ReturnType<typeof answerLargeAccount>
  readonly knowledge?: SiteKnowledge | null
  readonly cores?: number
  /** How many times slower than thought the site is. */
  readonly times?: number
  readonly choose?: (courses: AccountRequest['courses']) => Partial<AccountRequest>
}

/** One sync as the pipeline makes it, from who the student is to the last part. */
async function measure(sync: Sync): Promise<Measured> {
  const { answer, knowledge = null, cores = usualCores, times = 1, choose = () => ({}) } = sync
  const site = simulateSite({
    cores,
    requestMs: requestMs * times,
    answer,
    callMs: (call, answered) => callMs(call, answered) * times,
  })
  const { options } = readerOptions('http://127.0.0.1', {
    requestsInFlight: 4,
    requestTimeoutMs: 30_000,
    knowledge,
    moodleUserId: 3,
  })
  const deps = { http: site.http, now: () => new Date(), delay: async () => {} }
  const reader = openWebServicesReader(deps, { kind: 'token', token: 't' }, options)
  const startMs = performance.now()
  const courseMs: number[] = []
  const readings: CourseReading[] = []
  const run = async () => {
    await reader.readProfile()
    const courses = await reader.readCourses()
    for await (const part of reader.readAccount({ ...firstReading(courses), ...choose(courses) })) {
      if (part.kind !== 'course') continue
      courseMs.push(performance.now() - startMs)
      readings.push(part.reading)
    }
  }
  await onClock(run())
  const wallMs = performance.now() - startMs
  const costMs = site.requests.reduce((sum, request) => sum + request.costMs, 0)
  return {
    requests: site.requests.length,
    costMs,
    wallMs,
    ratio: wallMs / (costMs / cores),
    firstCourseAt: (courseMs[0] ?? wallMs) / wallMs,
    courseMs,
    readings,
    knowledge: reader.knowledge,
    site,
  }
}

const show = (name: string, { requests, costMs, wallMs, ratio, firstCourseAt }: Measured) =>
  console.log(
    `${name}: ${requests} requests, ${(wallMs / 1000).toFixed(1)} s of ${(costMs / 1000).toFixed(1)} s of work: ${ratio.toFixed(3)} x; first course at ${(firstCourseAt * 100).toFixed(1)} %`,
  )

const large = (courses: number) => answerLargeAccount({ courses, current: 8 })

describe('a first sync', () => {
  it.each([
    [40, 24],
    [120, 72],
  ])(
    'of %i courses asks little, keeps the site busy and has a course soon',
    async (courses, mostRequests) => {
      const first = await measure({ answer: large(courses) })
      show(`first sync, ${courses} courses`, first)
      expect(first.readings.filter(({ ok }) => ok)).toHaveLength(courses)
      expect(first.requests).toBeLessThanOrEqual(mostRequests)
      expect(first.ratio).toBeLessThanOrEqual(1.1)
      expect(first.firstCourseAt).toBeLessThanOrEqual(0.15)
    },
  )

  it('does as well where nothing ends, and with what was learnt', async () => {
    const answer = answerLargeAccount({ courses: 40, current: 40 })
    let knowledge: SiteKnowledge | null = null
    for (let student = 1; student <= 4; student++) {
      const sync: Measured = await measure({ answer, knowledge })
      show(`student ${student} of a site`, sync)
      expect(sync.requests).toBeLessThanOrEqual(24)
      expect(sync.ratio).toBeLessThanOrEqual(1.1)
      expect(sync.firstCourseAt).toBeLessThanOrEqual(0.15)
      knowledge = sync.knowledge
    }
  })

  it.each([1, 2])('has courses whole all the way, on %i processors', async (cores) => {
    const { courseMs, wallMs } = await measure({ answer: large(40), cores })
    expect(courseMs).toHaveLength(40)
    const gaps = courseMs.map((ms, index) => ms - (courseMs[index - 1] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.3 * wallMs)
  })

  it.each([1, 2])('loses nothing at a site 20 times slower than thought, on %i processors', async (cores) => {
    const slow = await measure({ answer: large(40), cores, times: 20 })
    show('20 times slower', slow)
    expect(slow.readings.filter(({ ok }) => ok)).toHaveLength(40)
  })

  it('gives the current courses before the past, and those from the latest end', async () => {
    const { readings } = await measure({ answer: large(40) })
    const order = readings.map(({ courseMoodleId }) => courseMoodleId)
    expect(order[0]).toBe(1)
    expect(order.slice(0, 8).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('a second sync of an unchanged account', () => {
  it('asks for the current courses alone, and of them for what can have moved', async () => {
    const answer = large(40)
    const first = await measure({ answer })
    const known = knownAfter(first.readings, new Date())
    vi.setSystemTime(Date.now() + 60 * 60 * 1000)
    const second = await measure({
      answer,
      knowledge: first.knowledge,
      choose: (courses) => ({ read: courses.slice(0, 8), known }),
    })
    show('second sync, 8 of 40 courses', second)
    expect(second.readings.filter(({ ok }) => ok)).toHaveLength(8)
    expect(second.requests).toBeLessThanOrEqual(12)
    expect(second.costMs).toBeLessThanOrEqual(0.3 * first.costMs)
    const asked = second.site.requests.flatMap(({ calls: sent }) => sent)
    const submissions = asked.filter(({ function: name }) => name === 'mod_assign_get_submission_status')
    expect(submissions.length).toBeGreaterThan(0)
    expect(submissions.filter(({ args }) => isGraded(Number(args['assignid'])))).toEqual([])
  })
})
