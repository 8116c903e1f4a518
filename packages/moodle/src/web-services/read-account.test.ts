import { describe, expect, it } from 'vitest'
import { MoodleError } from '../errors.ts'
import type { CourseSummary } from '../reading.ts'
import { answerLikeMoodle, now, nowSeconds, readerOptions } from '../testing/small-moodle.ts'
import { byCourse, collect, coursesOf, firstReading } from '../testing/start-reader.ts'
import { type Call, hasParts } from './calls.ts'
import type { Connection } from './connection.ts'
import { createCostMeter } from './cost-meter.ts'
import { readCourseList } from './course-list.ts'
import { readAccount } from './read-account.ts'

const requestTries = 3
const context = { language: 'he', siteUrl: 'https://m.example' }
const courseList = (courses: number): CourseSummary[] =>
  readCourseList(
    Array.from({ length: courses }, (_, index) => ({
      id: index + 1,
      fullname: 'Course',
      startdate: nowSeconds,
    })),
    context,
  )

interface SlowSite {
  readonly courses: number
  /** Requests with such a call never come back; nothing is really waited for. */
  readonly hangs: (call: Call) => boolean
  readonly hasBatches?: boolean
}

function startReading({ courses, hangs, hasBatches = true }: SlowSite) {
  const healthy = answerLikeMoodle({ courses, assignmentsPerCourse: 30 })
  const timedOut: { readonly courses: (number | null)[]; readonly tries: number }[] = []
  const answer = (calls: readonly Call[], tries = requestTries) => {
    if (calls.some(hangs)) {
      const courseIds = [...new Set(calls.map((call) => call.courseMoodleId))]
      // As a connection does: what has parts is not asked for again as it is.
      timedOut.push({ courses: courseIds, tries: hasParts(calls) ? 1 : tries })
      throw new MoodleError('moodle.timeout', { detail: 'request_timeout' })
    }
    return calls.map((call) => healthy({ function: call.function, args: call.args }))
  }
  const connection: Connection = {
    ask: async (call, schema, { tries }) => schema.parse(answer([call], tries)[0]) as never,
    askAll: async (calls, { tries }) => {
      const data = answer(calls, tries)
      return calls.map((call, index) => ({ call, bytes: 0, ok: true, data: data[index] }))
    },
    requestCount: 0,
    meter: createCostMeter(null),
  }
  const parts = readAccount(firstReading(courseList(courses)), {
    connection,
    options: readerOptions('http://127.0.0.1', { requestsInFlight: 4, requestTries }).options,
    delay: async () => {},
    now: now(),
    site: { moodleUserId: 3, context, offers: () => true, hasBatches },
  })
  const read = async () => byCourse(coursesOf(await collect(parts)))
  /** Timeouts that one worker would have sat out, one after another. */
  const waits = () => timedOut.reduce((sum, { tries }) => sum + tries, 0)
  return { parts, read, timedOut, waits }
}

const isOf = (...courses: number[]) => {
  const ids: ReadonlySet<number | null> = new Set(courses)
  return (call: Call) => call.function === 'core_course_get_contents' && ids.has(call.courseMoodleId)
}

describe('a course that is too slow', () => {
  it('fails alone, and was waited for as often as what is asked for alone from the beginning, and once more', async () => {
    const { read, timedOut } = startReading({ courses: 8, hangs: isOf(3) })
    const readings = await read()
    expect(readings.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true, true, true])
    expect(readings[2]).toMatchObject({ error: { code: 'moodle.timeout' } })
    expect(timedOut.map(({ tries }) => tries)).toEqual([1, 1, requestTries - 1])
    expect(timedOut.slice(1).map((request) => request.courses)).toEqual([[3], [3]])
  })

  it('fails alone where the site has no batches', async () => {
    const { read, timedOut } = startReading({ courses: 3, hangs: isOf(2), hasBatches: false })
    expect((await read()).map(({ ok }) => ok)).toEqual([true, false, true])
    expect(timedOut.every(({ tries }) => tries === requestTries)).toBe(true)
  })

  it('is found in a list of many, and fails alone', async () => {
    const hangs = ({ function: name, args }: Call) =>
      name === 'mod_assign_get_assignments' && (args['courseids'] as number[]).includes(20)
    const { read, timedOut, waits } = startReading({ courses: 30, hangs })
    const failed = (await read()).filter(({ ok }) => !ok)
    expect(failed).toMatchObject([{ courseMoodleId: 20, error: { code: 'moodle.timeout' } }])
    expect(timedOut.at(-1)).toEqual({ courses: [20], tries: 2 })
    expect(waits()).toBeLessThanOrEqual(2 * requestTries + 5)
  })
})

describe('a page of events that is too slow', () => {
  it('is asked for again as smaller ones', async () => {
    const { parts, timedOut } = startReading({ courses: 1, hangs: ({ args }) => args['limitnum'] === 50 })
    expect(await collect(parts)).toContainEqual(expect.objectContaining({ kind: 'events', events: [] }))
    expect(timedOut).toHaveLength(1)
  })
})

describe('a site that is too slow', () => {
  it('ends the reading with its first requests where site_info does not come back either', async () => {
    const { read, timedOut } = startReading({ courses: 120, hangs: () => true })
    await expect(read()).rejects.toMatchObject({ code: 'moodle.timeout' })
    expect(timedOut.map(({ tries }) => tries)).toEqual([1, 1, 1, 3, 3, 3])
  })

  it.each([
    ['site_info', ({ function: name }: Call) => name !== 'core_webservice_get_site_info'],
    ['everything but contents', (call: Call) => call.function === 'core_course_get_contents'],
  ])('ends the reading after a few courses where only %s still works', async (_, hangs) => {
    const { read, waits } = startReading({ courses: 60, hangs })
    await expect(read()).rejects.toMatchObject({ code: 'moodle.timeout' })
    expect(waits()).toBeLessThanOrEqual(10 * requestTries)
  })

  it('is not concluded from slow courses between which others come back', async () => {
    const slow = [2, 12, 22, 32, 42, 52, 62]
    const { read } = startReading({ courses: 70, hangs: isOf(...slow) })
    const failed = (await read()).filter(({ ok }) => !ok)
    expect(failed.map(({ courseMoodleId }) => courseMoodleId)).toEqual(slow)
  })
})
