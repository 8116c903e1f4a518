import { describe, expect, it } from 'vitest'
import { nothingKnown, readSiteKnowledge } from '../site-knowledge.ts'
import { now, nowSeconds, readerOptions } from '../testing/small-moodle.ts'
import {
  byCourse,
  collect,
  coursesOf,
  firstReading,
  openReader,
  readAll,
  startReader,
} from '../testing/start-reader.ts'

describe('reading everything', () => {
  it('reads 40 courses whole in few requests', async () => {
    const { reader, site, calls } = await startReader({ courses: 40, assignmentsPerCourse: 4 })
    const { courses, readings } = await readAll(reader)
    expect(courses).toHaveLength(40)
    expect(byCourse(readings).map((reading) => reading.courseMoodleId)).toEqual(
      courses.map((c) => c.moodleId),
    )
    expect(readings[0]).toMatchObject({
      ok: true,
      content: {
        sections: [{ items: [{ modname: 'label' }] }],
        assignments: Array.from({ length: 4 }, () => ({ submissionState: 'submitted' })),
        categoryName: 'Science',
        teachers: ['Teacher'],
        quizzes: [{ attemptsAllowed: null, attempts: [{ number: 1, state: 'finished' }], bestGrade: 8 }],
        forums: [{ type: 'news', discussions: [{ title: 'Hello', messageHtml: '<p>Hi</p>' }] }],
        grades: [{ grade: 90, kind: 'course' }],
      },
    })
    expect(reader.requestCount).toBe(site.requests.length)
    expect(reader.requestCount).toBeLessThanOrEqual(24)
    expect(Math.max(...site.requests.map(({ form }) => form.size))).toBeLessThan(900)
    const contents = calls.filter((call) => call.function === 'core_course_get_contents')
    expect(
      contents.map(({ courseMoodleId }) => courseMoodleId).toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual(courses.map(({ moodleId }) => moodleId))
    expect(new Set(calls.map(({ request }) => request)).size).toBe(site.requests.length)
  })

  it('never puts the token into an address', async () => {
    const { reader, site } = await startReader({ courses: 2 })
    await readAll(reader)
    expect(
      site.requests.every(
        ({ url, form }) => !url.includes('canary') && form.get('wstoken') === 'canary-token',
      ),
    ).toBe(true)
  })

  it('is content with a student without courses, who may have events and notifications', async () => {
    const { reader, sent } = await startReader({ courses: 0 })
    expect(await readAll(reader)).toMatchObject({ readings: [], events: [], notifications: [] })
    expect(sent('mod_assign_get_assignments')).toEqual([])
  })

  it('reads what is asked of some courses alone where no more is wanted', async () => {
    const { reader, site, sent } = await startReader({ courses: 12 })
    const courses = await reader.readCourses()
    site.requests.length = 0
    const request = { ...firstReading(courses), read: courses.slice(3, 5), account: false }
    const parts = await collect(reader.readAccount(request))
    expect(byCourse(coursesOf(parts)).map(({ courseMoodleId }) => courseMoodleId)).toEqual([4, 5])
    expect(parts).toHaveLength(2)
    expect(sent('core_calendar_get_action_events_by_timesort')).toEqual([])
    expect(sent('mod_quiz_get_quizzes_by_courses').map(({ args }) => args['courseids'])).toEqual([[4], [5]])
  })

  it('starts the list of courses beside site_info where it is known who signed in', async () => {
    const { reader, site } = await startReader({ courses: 1 }, { moodleUserId: 3 })
    let release = () => {}
    /** The first is not answered before the second is there. */
    site.script.intercept = ({ calls: [call] }, response) => {
      if (site.requests.length > 1 || !call) {
        release()
        return false
      }
      release = () => void response.end(JSON.stringify(site.script.answer(call)))
      return true
    }
    await reader.readProfile()
    expect(await reader.readCourses()).toHaveLength(1)
    expect(site.requests).toHaveLength(2)
  })

  it('asks for the courses again where somebody else was expected', async () => {
    const { reader, sent } = await startReader({ courses: 1 }, { moodleUserId: 99 })
    expect(await reader.readCourses()).toHaveLength(1)
    expect(sent('core_enrol_get_users_courses').map(({ args }) => args['userid'])).toEqual(['99', '3'])
  })

  it('gives out what it learnt of the site', async () => {
    const costs = { core_course_get_contents: { callMs: 150, perCourseMs: 0, samples: 1 } }
    const before = { ...nothingKnown, tokenFrom: 'token.php' as const, costs }
    const { reader } = await startReader({ courses: 2 }, { knowledge: before })
    expect(reader.knowledge).toBe(before)
    await readAll(reader)
    expect(reader.knowledge).toMatchObject({
      transport: 'web_services',
      tokenFrom: 'token.php',
      release: '4.5.6',
      functions: expect.arrayContaining(['core_course_get_contents']),
      costs: { core_course_get_contents: { samples: 3 } },
    })
    expect(readSiteKnowledge(JSON.parse(JSON.stringify(reader.knowledge)))).toEqual(reader.knowledge)
  })

  it('makes single calls where the site has no batches, and does without what it does not offer', async () => {
    const without = [
      'tool_mobile_call_external_functions',
      'gradereport_user_get_grade_items',
      'mod_quiz_get_quizzes_by_courses',
    ]
    const { reader, site } = await startReader({ courses: 2, without })
    const { readings } = await readAll(reader)
    expect(readings).toMatchObject([1, 2].map(() => ({ ok: true, content: { grades: null, quizzes: [] } })))
    expect(site.requests.every(({ calls }) => calls.length === 1)).toBe(true)
  })

  it('reads the calendar page by page', async () => {
    const { reader, sent, change } = await startReader({ courses: 1 })
    const page = (from: number, count: number) => ({
      events: Array.from({ length: count }, (_, k) => ({ id: from + k, timesort: nowSeconds })),
      lastid: from + count - 1,
    })
    change((call) => {
      if (call.function !== 'core_calendar_get_action_events_by_timesort') return undefined
      return call.args['aftereventid'] ? page(51, 3) : page(1, 50)
    })
    const { events } = await readAll(reader)
    expect(events?.map(({ moodleId }) => moodleId)).toEqual(Array.from({ length: 53 }, (_, k) => k + 1))
    expect(
      sent('core_calendar_get_action_events_by_timesort').map(({ args }) => args['aftereventid']),
    ).toEqual([undefined, '50'])
  })

  it('asks for current courses first, then future ones, then past ones from the latest', async () => {
    const { reader, sent } = await startReader({ courses: 4 }, { requestsInFlight: 1 })
    const courses = await reader.readCourses()
    const days = (n: number) => new Date(now().getTime() + n * 86_400_000)
    const dates = [{ endsAt: days(-300) }, { endsAt: days(-30) }, { startsAt: days(30) }, { endsAt: null }]
    const dated = courses.map((course, index) => ({ ...course, ...dates[index] }))
    await collect(reader.readAccount(firstReading(dated)))
    expect(sent('core_course_get_contents').map(({ args }) => args['courseid'])).toEqual([4, 3, 2, 1])
  })
})

describe('stopping', () => {
  it('ends with the reason it was aborted for, and sends nothing more', async () => {
    const abort = new AbortController()
    const { reader, site } = await startReader({ courses: 40 }, { signal: abort.signal })
    const courses = await reader.readCourses()
    site.requests.length = 0
    site.script.intercept = () => {
      if (site.requests.length === 3) abort.abort('cancelled')
      return true
    }
    await expect(collect(reader.readAccount(firstReading(courses)))).rejects.toBe('cancelled')
    expect(site.requests).toHaveLength(3)
  })

  it('leaves what it was about when its reader has enough', async () => {
    const { reader, site, options } = await startReader({ courses: 40 })
    const courses = await reader.readCourses()
    for await (const part of reader.readAccount(firstReading(courses))) {
      expect(part).toMatchObject({ kind: 'course', reading: { ok: true } })
      break
    }
    const sent = site.requests.length
    await openReader(options).readProfile()
    expect(site.requests).toHaveLength(sent + 1)
    expect(options.signal.aborted).toBe(false)
  })

  it('does not read on far ahead of who takes the courses', async () => {
    const { reader, site, sent } = await startReader(
      { courses: 40, assignmentsPerCourse: 0 },
      { requestsInFlight: 1 },
    )
    const courses = await reader.readCourses()
    const readings = reader.readAccount(firstReading(courses))[Symbol.asyncIterator]()
    await readings.next()
    for (let turn = 0; turn < 20; turn++) await openReader(readerOptions(site.url).options).readProfile()
    expect(sent('core_course_get_contents').length).toBeLessThanOrEqual(24)
    await readings.return?.()
  })
})
