import { describe, expect, it } from 'vitest'
import { MoodleError } from '../errors.ts'
import type { CourseSummary } from '../reading.ts'
import type { ActivityLists } from '../site.ts'
import { answerLikeMoodle, nowSeconds } from '../testing/small-moodle.ts'
import { byCourse, collect } from '../testing/start-reader.ts'
import { assignmentsSchema, mapAssignments } from './assignments.ts'
import type { Call } from './calls.ts'
import type { Connection } from './connection.ts'
import { startAssembly } from './course-assembly.ts'
import { mapCourses, coursesSchema } from './courses.ts'
import { readInBatches } from './read-contents.ts'

const requestTries = 3
const context = { language: 'he', siteUrl: 'https://m.example', moodleUserId: 3, offers: () => true }
const none = new Map()
const lists: ActivityLists = { assignments: none, quizzes: none, forums: none, events: [], broken: none }
/** So many assignments in each course that it takes several batches. */
function longLists(courses: number): ActivityLists {
  const assignments = Array.from({ length: 30 }, (_, k) => ({ id: k + 1, cmid: k + 1, name: 'Exercise' }))
  const answer = { courses: Array.from({ length: courses }, (_, index) => ({ id: index + 1, assignments })) }
  return { ...lists, assignments: mapAssignments(assignmentsSchema.parse(answer), context) }
}
const course = (id: number): CourseSummary[] =>
  mapCourses(coursesSchema.parse([{ id, fullname: `Course ${id}`, startdate: nowSeconds }]), context)

/** A site on which some requests never come back; nothing is really waited for. */
function startReading(
  courses: number,
  hangs: (call: Call) => boolean,
  { callsPerBatch = 20, long = false } = {},
) {
  const healthy = answerLikeMoodle({ courses })
  const timedOut: { readonly courses: (number | null)[]; readonly tries: number }[] = []
  const answer = (calls: readonly Call[], tries = requestTries) => {
    if (calls.some(hangs)) {
      timedOut.push({ courses: [...new Set(calls.map((call) => call.courseMoodleId))], tries })
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
  }
  const readings = readInBatches({
    connection,
    assemblies: Array.from({ length: courses }, (_, index) => index + 1)
      .flatMap(course)
      .map((each) => startAssembly(each, long ? longLists(courses) : lists, context)),
    signal: new AbortController().signal,
    delay: async () => {},
    batchesInFlight: 4,
    callsPerBatch,
    busyTries: requestTries,
  })
  /** Timeouts that one worker would have sat out, one after another. */
  const waits = () => timedOut.reduce((sum, { tries }) => sum + tries, 0)
  return { readings, timedOut, waits }
}

const isOf = (...courses: number[]) => {
  const ids: ReadonlySet<number | null> = new Set(courses)
  return (call: Call) => ids.has(call.courseMoodleId)
}

describe('a course that is too slow', () => {
  it('fails alone, and was waited for once more and no longer', async () => {
    const { readings, timedOut } = startReading(8, isOf(3))
    const read = byCourse(await collect(readings))
    expect(read.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true, true, true])
    expect(read[2]).toMatchObject({ error: { code: 'moodle.timeout' } })
    expect(timedOut).toEqual([
      { courses: [1, 2, 3, 4, 5], tries: requestTries },
      { courses: [3], tries: 1 },
    ])
  })

  it('fails alone where the site has no batches', async () => {
    const { readings, timedOut } = startReading(3, isOf(2), { callsPerBatch: 1 })
    expect(byCourse(await collect(readings)).map(({ ok }) => ok)).toEqual([true, false, true])
    expect(timedOut.every(({ tries }) => tries === requestTries)).toBe(true)
  })
})

describe('a site that is too slow', () => {
  it('ends the reading with its first batches where site_info does not come back either', async () => {
    const { readings, timedOut } = startReading(120, () => true)
    await expect(collect(readings)).rejects.toMatchObject({ code: 'moodle.timeout' })
    expect(timedOut.map(({ tries }) => tries)).toEqual([3, 3, 3, 3, 1, 1, 1, 1])
  })

  it.each([
    ['site_info', (call: Call) => call.courseMoodleId !== null],
    ['everything but contents', (call: Call) => call.function === 'core_course_get_contents'],
  ])('ends the reading after a few courses where only %s still works', async (_, hangs) => {
    const { readings, waits } = startReading(60, hangs, { long: true })
    await expect(collect(readings)).rejects.toMatchObject({ code: 'moodle.timeout' })
    expect(waits()).toBeLessThanOrEqual(10 * requestTries)
  })

  it('is not concluded from slow courses between which others come back', async () => {
    const slow = [2, 12, 22, 32, 42, 52, 62]
    const { readings } = startReading(70, isOf(...slow))
    const failed = (await collect(readings)).filter(({ ok }) => !ok)
    expect(byCourse(failed).map(({ courseMoodleId }) => courseMoodleId)).toEqual(slow)
  })
})
