import { describe, expect, it } from 'vitest'
import { type ReceivedCall, Refusal } from '../testing/scripted-site.ts'
import { answerLikeMoodle, nowSeconds } from '../testing/small-moodle.ts'
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

  it.each(Object.keys(lists))('of %s fails its course alone', async (name) => {
    const { reader, change, sent } = await startReader({ courses: 3 })
    change((call) => (call.function === name ? lists[name]?.() : undefined))
    const { readings, lists: read } = await readAll(reader)
    const whole = { ok: true, content: { assignments: [{}, {}], quizzes: [{}], forums: [{}] } }
    expect(byCourse(readings)).toMatchObject([
      whole,
      { ok: false, error: { code: 'moodle.unexpected_answer', functionName: name } },
      whole,
    ])
    expect(String(read.broken.get(2))).toMatch(/shape at/)
    expect(String(read.broken.get(2))).not.toMatch(/canary/)
    expect(sent('core_course_get_contents').map(({ args }) => args['courseid'])).toEqual([1, 3])
    if (name === calendar) expect(read.events?.map(({ moodleId }) => moodleId)).toEqual([1, 3])
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
    const { reader, change } = await startReader({ courses: 2 })
    change((call) => (call.function === name ? answer : undefined))
    await expect(readAll(reader)).rejects.toMatchObject({ code: 'moodle.unexpected_answer' })
  })
})

describe('a calendar that is not known whole', () => {
  const readEvents = async (answer: (call: ReceivedCall) => unknown) => {
    const { reader, change } = await startReader({ courses: 1 })
    change((call) => (call.function === calendar ? answer(call) : undefined))
    const { lists, readings } = await readAll(reader)
    expect(readings).toMatchObject([{ ok: true }])
    return lists.events
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
    expect((await readAll(reader)).lists.events).toBeNull()
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
