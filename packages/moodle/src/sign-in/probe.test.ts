import type { ServerResponse } from 'node:http'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createHttpClient } from '../http-client.ts'
import { startScriptedSite } from '../testing/scripted-site.ts'
import { localSite, now } from '../testing/small-moodle.ts'
import { probeSite } from './probe.ts'

const http = createHttpClient({ now })
afterAll(() => http.close())

const config = {
  sitename: 'Caf&eacute; University',
  enablewebservices: 1,
  enablemobilewebservice: 1,
  maintenanceenabled: 0,
  typeoflogin: 1,
  launchurl: 'https://moodle.example/admin/tool/mobile/launch.php',
  showloginform: 1,
}
const form =
  '<form id="login" action="/login/index.php"><input name="username"><input name="password" type="password"></form>'
const providers =
  '<div class="login-identityproviders"><a class="btn login-identityprovider-btn" href="/auth/saml2/">  Sign in\n with Uni</a></div>'

const json = (data: unknown) => (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(data))
const page = (html: string) => (response: ServerResponse) =>
  response
    .setHeader('content-type', 'text/html')
    .end(`<html><body id="page-login-index" class="notloggedin">${html}</body></html>`)
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, { 'content-type': 'text/html', ...headers }).end('<html>No</html>')
const tells = (changes: Partial<typeof config> & { readonly identityproviders?: readonly object[] } = {}) =>
  json([{ error: false, data: { ...config, ...changes } }])

const healthy = { config: tells(), token: json({ appsitecheck: 'ok' }), login: page(form) }
const isOff = json({ error: 'Web services must be enabled.', errorcode: 'enablewsdescription' })

async function probe(changes: Partial<typeof healthy>) {
  const answers = { ...healthy, ...changes }
  const site = await startScriptedSite({
    answer: () => null,
    intercept: ({ path }, response) => {
      if (path.endsWith('service-nologin.php')) answers.config(response)
      else if (path.endsWith('token.php')) answers.token(response)
      else answers.login(response)
      return true
    },
  })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const probed = await probeSite(
    { http, now, delay: async () => {} },
    { site: localSite(site.url), signal: new AbortController().signal, requestTimeoutMs: 5_000 },
  )
  return { site, probed }
}

describe('probing a site', () => {
  it('tells what it says of itself, and sends it no name and no password', async () => {
    const { site, probed } = await probe({})
    expect(probed).toEqual({
      webServices: true,
      mobileService: true,
      signIn: 'password',
      launchUrl: config.launchurl,
      siteName: 'Café University',
      tokenPage: true,
      loginForm: true,
      identityProviders: [],
      maintenance: false,
    })
    expect(site.requests).toHaveLength(3)
    for (const { form: sent, url } of site.requests) expect(`${sent} ${url}`).not.toMatch(/username|password/)
  })

  it('notices web services that are off', async () => {
    const { probed } = await probe({ config: tells({ enablewebservices: 0 }), token: isOff })
    expect(probed).toMatchObject({ webServices: false, tokenPage: false })
  })

  it('hears from token.php alone that web services are off', async () => {
    const { probed } = await probe({ config: status(404), token: isOff })
    expect(probed).toMatchObject({ webServices: false, mobileService: null, siteName: null })
  })

  it.each([
    ['a browser in the site’s settings', { config: tells({ typeoflogin: 2 }) }],
    ['no form in the site’s settings', { config: tells({ showloginform: 0 }) }],
    ['a login page without a form', { login: page(providers) }],
    ['a login page at another host', { login: status(303, { location: 'https://idp.example/' }) }],
  ])('takes %s for single sign-on', async (_, changes) => {
    expect((await probe(changes)).probed.signIn).toBe('browser')
  })

  it.each([
    ['is not there', status(404)],
    ['is not Moodle’s', json({})],
  ])('takes a login page that %s for no sign of anything', async (_, login) => {
    const { probed } = await probe({ config: status(404), login })
    expect(probed).toMatchObject({ signIn: null, loginForm: false, tokenPage: true })
  })

  it('follows the login page to itself', async () => {
    let asked = 0
    const { probed } = await probe({
      login: (response) =>
        asked++ ? page(form)(response) : status(303, { location: '/login/index.php' })(response),
    })
    expect(probed.loginForm).toBe(true)
  })

  it('names the identity providers of the login page', async () => {
    const { probed } = await probe({ login: page(form + providers) })
    expect(probed).toMatchObject({ signIn: 'password', identityProviders: ['Sign in with Uni'] })
  })

  it.each([
    [
      'its settings',
      (names: readonly string[]) => ({
        config: tells({ identityproviders: names.map((name) => ({ name })) }),
      }),
    ],
    [
      'its login page',
      (names: readonly string[]) => ({
        login: page(form + names.map((name) => `<a class="login-identityprovider-btn">${name}</a>`).join('')),
      }),
    ],
  ])('takes names of %s in bounds, and nothing that a terminal would obey', async (_, naming) => {
    const names = ['\u001b]0;x\u0007Uni&#27;[2J\u202e', 'y'.repeat(5_000), ...Array<string>(500).fill('Z')]
    const { probed } = await probe(naming(names))
    expect(probed.identityProviders).toHaveLength(20)
    expect(probed.identityProviders.slice(0, 3)).toEqual([']0;xUni[2J', 'y'.repeat(100), 'Z'])
  })

  it('takes the name of the site in bounds', async () => {
    const { probed } = await probe({ config: tells({ sitename: `\u001b[2J${'y'.repeat(500)}` }) })
    expect(probed.siteName).toBe(`[2J${'y'.repeat(97)}`)
  })

  it('does not count a form with a captcha as one to be filled', async () => {
    const { probed } = await probe({
      login: page(form.replace('</form>', '<div class="g-recaptcha"></div></form>')),
    })
    expect(probed).toMatchObject({ signIn: 'password', loginForm: false })
  })

  it.each([
    ['its settings', { config: tells({ maintenanceenabled: 1 }) }],
    ['its login page', { login: page('<div class="login-maintenance">Back soon</div>') }],
    ['HTTP 503', { config: status(503, { 'retry-after': '60' }), token: status(503), login: status(503) }],
  ])('notices maintenance by %s', async (_, changes) => {
    expect((await probe(changes)).probed).toMatchObject({ maintenance: true })
  })

  it('rejects where nothing answers as Moodle does', async () => {
    const absent = status(404)
    await expect(probe({ config: absent, token: absent, login: absent })).rejects.toMatchObject({
      code: 'moodle.unexpected_answer',
      detail: 'http_404',
    })
  })
})
