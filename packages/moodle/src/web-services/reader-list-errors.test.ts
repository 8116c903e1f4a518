import { describe, expect, it } from 'vitest'
import { type ReceivedCall, Refusal } from '../testing/scripted-site.ts'
import type { KnownCourse } from '../site.ts'
import { answerLikeMoodle, now, nowSeconds } from '../testing/small-moodle.ts'
import { byCourse, readAll, startReader } from '../testing/start-reader.ts'

const calendar = 'core_calendar_get_action_events_by_timesort'
const event = (id: number, changes: object = {}) => ({
  id,
  timesort: nowSeconds,
  course: { id: 1 },
  ...changes,
})

describe('a row that is not of the known shape', () => {
  const healthy = answerLikeMoodle({ courses: 3 })
  const ask = (name: string) => healthy({ function: name, args: {} }) as never
  const lists: Record<string, () => unknown> = {
    mod_assign_get_assignments() {
      const answer: { courses: { assignments: object[] }[] } = ask('mod_assign_get_assignments')
      answer.courses[1]?.assignments.push({ id: 299, cmid: 'canary', name: 'Odd' })
      return answer
    },
    mod_quiz_get_quizzes_by_courses() {
      const answer: { quizzes: object[] } = ask('mod_quiz_get_quizzes_by_courses')
      return { quizzes: [...answer.quizzes, { id: 9, coursemodule: 9, course: '2', name: null }] }
    },
    mod_forum_get_forums_by_courses: () => [
      ...ask('mod_forum_get_forums_by_courses'),
      { id: null, cmid: 9, course: 2, name: 'Odd' },
    ],
    [calendar]: () => ({
      events: [event(1), event(2, { course: { id: 2 }, timesort: 'canary' }), event(3)],
      lastid: 3,
    }),
  }

  it.each(Object.keys(lists))('of %s is its course alone', async (name) => {
    const { reader, change } = await startReader({ courses: 3 })
    change((call) => (call.function === name ? lists[name]?.() : undefined))
    const { readings, events, brokenCourses } = await readAll(reader)
    const whole = { ok: true, content: { assignments: [{}, {}], quizzes: [{}], forums: [{}] } }
    const broken = { ok: false, error: { code: 'moodle.unexpected_answer', functionName: name } }
    const isCalendar = name === calendar
    expect(byCourse(readings)).toMatchObject([whole, isCalendar ? whole : broken, whole])
    expect(readings.map((reading) => reading.ok || String(reading.error)).join()).not.toMatch(/canary/)
    expect(brokenCourses).toEqual(new Set(isCalendar ? [2] : []))
    expect(events?.map(({ moodleId }) => moodleId)).toEqual(isCalendar ? [1, 3] : [])
  })

  it('gives every course as failed where all are broken', async () => {
    const { reader, change } = await startReader({ courses: 12 })
    const quizzes = Array.from({ length: 12 }, (_, index) => ({ course: index + 1 }))
    change(({ function: name }) => (name === 'mod_quiz_get_quizzes_by_courses' ? { quizzes } : undefined))
    const { readings } = await readAll(reader)
    expect(readings.map(({ ok }) => ok)).toEqual(Array.from({ length: 12 }, () => false))
  })

  it.each([
    ['mod_quiz_get_quizzes_by_courses', { quizzes: [{ id: 1, coursemodule: 1, name: 'Whose?' }] }],
    ['mod_quiz_get_quizzes_by_courses', { warnings: [] }],
    ['mod_forum_get_forums_by_courses', { forums: [] }],
    ['mod_assign_get_assignments', { courses: [{ assignments: [] }] }],
  ])("of %s that names no course could be anyone's, and so could %j", async (name, answer) => {
    const { reader, change } = await startReader({ courses: 3 })
    change((call) => (call.function === name ? answer : undefined))
    const { readings } = await readAll(reader)
    expect(readings).toMatchObject(
      [1, 2, 3].map(() => ({ ok: false, error: { code: 'moodle.unexpected_answer', functionName: name } })),
    )
  })

  it('and names no course is found by asking for fewer', async () => {
    const { reader, change } = await startReader({ courses: 12 })
    change(({ function: name, args }) => {
      if (name !== 'mod_quiz_get_quizzes_by_courses') return undefined
      const ids = args['courseids'] as number[]
      return { quizzes: ids.includes(7) ? [{ id: 1 }] : [] }
    })
    const { readings } = await readAll(reader)
    expect(readings.flatMap(({ ok, courseMoodleId }) => (ok ? [] : courseMoodleId))).toEqual([7])
  })
})

describe('a list that is refused', () => {
  const quizzes = 'mod_quiz_get_quizzes_by_courses'
  const known: KnownCourse = {
    readAt: now(),
    assignments: new Map(),
    quizzes: new Map([
      [1, { closesAt: null, grade: null, gradedAt: null, attemptCount: 0, attemptOpen: false }],
    ]),
    forums: new Map(),
  }

  it.each([['not offered', [quizzes]] as const, ['refused', []] as const])(
    'and %s reads as empty, but not where the course is known to have such',
    async (_, without) => {
      const { reader, change, sent } = await startReader({ courses: 3, without })
      change(({ function: name }) => (name === quizzes ? new Refusal('accessexception') : undefined))
      const { readings } = await readAll(reader, { known: new Map([[2, known]]) })
      expect(byCourse(readings)).toMatchObject([
        { ok: true, content: { quizzes: [] } },
        { ok: false, error: { code: 'moodle.access_denied', functionName: quizzes } },
        { ok: true, content: { quizzes: [] } },
      ])
      expect(sent(quizzes)).toHaveLength(without.length ? 0 : 2)
    },
  )
})

describe('a calendar that is not known whole', () => {
  const readEvents = async (answer: (call: ReceivedCall) => unknown) => {
    const { reader, change } = await startReader({ courses: 1 })
    change((call) => (call.function === calendar ? answer(call) : undefined))
    const { events, readings } = await readAll(reader)
    expect(readings).toMatchObject([{ ok: true }])
    return events
  }
  const page = (from: number) => Array.from({ length: 50 }, (_, k) => event(from + k))

  it('is null where the student may not read it, the second page of it too', async () => {
    expect(await readEvents(() => new Refusal('nopermissions'))).toBeNull()
    const events = await readEvents(({ args }) =>
      args['aftereventid'] ? new Refusal('nopermissions') : { events: page(1), lastid: 50 },
    )
    expect(events).toBeNull()
  })

  it('is null where the service does not offer it', async () => {
    const { reader } = await startReader({ courses: 1, without: [calendar] })
    expect((await readAll(reader)).events).toBeNull()
  })

  it('loses of an event at an impossible time its course alone', async () => {
    const odd = [1e20, -1, 253_402_300_800].map((timesort, k) =>
      event(k + 2, { course: { id: 99 }, timesort }),
    )
    const events = await readEvents(() => ({ events: [event(1), ...odd], lastid: 4 }))
    expect(events?.map(({ moodleId }) => moodleId)).toEqual([1])
  })

  it('is null where an event that cannot be understood names no course', async () => {
    expect(await readEvents(() => ({ events: [event(1), { id: 2 }], lastid: 2 }))).toBeNull()
  })

  it('is empty where there is nothing to do', async () => {
    expect(await readEvents(() => ({ events: [], lastid: 0 }))).toEqual([])
  })

  it('is read on after a page of which an event was left out', async () => {
    const odd = event(7, { course: { id: 99 }, timesort: null })
    const events = await readEvents(({ args }) =>
      args['aftereventid']
        ? { events: [event(51)], lastid: 51 }
        : { events: [odd, ...page(1).slice(1)], lastid: 50 },
    )
    expect(events).toHaveLength(50)
  })
})
