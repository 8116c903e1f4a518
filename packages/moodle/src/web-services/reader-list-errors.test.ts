import { describe, expect, it } from 'vitest'
import { type ReceivedCall, Refusal } from '../testing/scripted-site.ts'
import { answerLikeMoodle, nowSeconds } from '../testing/small-moodle.ts'
import { byCourse, isAbout, readAll, startReader } from '../testing/start-reader.ts'

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

describe('a list that does not tell of a course', () => {
  const lists = {
    assign: 'mod_assign_get_assignments',
    quiz: 'mod_quiz_get_quizzes_by_courses',
    forum: 'mod_forum_get_forums_by_courses',
  }
  const modules = (accessible = true) =>
    Object.keys(lists).map((modname, index) => ({
      id: 900 + index,
      modname,
      name: modname,
      uservisible: accessible,
    }))
  const warnings = [{ item: 'course', itemid: 2, warningcode: '1', message: 'No access rights' }]
  /** How much of each activity is told where the list of its kind is answered with this. */
  const readDetails = async (answer: (name: string) => unknown, accessible = true) => {
    const { reader, change, sent } = await startReader({ courses: 2 })
    change((call) => {
      if (call.function === 'core_course_get_contents' && isAbout(call, 2))
        return [{ id: 2, section: 0, modules: modules(accessible) }]
      return Object.values(lists).includes(call.function) ? answer(call.function) : undefined
    })
    const reading = byCourse((await readAll(reader)).readings)[1]
    const items = reading?.ok ? reading.content.sections.flatMap((section) => section.items) : []
    const details = Object.fromEntries(items.map(({ modname, detail }) => [modname, detail]))
    return { details, reading, sent }
  }
  const all = (detail: string) => ({ assign: detail, quiz: detail, forum: detail })

  it.each(['accessexception', 'errorcoursecontextnotvalid', 'notingroup', 'requireloginerror'])(
    'refused with %s reads its activities from outside, not as a course without any',
    async (errorcode) => {
      const { details, reading } = await readDetails(() => new Refusal(errorcode))
      expect(reading).toMatchObject({ ok: true, content: { assignments: [], quizzes: [], forums: [] } })
      expect(details).toEqual(all('outside'))
      expect((await readDetails(() => new Refusal(errorcode), false)).details).toEqual(all('outside'))
    },
  )

  it('is no list that the site does not offer, and is not asked for then', async () => {
    const { reader, change, sent } = await startReader({ courses: 1, without: [lists.quiz] })
    change(({ function: name }) =>
      name === 'core_course_get_contents' ? [{ id: 1, section: 0, modules: modules() }] : undefined,
    )
    const { readings } = await readAll(reader)
    expect(readings[0]).toMatchObject({ content: { sections: [{ items: [{}, { detail: 'outside' }, {}] }] } })
    expect(sent(lists.quiz)).toEqual([])
  })

  it.each([
    ['a warning for the course', { courses: [], quizzes: [], warnings }],
    ['the course left out', { courses: [{ id: 1, assignments: [] }], quizzes: [] }],
  ])('with %s says nothing of its activities', async (_, answer) => {
    const asked = await readDetails((name) => (name === lists.forum ? [] : answer))
    expect(asked.details).toEqual(all('outside'))
    expect(asked.reading).toMatchObject({ ok: true, content: { assignments: [] } })
  })

  it('leaves out what the student may not open: of that there is no more to be told', async () => {
    const none = { courses: [{ id: 2, assignments: [] }], quizzes: [] }
    const { details } = await readDetails((name) => (name === lists.forum ? [] : none), false)
    expect(details).toEqual(all('full'))
    const warned = await readDetails((name) => (name === lists.forum ? [] : { ...none, warnings }), false)
    expect(warned.details).toEqual({ ...all('full'), quiz: 'outside' })
  })
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

  it.each([
    ['refused', () => new Refusal('nopermissions')],
    ['broken', () => 7],
    ['warned of', () => ({ events: [], warnings: [{ item: 2, warningcode: 'nopermissions' }] })],
  ])('still has what asks something where the entries beside are %s', async (_, answer) => {
    const { reader, change } = await startReader({ courses: 1 })
    change(({ function: name }) => {
      if (name === calendar) return { events: [event(1)], lastid: 1 }
      return name === 'core_calendar_get_calendar_events' ? answer() : undefined
    })
    const { parts } = await readAll(reader)
    const told = parts.find(({ kind }) => kind === 'events')
    expect(told).toMatchObject({ events: [{ moodleId: 1 }], entriesTold: false })
  })

  it('has all entries where nothing is said against it, and not all where they are not offered', async () => {
    const toldBy = async (without: string[]) => {
      const { reader } = await startReader({ courses: 1, without })
      return (await readAll(reader)).parts.find(({ kind }) => kind === 'events')
    }
    expect(await toldBy([])).toMatchObject({ events: [], entriesTold: true })
    const withdrawn = await toldBy(['core_calendar_get_calendar_events'])
    expect(withdrawn).toMatchObject({ events: [], entriesTold: false })
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

  it('is null where a full page does not say how to go on, or there is no end of pages', async () => {
    expect(await readEvents(() => ({ events: page(1) }))).toBeNull()
    expect(await readEvents(() => ({ events: page(1), lastid: 50 }))).toBeNull()
    let pages = 0
    const events = await readEvents(() => {
      pages += 1
      return { events: page(pages * 50), lastid: pages * 50 + 49 }
    })
    expect(events).toBeNull()
    expect(pages).toBe(40)
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
