import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signInToCampus } from './campus-client.ts'
import { startCampus } from './server.ts'
import type { Campus } from './server.ts'

let campus: Campus
beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
})
afterAll(() => campus.close())

const askToken = async (form: Record<string, string>) => {
  const answer = await fetch(`${campus.url}/login/token.php`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { token?: string; errorcode?: string }
}
const service = 'moodle_mobile_app'

describe('token.php', () => {
  test('gives the same token at every sign-in, to a name in any case', async () => {
    const first = await askToken({ username: 'demo', password: 'demo', service })
    const second = await askToken({ username: ' Demo', password: 'demo', service })
    expect(first).toEqual({ token: expect.stringMatching(/^[0-9a-f]{32}$/), privatetoken: null })
    expect(second).toEqual(first)
  })

  test.each([
    ['a wrong password', { username: 'demo', password: 'wrong', service }, 'invalidlogin'],
    ['an unknown user', { username: 'nobody', password: 'nobody', service }, 'invalidlogin'],
    [
      'a suspended account',
      { username: 'suspended-old', password: 'suspended-old', service },
      'invalidlogin',
    ],
    ['another service', { username: 'demo', password: 'demo', service: 'other' }, 'servicenotavailable'],
    ['a missing password', { username: 'demo', service }, 'missingparam'],
  ])('refuses %s', async (_what, form, errorcode) => {
    expect(await askToken(form as Record<string, string>)).toMatchObject({ errorcode })
  })
})

describe('server.php', () => {
  test.each([
    ['suspended', 'wsaccessusersuspended'],
    ['mustchange', 'forcepasswordchangenotice'],
  ])('answers %s with %s to every call', async (username, errorcode) => {
    const moodle = await signInToCampus(campus, username)
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({ errorcode })
    expect(await moodle.call('mod_assign_get_assignments')).toMatchObject({ errorcode })
  })

  test.each([
    ['mustchange-siteinfo', 'forcepasswordchangenotice'],
    ['notsetup', 'usernotfullysetup'],
    ['nopolicy', 'sitepolicynotagreed'],
  ])('answers site_info alone to %s, else %s', async (username, errorcode) => {
    const moodle = await signInToCampus(campus, username)
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({ username })
    expect(await moodle.call('mod_assign_get_assignments')).toMatchObject({ errorcode })
    const [first, second, ...rest] = await moodle.callBatch([
      ['core_webservice_get_site_info', {}],
      ['mod_assign_get_assignments', {}],
      ['core_webservice_get_site_info', {}],
    ])
    expect(first?.error).toBe(false)
    expect(JSON.parse(second?.exception as string)).toMatchObject({ errorcode })
    expect(rest).toEqual([])
  })

  test.each([
    ['a function outside the service', 'core_user_create_users', {}, 'accessexception'],
    ['an unknown function', 'no_such_function', {}, 'invalidrecord'],
    ['a missing parameter', 'core_course_get_contents', {}, 'invalidparameter'],
    ['a parameter of the wrong kind', 'core_course_get_contents', { courseid: 'x' }, 'invalidparameter'],
    [
      'an unexpected parameter',
      'core_course_get_contents',
      { courseid: '201', other: '1' },
      'invalidparameter',
    ],
    ['a course that is not there', 'core_course_get_contents', { courseid: '99999' }, 'invalidrecord'],
    ['a course of others', 'core_course_get_contents', { courseid: '110' }, 'errorcoursecontextnotvalid'],
    [
      'an assignment that is not there',
      'mod_assign_get_submission_status',
      { assignid: '1' },
      'invalidrecord',
    ],
    [
      "another user's grades",
      'gradereport_overview_get_course_grades',
      { userid: '12' },
      'nopermissiontoviewgrades',
    ],
  ])('refuses %s with HTTP 200', async (_what, name, form, errorcode) => {
    const moodle = await signInToCampus(campus, 'demo')
    const answer = await moodle.send(name, form as Record<string, string>)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      exception: expect.any(String),
      errorcode,
      message: expect.any(String),
    })
  })

  test('an expired token is refused once as no access, then as unknown; signing in again gives another', async () => {
    const moodle = await signInToCampus(campus, 'student7')
    campus.control.expireToken('student7')
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({ errorcode: 'accessexception' })
    expect(await moodle.call('core_webservice_get_site_info')).toMatchObject({ errorcode: 'invalidtoken' })
    const again = await signInToCampus(campus, 'student7')
    expect(again.token).not.toBe(moodle.token)
    expect(await again.call('core_webservice_get_site_info')).toMatchObject({ username: 'student7' })
  })

  test('a secret in the address is refused and counted', async () => {
    campus.control.resetCounters()
    const { token } = await signInToCampus(campus, 'demo')
    const answers = await Promise.all([
      fetch(`${campus.url}/webservice/rest/server.php?wstoken=${token}`, { method: 'POST' }),
      fetch(`${campus.url}/login/token.php?username=demo&password=demo&service=${service}`),
    ])
    expect(answers.map(({ status }) => status)).toEqual([400, 400])
    expect(campus.control.readCounters().secretsInUrl).toBe(2)
  })
})

describe('a batch', () => {
  test('answers each call as a JSON text and stops at the first that fails', async () => {
    const moodle = await signInToCampus(campus, 'six')
    const courseid = campus.control.listCourses('six')[0]?.id as number
    const responses = await moodle.callBatch([
      ['core_course_get_contents', { courseid }],
      ['core_course_get_contents', { courseid: 110 }],
      ['core_webservice_get_site_info', {}],
    ])
    expect(responses).toHaveLength(2)
    expect(responses[0]?.error).toBe(false)
    expect(JSON.parse(responses[0]?.data as string)).toEqual(
      await moodle.call('core_course_get_contents', { courseid: String(courseid) }),
    )
    expect(responses[1]).not.toHaveProperty('data')
    expect(JSON.parse(responses[1]?.exception as string)).toMatchObject({
      errorcode: 'errorcoursecontextnotvalid',
    })
  })

  test('words a function the service has not as Moodle does', async () => {
    const moodle = await signInToCampus(campus, 'six')
    const [response] = await moodle.callBatch([['no_such_function', {}]])
    expect(JSON.parse(response?.exception as string)).toEqual({
      errorcode: 'accessexception',
      module: 'webservice',
    })
  })

  test('takes lists in its JSON arguments', async () => {
    const moodle = await signInToCampus(campus, 'six')
    const courseid = campus.control.listCourses('six')[0]?.id as number
    const [response] = await moodle.callBatch([['mod_assign_get_assignments', { courseids: [courseid] }]])
    expect(JSON.parse(response?.data as string)).toMatchObject({ courses: [{ id: courseid }], warnings: [] })
  })
})

test('tokens and content outlive a restart on the same data folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'campus-'))
  try {
    const open = (day: string) => startCampus({ seed: 'spike', dataDir, now: new Date(day) })
    const before = await open('2026-11-22')
    before.control.expireToken('six')
    const lost = await signInToCampus(before, 'six')
    const { token } = lost
    const courses = before.control.listCourses('six')
    await before.close()

    const after = await open('2026-12-01')
    expect(after.control.listCourses('six')).toEqual(courses)
    expect((await signInToCampus(after, 'six')).token).toBe(token)
    const { port } = new URL(after.url)
    await expect(startCampus({ seed: 'spike', port: Number(port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    await after.close()
  } finally {
    await rm(dataDir, { recursive: true })
  }
})
