import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import { openBrowser } from './browser-client.ts'

let campus: Campus
beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
})
beforeEach(() => campus.control.reset())
afterAll(() => campus.close())

describe('signing in', () => {
  test('gives a new cookie, checks that it comes back and leads on', async () => {
    const browser = openBrowser(campus)
    const answer = await browser.signIn(' Six', 'six')
    expect(answer).toMatchObject({ status: 303, setsCookie: true })
    expect(answer.location).toBe('/login/index.php?testsession=13')
    expect(await browser.get(answer.location ?? '')).toMatchObject({ status: 303, location: '/my/' })
    expect((await browser.get('/my/')).text).toContain('data-userid="13"')
  })

  test('leads to the page that was wanted first', async () => {
    const browser = openBrowser(campus)
    const wanted = '/grade/report/user/index.php?id=205'
    expect(await browser.get(wanted)).toMatchObject({ status: 303, location: '/login/index.php' })
    const answer = await browser.signIn('six')
    expect((await browser.get(answer.location ?? '')).location).toBe(wanted)
  })

  test.each([
    ['a wrong password', 'six', 'wrong'],
    ['an unknown user', 'nobody', 'nobody'],
    ['a suspended account', 'suspended', 'suspended'],
    ['an account suspended long ago', 'suspended-old', 'suspended-old'],
  ])('%s is told at the next look at the form, once', async (_what, username, password) => {
    const browser = openBrowser(campus)
    const answer = await browser.signIn(username, password)
    expect(answer).toMatchObject({ status: 303, setsCookie: false })
    expect(answer.location).toBe('/login/index.php?loginredirect=1')
    expect((await browser.get(answer.location ?? '')).text).toContain('id="loginerrormessage"')
    expect((await browser.get('/login/index.php')).text).not.toContain('loginerrormessage')
    expect((await browser.get('/my/')).location).toBe('/login/index.php')
  })

  test('before 4.5 a refusal leads to the plain address', async () => {
    campus.control.setSite({ release: '4.1' })
    expect((await openBrowser(campus).signIn('six', 'wrong')).location).toBe('/login/index.php')
  })

  test('needs the token of a form that was asked for in the same session', async () => {
    const browser = openBrowser(campus)
    await browser.get('/login/index.php')
    const answer = await browser.post('/login/index.php', { username: 'six', password: 'six' })
    expect(answer.location).toBe('/login/index.php?loginredirect=1')
    expect((await browser.get('/my/')).location).toBe('/login/index.php')
  })

  test.each([
    ['mustchange', '/login/change_password.php'],
    ['mustchange-siteinfo', '/login/change_password.php'],
    ['notsetup', '/user/edit.php'],
    ['nopolicy', '/user/policy.php'],
  ])('sends %s on an errand before any page', async (username, errand) => {
    const browser = openBrowser(campus)
    await browser.signIn(username)
    expect((await browser.get('/my/')).location).toBe(errand)
    expect((await browser.get(errand)).status).toBe(200)
  })
})

describe('a session', () => {
  test('that is over leads every page to the form, which tells it after one more redirect', async () => {
    const browser = openBrowser(campus)
    await browser.signIn('six')
    const sesskey = await browser.readSesskey()
    campus.control.expireSession('six')
    expect(await browser.get('/course/view.php?id=205')).toMatchObject({
      status: 303,
      location: '/login/index.php',
      setsCookie: true,
    })
    expect((await browser.get('/login/index.php')).location).toBe('/login/index.php?loginredirect=1')
    expect((await browser.get('/login/index.php')).text).toContain('loginerrormessage')
    expect(await browser.ajax(sesskey, [['core_course_get_recent_courses', {}]])).toMatchObject([
      { error: true, exception: { errorcode: 'servicerequireslogin' } },
    ])
  })

  test('ends in the middle where a fault says so', async () => {
    const browser = openBrowser(campus)
    await browser.signIn('six')
    campus.control.addFault({
      kind: 'expired-session',
      scope: { function: 'course/view.php', courseId: 205 },
      times: 1,
    })
    expect((await browser.get('/course/view.php?id=206')).status).toBe(200)
    expect((await browser.get('/course/view.php?id=205')).location).toBe('/login/index.php')
  })

  test('makes its pages wait for what it has in hand', async () => {
    const browser = openBrowser(campus)
    await browser.signIn('six')
    const sesskey = await browser.readSesskey()
    const name = 'core_course_get_recent_courses'
    const done: string[] = []
    campus.control.setDelay({ callMs: 100 })
    const first = browser.ajax(sesskey, [[name, {}]]).then(() => done.push('first'))
    await campus.control.waitForCall({ function: name })
    await browser.get('/user/profile.php').then(() => done.push('second'))
    await first
    expect(done).toEqual(['first', 'second'])
  })

  test('is ended by the student, who must give its key', async () => {
    const browser = openBrowser(campus)
    await browser.signIn('six')
    const sesskey = await browser.readSesskey()
    expect((await browser.get('/login/logout.php')).text).toContain('id="notice"')
    expect(await browser.get(`/login/logout.php?sesskey=${sesskey}`)).toMatchObject({
      status: 303,
      location: '/',
      setsCookie: true,
    })
    expect((await browser.get('/my/')).location).toBe('/login/index.php')
  })

  test('is not offered the form again', async () => {
    const browser = openBrowser(campus)
    await browser.signIn('six')
    const { text } = await browser.get('/login/index.php')
    expect(text).toContain('Maya Katz')
    expect(text).not.toContain('id="login"')
  })
})
