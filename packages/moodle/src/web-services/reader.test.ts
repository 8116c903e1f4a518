import { describe, expect, it } from 'vitest'
import { now, nowSeconds, readerOptions } from '../testing/small-moodle.ts'
import { byCourse, collect, moodle, readAll, startReader } from '../testing/start-reader.ts'

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
        quizzes: [{ attemptsAllowed: null }],
        forums: [{ type: 'news' }],
        grades: [{ grade: 90, kind: 'course' }],
        announcements: [{ title: 'Hello', messageHtml: '<p>Hi</p>' }],
      },
    })
    expect(reader.requestCount).toBe(site.requests.length)
    expect(reader.requestCount).toBeLessThanOrEqual(26)
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

  it('is content with a student without courses', async () => {
    const { reader, sent } = await startReader({ courses: 0 })
    const parts: number[][] = []
    const courses = await reader.readCourses()
    const lists = await reader.readActivityLists(courses, (done, total) => parts.push([done, total]))
    expect(await collect(reader.readCourseContents(courses, lists))).toEqual([])
    expect(sent('mod_assign_get_assignments')).toEqual([])
    expect(parts.at(-1)).toEqual([4, 4])
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
    const { lists } = await readAll(reader)
    expect(lists.events?.map(({ moodleId }) => moodleId)).toEqual(Array.from({ length: 53 }, (_, k) => k + 1))
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
    const none = new Map()
    const lists = { assignments: none, quizzes: none, forums: none, events: [], broken: none }
    await collect(reader.readCourseContents(dated, lists))
    expect(sent('core_course_get_contents').map(({ args }) => args['courseid'])).toEqual([4, 3, 2, 1])
  })
})

describe('stopping', () => {
  it('ends with the reason it was aborted for, and sends nothing more', async () => {
    const abort = new AbortController()
    const { reader, site } = await startReader({ courses: 40 }, { signal: abort.signal })
    const courses = await reader.readCourses()
    const lists = await reader.readActivityLists(courses, () => {})
    site.requests.length = 0
    site.script.intercept = () => {
      if (site.requests.length === 3) abort.abort('cancelled')
      return true
    }
    await expect(collect(reader.readCourseContents(courses, lists))).rejects.toBe('cancelled')
    expect(site.requests).toHaveLength(3)
  })

  it('leaves what it was about when its reader has enough', async () => {
    const { reader, site, options } = await startReader({ courses: 40 })
    const courses = await reader.readCourses()
    const lists = await reader.readActivityLists(courses, () => {})
    for await (const reading of reader.readCourseContents(courses, lists)) {
      expect(reading.ok).toBe(true)
      break
    }
    const sent = site.requests.length
    await reader.readCourses()
    expect(site.requests).toHaveLength(sent + 1)
    expect(options.signal.aborted).toBe(false)
  })

  it('does not read on far ahead of who takes the courses', async () => {
    const { reader, site, sent } = await startReader(
      { courses: 40, assignmentsPerCourse: 0 },
      { requestsInFlight: 1 },
    )
    const courses = await reader.readCourses()
    const lists = await reader.readActivityLists(courses, () => {})
    const readings = reader.readCourseContents(courses, lists)[Symbol.asyncIterator]()
    await readings.next()
    const other = moodle.openReader({ kind: 'token', token: 'other' }, readerOptions(site.url).options)
    for (let turn = 0; turn < 20; turn++) await other.readCourses()
    expect(sent('core_course_get_contents').length).toBeLessThanOrEqual(16)
    await readings.return?.()
  })
})
