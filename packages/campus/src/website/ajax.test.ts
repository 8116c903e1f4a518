import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signInToCampus } from '../campus-client.ts'
import type { AssignItem, Course } from '../seed/model.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import { openBrowser } from './browser-client.ts'

let campus: Campus
let browser: ReturnType<typeof openBrowser>
let sesskey: string
let course: Course

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  browser = openBrowser(campus)
  await browser.signIn('six')
  sesskey = await browser.readSesskey()
})
beforeEach(() => {
  campus.control.reset()
  course = campus.control.listCourses('six').find(({ term }) => term === 'current') as Course
})
afterAll(() => campus.close())

const timeline = 'core_course_get_enrolled_courses_by_timeline_classification'
const dataOf = async <T>(name: string, args: Record<string, unknown>) => {
  const [answer] = await browser.ajax(sesskey, [[name, args]])
  expect(answer).toMatchObject({ error: false })
  return answer?.data as T
}

test('calls are answered as web services answer them, and counted', async () => {
  const moodle = await signInToCampus(campus, 'six')
  for (const [name, args, form] of [
    [timeline, { classification: 'all' }, { classification: 'all' }],
    [
      'core_course_get_updates_since',
      { courseid: course.id, since: 0 },
      { courseid: String(course.id), since: '0' },
    ],
    ['core_calendar_get_action_events_by_timesort', { limitnum: 50 }, { limitnum: '50' }],
    ['message_popup_get_popup_notifications', { useridto: 0 }, { useridto: '0' }],
  ] as [string, Record<string, unknown>, Record<string, string>][]) {
    expect(await dataOf(name, args)).toEqual(await moodle.call(name, form))
  }
  expect(campus.control.countCalls({ username: 'six', function: timeline })).toBe(2)
})

test('an array is answered until the first that fails', async () => {
  const answers = await browser.ajax(sesskey, [
    [timeline, { classification: 'inprogress' }],
    ['core_course_get_contents', { courseid: course.id }],
    [timeline, { classification: 'past' }],
  ])
  expect(answers).toMatchObject([
    { error: false },
    { error: true, exception: { errorcode: 'servicenotavailable' } },
  ])
})

test('a wrong key is told so', async () => {
  expect(await browser.ajax('wrong', [[timeline, { classification: 'all' }]])).toMatchObject([
    { error: true, exception: { errorcode: 'invalidsesskey' } },
  ])
})

test('a function the release does not know ends the whole request', async () => {
  campus.control.setSite({ release: '3.11' })
  const answer = await browser.ajax(sesskey, [
    [timeline, { classification: 'all' }],
    ['core_courseformat_get_state', { courseid: course.id }],
  ])
  expect(answer).toMatchObject({ errorcode: 'invalidrecord' })
})

test.each(['4.1', '4.5'] as const)('the state of a course in %s is text that holds JSON', async (release) => {
  campus.control.setSite({ release, language: 'en' })
  const text = await dataOf<string>('core_courseformat_get_state', { courseid: course.id })
  const state = JSON.parse(text) as {
    section: { id: string; cmlist: string[] }[]
    cm: { id: string; module: string; modname?: string; uservisible: boolean }[]
  }
  const items = campus.control
    .listCourses('six')
    .find(({ id }) => id === course.id)
    ?.sections.flatMap((section) => section.items)
  expect(state.section.flatMap(({ cmlist }) => cmlist)).toEqual(items?.map(({ cmid }) => String(cmid)))
  expect(state.cm.map(({ module }) => module)).toEqual(items?.map(({ modname }) => modname))
  expect(state.cm.find(({ module }) => module === 'assign')?.modname).toBe(
    release === '4.5' ? 'Assignment' : undefined,
  )
  expect(state.cm.filter(({ uservisible }) => !uservisible)).toHaveLength(1)
})

test('in 4.5 a subsection knows its parent', async () => {
  const withOne = campus.control
    .listCourses('six')
    .find(({ sections }) => sections.some(({ subsection }) => subsection !== null)) as Course
  const text = await dataOf<string>('core_courseformat_get_state', { courseid: withOne.id })
  const { section } = JSON.parse(text) as {
    section: { id: string; component: string | null; parentsectionid: string | null }[]
  }
  expect(section.filter(({ component }) => component === 'mod_subsection')).toMatchObject([
    { parentsectionid: section[1]?.id },
  ])
})

test('the calendar of a month has its deadlines on their days, by course module', async () => {
  const view = await dataOf<{
    weeks: { days: { mday: number; events: { instance: number | null; timestart: number }[] }[] }[]
  }>('core_calendar_get_calendar_monthly_view', { year: 2026, month: 11 })
  const days = view.weeks.flatMap((week) => week.days)
  expect(days.map(({ mday }) => mday)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  const assign = course.sections
    .flatMap(({ items }) => items)
    .filter((item): item is AssignItem => item.modname === 'assign')
    .find(({ duedate }) => new Date(duedate * 1000).getUTCMonth() === 10) as AssignItem
  const due = new Date(assign.duedate * 1000)
  const ofDay = days[due.getUTCDate() - 1]?.events ?? []
  expect(ofDay.find(({ instance }) => instance === assign.cmid)).toMatchObject({ timestart: assign.duedate })
})

test('what is coming begins now and the courses visited last come first', async () => {
  const { events } = await dataOf<{ events: { timestart: number }[] }>(
    'core_calendar_get_calendar_upcoming_view',
    { courseid: 1 },
  )
  expect(events.length).toBeGreaterThan(0)
  expect(Math.min(...events.map(({ timestart }) => timestart))).toBeGreaterThan(1_795_355_700)
  const recent = await dataOf<{ timeaccess: number }[]>('core_course_get_recent_courses', {})
  const times = recent.map(({ timeaccess }) => timeaccess)
  expect(times).toEqual(times.toSorted((one, other) => other - one))
})

test('updates are checked module by module', async () => {
  const [first, second] = course.sections
    .flatMap(({ items }) => items)
    .filter(({ modname }) => modname === 'resource')
  const { instances } = await dataOf<{ instances: { id: number }[] }>('core_course_check_updates', {
    courseid: course.id,
    tocheck: [
      { contextlevel: 'module', id: first?.cmid, since: 0 },
      { contextlevel: 'module', id: second?.cmid, since: 2_000_000_000 },
    ],
  })
  expect(instances.map(({ id }) => id)).toEqual([first?.cmid])
})

test('a fault strikes one call of an array', async () => {
  campus.control.addFault({
    kind: 'ws-error',
    errorcode: 'ex_unabletolock',
    scope: { function: timeline },
    after: 1,
  })
  const call: [string, Record<string, unknown>] = [timeline, { classification: 'all' }]
  expect(await browser.ajax(sesskey, [call, call])).toMatchObject([
    { error: false },
    { error: true, exception: { errorcode: 'ex_unabletolock' } },
  ])
})
