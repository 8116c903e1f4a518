import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInToCampus } from './campus-client.ts'
import { costOfCall, startUpMs } from './costs.ts'
import { startCampus } from './server.ts'
import type { Campus } from './server.ts'
import { buildCampus } from './seed/campus-content.ts'
import type { Person } from './seed/model.ts'
import { createSite } from './site.ts'

const now = Date.UTC(2026, 10, 22, 13, 55) / 1000
const content = buildCampus({ seed: 'spike', now })
const site = createSite({ content, clock: () => now })

function cost(name: string, args: object = {}, { username = 'demo', answer }: Asked = {}) {
  const person = content.findPerson(username) as Person
  return costOfCall({ function: name, args, person, site, answer })
}
type Asked = { username?: string; answer?: unknown }

describe('the cost of a call', () => {
  test('is what was measured for 39 courses, without the start-up', () => {
    const courseids = Array.from({ length: 39 }, (_, index) => index)
    expect(cost('mod_assign_get_assignments', { courseids })).toBeCloseTo(1513 - startUpMs)
    expect(cost('core_course_get_contents', { courseid: '1' })).toBe(155 - startUpMs)
  })

  test('grows with the courses asked for, and none asked for are all of the student', () => {
    const one = cost('mod_quiz_get_quizzes_by_courses', { courseids: { 0: '201' } })
    expect(cost('mod_quiz_get_quizzes_by_courses', { courseids: [1, 2, 3] })).toBeCloseTo(3 * one)
    expect(cost('mod_quiz_get_quizzes_by_courses')).toBeCloseTo(40 * one)
    expect(cost('mod_quiz_get_quizzes_by_courses', {}, { username: 'many' })).toBeCloseTo(120 * one)
  })

  test('of the list of courses is less where nobody is counted', () => {
    const counted = cost('core_enrol_get_users_courses', { userid: '11' })
    for (const returnusercount of ['0', 0, false]) {
      expect(cost('core_enrol_get_users_courses', { returnusercount })).toBeLessThan(counted)
    }
  })

  test('of events grows with the events answered', () => {
    const name = 'core_calendar_get_action_events_by_timesort'
    expect(cost(name)).toBe(349 - startUpMs)
    const answer = { events: Array.from({ length: 50 }) }
    expect(cost(name, {}, { answer })).toBeCloseTo(1776 - startUpMs)
  })
})

describe('a campus with costs', () => {
  let campus: Campus
  let moodle: Awaited<ReturnType<typeof signInToCampus>>
  beforeAll(async () => {
    campus = await startCampus({ seed: 'spike', now: new Date(now * 1000) })
    moodle = await signInToCampus(campus, 'six')
  })
  beforeEach(() => campus.control.reset())
  afterAll(() => campus.close())

  test('counts start-up once a request and every call of a batch, the one that failed too', async () => {
    campus.control.setCostModel({ cores: 1 })
    const closed = campus.control.listCourses('six').find((course) => !course.showgrades)
    const args = { courseid: closed?.id }
    const responses = await moodle.callBatch([
      ['core_course_get_contents', args],
      ['gradereport_user_get_grade_items', args],
      ['core_course_get_contents', args],
    ])
    expect(responses.map(({ error }) => error)).toEqual([false, true])
    const { costMs, costMsByName, waiting, firstStartedAt, lastEndedAt } = campus.control.readCounters()
    expect(costMsByName).toEqual({
      'start-up': startUpMs,
      core_course_get_contents: 155 - startUpMs,
      gradereport_user_get_grade_items: 150 - startUpMs,
    })
    expect(costMs).toBe(startUpMs + 95 + 90)
    expect(waiting).toBe(0)
    expect(lastEndedAt).toBeGreaterThanOrEqual(firstStartedAt as number)
  })

  test('charges for a sign-in and a download, and for nothing once it is off', async () => {
    campus.control.setCostModel({})
    expect(campus.control.readState().costModel).toEqual({ cores: 2 })
    await moodle.fetchToken()
    await fetch(`${campus.url}/webservice/pluginfile.php/1/x?token=0`)
    const { costMsByName } = campus.control.readCounters()
    expect(Object.keys(costMsByName)).toEqual(['start-up', 'login/token.php', 'pluginfile.php'])

    campus.control.setCostModel(null)
    campus.control.resetCounters()
    await moodle.fetchToken()
    expect(campus.control.readCounters().costMs).toBe(0)
  })

  test('is set over HTTP, and off again after a reset', async () => {
    const set = (body: unknown) =>
      fetch(`${campus.url}/__control/cost-model`, { method: 'POST', body: JSON.stringify(body) })
    expect(await (await set({ cores: 3 })).json()).toEqual({ cores: 3 })
    expect((await set({ cores: 0 })).status).toBe(400)
    expect(await (await set(null)).json()).toBeNull()
    await set({ cores: 3 })
    campus.control.reset()
    expect(campus.control.readState().costModel).toBeNull()
  })

  test('closes while requests wait for a core', async () => {
    const own = await startCampus({ seed: 'spike' })
    own.control.setCostModel({ cores: 1 })
    const check = () => fetch(`${own.url}/login/token.php?appsitecheck=1`).catch((error: unknown) => error)
    const answers = [check(), check(), check()]
    await own.control.waitForRequests({ count: 3 })
    await own.close()
    const outcomes = await Promise.all(answers)
    expect(outcomes.filter((outcome) => outcome instanceof TypeError).length).toBeGreaterThan(0)
  })
})
