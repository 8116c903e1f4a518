import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInToCampus } from './campus-client.ts'
import { startCampus } from './server.ts'
import type { Campus } from './server.ts'
import type { Release } from './site-settings.ts'

let campus: Campus
let moodle: Awaited<ReturnType<typeof signInToCampus>>
let withSubsection: string

beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
  moodle = await signInToCampus(campus, 'demo')
  const course = campus.control
    .listCourses('demo')
    .find(
      ({ term, sections }) => term === 'current' && sections.some(({ subsection }) => subsection !== null),
    )
  withSubsection = String(course?.id)
})
beforeEach(() => campus.control.reset())
afterAll(() => campus.close())

const askToken = async () => {
  const form = { username: 'demo', password: 'demo', service: 'moodle_mobile_app' }
  const body = new URLSearchParams(form)
  const answer = await fetch(`${campus.url}/login/token.php`, { method: 'POST', body })
  return (await answer.json()) as { token?: string; errorcode?: string }
}

type Module = { modname: string; dates: { timestamp: number; dataid?: string }[] }
type Section = { component?: string | null; itemid?: number | null; modules: Module[] }
const readSections = () => moodle.call<Section[]>('core_course_get_contents', { courseid: withSubsection })

describe('a site whose administrator', () => {
  test('switched web services off gives no tokens and answers nothing', async () => {
    campus.control.setSite({ webServices: false })
    expect((await askToken()).errorcode).toBe('enablewsdescription')
    const answer = await moodle.send('core_webservice_get_site_info')
    expect(answer.status).toBe(403)
    expect(await answer.text()).toBe('')
    const file = await fetch(`${campus.url}/webservice/pluginfile.php/1/x?token=${moodle.token}`)
    expect(await file.json()).toMatchObject({ errorcode: 'accessexception' })
  })

  test('switched the REST protocol off still gives tokens', async () => {
    campus.control.setSite({ restProtocol: false })
    expect((await askToken()).token).toBe(moodle.token)
    expect((await moodle.send('core_webservice_get_site_info')).status).toBe(403)
  })

  test('switched the mobile service off keeps the token but refuses every call', async () => {
    campus.control.setSite({ mobileService: false })
    expect((await askToken()).errorcode).toBe('servicenotavailable')
    for (const _time of [1, 2]) {
      expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({
        errorcode: 'accessexception',
      })
    }
    campus.control.reset()
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({ username: 'demo' })
  })

  test('took batches out of the service neither lists nor answers them', async () => {
    campus.control.setSite({ withoutFunctions: ['tool_mobile_call_external_functions'] })
    const { functions } = await moodle.call<{ functions: { name: string }[] }>(
      'core_webservice_get_site_info',
    )
    const names = functions.map(({ name }) => name)
    expect(names).toContain('core_course_get_contents')
    expect(names).not.toContain('tool_mobile_call_external_functions')
    expect(await moodle.call('tool_mobile_call_external_functions')).toMatchObject({
      errorcode: 'accessexception',
    })
  })
})

describe('an older release', () => {
  test.each<[Release, string, boolean]>([
    ['3.11', '3.11.', false],
    ['4.1', '4.1.', true],
    ['4.5', '4.5.', true],
    ['5.0', '5.0.', true],
  ])('%s says so, and names the dates of a module or not', async (release, words, isNamed) => {
    campus.control.setSite({ release })
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({
      release: expect.stringContaining(words),
    })
    const dates = (await readSections()).flatMap(({ modules }) => modules.flatMap((module) => module.dates))
    expect(dates.length).toBeGreaterThan(5)
    expect(dates.every((date) => (date.dataid !== undefined) === isNamed)).toBe(true)
  })

  test('has no subsections: what is in one stands in a section of its own', async () => {
    const modern = await readSections()
    expect(modern.at(-1)).toMatchObject({ component: 'mod_subsection', itemid: expect.any(Number) })
    campus.control.setSite({ release: '4.1' })
    const older = await readSections()
    expect(older).toHaveLength(modern.length)
    expect(older.at(-1)).not.toHaveProperty('component')
    expect(older.flatMap(({ modules }) => modules).some(({ modname }) => modname === 'subsection')).toBe(
      false,
    )
  })

  test('refuses requiredfields and gives no picture of a course', async () => {
    const ask = () =>
      moodle.call('core_course_get_enrolled_courses_by_timeline_classification', {
        classification: 'inprogress',
        'requiredfields[0]': 'id',
      })
    expect(await ask()).toHaveProperty('courses')
    campus.control.setSite({ release: '4.1' })
    expect(await ask()).toMatchObject({ errorcode: 'invalidparameter' })
    const { userid } = await moodle.call<{ userid: number }>('core_webservice_get_site_info')
    const courses = await moodle.call<object[]>('core_enrol_get_users_courses', { userid: String(userid) })
    expect(courses[0]).not.toHaveProperty('courseimage')
  })
})

test('what a site is like is set over HTTP and ends with a reset', async () => {
  const answer = await fetch(`${campus.url}/__control/site`, {
    method: 'POST',
    body: JSON.stringify({ release: '3.11', withoutFunctions: ['some_function'] }),
  })
  expect(await answer.json()).toMatchObject({
    release: '3.11',
    withoutFunctions: ['some_function'],
    webServices: true,
  })
  campus.control.reset()
  expect(campus.control.readState().site).toMatchObject({ release: '4.5', withoutFunctions: [] })
})
