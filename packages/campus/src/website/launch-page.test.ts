import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signInToCampus } from '../campus-client.ts'
import { startCampus } from '../server.ts'
import type { Campus } from '../server.ts'
import { openBrowser } from './browser-client.ts'

let campus: Campus
beforeAll(async () => {
  campus = await startCampus({ seed: 'spike', now: new Date('2026-11-22T13:55:00Z') })
})
beforeEach(() => campus.control.reset())
afterAll(() => campus.close())

const passport = '4711'
const launchPath = `/admin/tool/mobile/launch.php?service=moodle_mobile_app&passport=${passport}`

function readLink(link: string | null): string[] {
  const token = /^moodlemobile:\/\/token=(.+)$/.exec(link ?? '')?.[1] ?? ''
  return Buffer.from(token, 'base64').toString().split(':::')
}

describe('launch.php', () => {
  test('hands a token out right after signing in, as often as asked, until a page is shown', async () => {
    const browser = openBrowser(campus)
    const { location } = await browser.signIn('six')
    const first = await browser.get(launchPath)
    expect(first.status).toBe(302)
    const [signature, token] = readLink(first.location)
    expect(signature).toBe(createHash('md5').update(`${campus.url}${passport}`).digest('hex'))
    expect(token).toBe((await signInToCampus(campus, 'six')).token)
    expect((await browser.get(launchPath)).location).toBe(first.location)

    await browser.get(location ?? '')
    expect((await browser.get(launchPath)).status).toBe(302)
    await browser.get('/my/')
    expect((await browser.get(launchPath)).status).toBe(404)
  })

  test.each([
    ['web services are off', { webServices: false }, 'enablewsdescription'],
    ['the mobile service is off', { mobileService: false }, 'servicenotavailable'],
  ])('is no page where %s', async (_what, settings, errorcode) => {
    campus.control.setSite(settings)
    const browser = openBrowser(campus)
    await browser.signIn('six')
    const answer = await browser.get(launchPath)
    expect(answer.status).toBe(404)
    expect(answer.text).toContain(`/error/moodle/${errorcode}"`)
  })
})

describe('a site with single sign-on', () => {
  beforeEach(() => campus.control.setSite({ typeoflogin: 2 }))

  const askConfig = async () => {
    const answer = await fetch(`${campus.url}/lib/ajax/service-nologin.php`, {
      method: 'POST',
      body: JSON.stringify([{ index: 0, methodname: 'tool_mobile_get_public_config', args: {} }]),
    })
    return ((await answer.json()) as [{ data: Record<string, unknown> }])[0].data
  }

  test('says so to everybody and takes no password', async () => {
    expect(await askConfig()).toMatchObject({ typeoflogin: 2, enablewebservices: 1 })
    const answer = await fetch(`${campus.url}/login/token.php`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'six', password: 'six', service: 'moodle_mobile_app' }),
    })
    expect(await answer.json()).toMatchObject({ errorcode: 'invalidlogin' })
    expect((await openBrowser(campus).get('/login/index.php')).location).toBe('/idp/login')
  })

  test('sends the student to the university and back to a page with the link to copy', async () => {
    const browser = openBrowser(campus)
    expect((await browser.get(`${launchPath}&confirmed=1`)).location).toBe('/login/index.php')
    expect((await browser.get('/login/index.php')).location).toBe('/idp/login')
    expect((await browser.get('/idp/login')).text).toContain('type="password"')
    const wrong = await browser.post('/idp/login', { username: 'six', password: 'wrong' })
    expect(wrong.status).toBe(401)
    const right = await browser.post('/idp/login', { username: 'six', password: 'six' })
    expect(right).toMatchObject({ status: 303, location: `${launchPath}&confirmed=1` })
    const page = await browser.get(right.location ?? '')
    expect(page.status).toBe(200)
    const link = /href="(moodlemobile:[^"]+)" id="launchapp"/.exec(page.text)?.[1] ?? null
    const [, token] = readLink(link)
    expect(campus.control.readCounters().secretsInUrl).toBe(0)

    const rest = await fetch(`${campus.url}/webservice/rest/server.php`, {
      method: 'POST',
      body: new URLSearchParams({
        wstoken: token ?? '',
        wsfunction: 'core_webservice_get_site_info',
        moodlewsrestformat: 'json',
      }),
    })
    expect(await rest.json()).toMatchObject({ username: 'six' })
  })

  test('shows the link again to who is signed in', async () => {
    const browser = openBrowser(campus)
    await browser.post('/idp/login', { username: 'six', password: 'six' })
    await browser.get('/my/')
    expect((await browser.get(`${launchPath}&confirmed=1`)).text).toContain('moodlemobile://token=')
    expect((await browser.get(launchPath)).status).toBe(302)
  })
})

test('where students have passwords there is no identity provider', async () => {
  expect((await openBrowser(campus).get('/idp/login')).status).toBe(404)
})
