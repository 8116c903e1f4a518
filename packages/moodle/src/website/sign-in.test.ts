import { expect, test } from 'vitest'
import { localSite } from '../testing/small-moodle.ts'
import { askForLaunchToken } from './launch-token.ts'
import { signInOnWebsite } from './sign-in.ts'
import { type WebsiteAnswer, type WebsiteScript, redirect, startWebsite } from './testing/scripted-website.ts'
import { loginForm, loginPage, makePage, siteUrl } from './testing/small-pages.ts'
import { deps } from './testing/small-site.ts'

const failed = loginPage(`<a id="loginerrormessage">No.</a>${loginForm}`)

/** A login page that sends the right password on, and the wrong one back to itself. */
function scriptLogin(changes: Readonly<Record<string, WebsiteAnswer | string>> = {}): WebsiteScript['page'] {
  let wasWrong = false
  return ({ method, path, body }) => {
    const [name = ''] = path.split('?')
    const changed = changes[`${method} ${name}`]
    if (changed) return changed
    if (path.includes('testsession')) return redirect(`${siteUrl}/my/`)
    if (method === 'GET') return wasWrong ? failed : loginPage()
    wasWrong = new URLSearchParams(body).get('password') !== 'canary-password'
    return {
      status: 303,
      headers: {
        location: wasWrong
          ? `${siteUrl}/login/index.php?loginredirect=1`
          : `${siteUrl}/login/index.php?testsession=7`,
        'set-cookie': 'MoodleSession=canary-cookie; path=/; HttpOnly',
      },
    }
  }
}

async function start(page = scriptLogin()) {
  const site = await startWebsite({ page })
  const common = { site: localSite(site.url), signal: new AbortController().signal, requestTimeoutMs: 5_000 }
  const signIn = (password = 'canary-password') =>
    signInOnWebsite(deps, { ...common, username: 'student1', password })
  const launch = () =>
    askForLaunchToken(deps, { ...common, session: { cookies: { MoodleSession: 'a' } }, passport: 'p1' })
  return { site, signIn, launch }
}

test('a name and a password become a session', async () => {
  const { site, signIn } = await start()
  expect(await signIn()).toEqual({ cookies: { MoodleSession: 'canary-cookie' } })
  const posts = site.requests.filter(({ method }) => method === 'POST')
  expect(posts).toHaveLength(1)
  expect(Object.fromEntries(new URLSearchParams(posts[0]?.body))).toEqual({
    anchor: '',
    username: 'student1',
    password: 'canary-password',
    logintoken: 'canary-logintoken',
  })
  expect(site.requests.map(({ path }) => path).join()).not.toContain('canary')
})

test('a wrong password is sent once', async () => {
  const { site, signIn } = await start()
  await expect(signIn('wrong')).rejects.toMatchObject({ code: 'auth.invalid_credentials' })
  expect(site.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a site that fails while it gets the password is not asked again', async () => {
  const { site, signIn } = await start(
    scriptLogin({ 'POST /login/index.php': { status: 502, body: 'Oops' } }),
  )
  await expect(signIn()).rejects.toMatchObject({ code: 'moodle.unavailable' })
  expect(site.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test.each([
  ['a riddle in the form', loginPage(loginForm.replace('</form>', '<div class="g-recaptcha"></div></form>'))],
  ['a page without a form', loginPage('<a class="login-identityprovider-btn">University</a>')],
  ['another site', redirect('https://idp.example/sso')],
])('%s needs a browser', async (_, answer) => {
  const { signIn, site } = await start(scriptLogin({ 'GET /login/index.php': answer }))
  await expect(signIn()).rejects.toMatchObject({ code: 'auth.browser_sign_in_required' })
  expect(site.requests.filter(({ method }) => method === 'POST')).toEqual([])
})

test.each([
  ['/login/change_password.php', 'auth.password_change_required'],
  ['/user/policy.php', 'auth.site_setup_required'],
])('a person whom the site sends to %s must act there', async (path, code) => {
  const post = redirect(`${siteUrl}${path}`)
  const { signIn } = await start(scriptLogin({ 'POST /login/index.php': post }))
  await expect(signIn()).rejects.toMatchObject({ code })
})

test('a site in maintenance gets no password', async () => {
  const page = loginPage(`<div class="login-maintenance"></div>${loginForm}`)
  const { signIn, site } = await start(scriptLogin({ 'GET /login/index.php': page }))
  await expect(signIn()).rejects.toMatchObject({ code: 'moodle.maintenance' })
  expect(site.requests).toHaveLength(1)
})

test('the first page after a time-out is a redirect to itself', async () => {
  let asked = 0
  const normal = scriptLogin()
  const { signIn } = await start((request) =>
    asked++ === 0 ? redirect(`${siteUrl}/login/index.php?loginredirect=1`) : normal(request),
  )
  expect((await signIn()).cookies).toHaveProperty('MoodleSession')
})

const app = 'moodlemobile://token=YWJjOjo6ZGVm'

test('the launch page sends the token to the app', async () => {
  const { launch, site } = await start(() => redirect(app))
  expect(await launch()).toBe(app)
  expect(site.requests[0]?.path).toBe('/admin/tool/mobile/launch.php?service=moodle_mobile_app&passport=p1')
})

test('a launch page that shows the link to copy gives it too', async () => {
  const main = `<a href="${app}">Open the app</a>`
  const { launch } = await start(() => makePage({ bodyId: 'page-admin-tool-mobile-launch', main }))
  expect(await launch()).toBe(app)
})

test('where the mobile service is off there is no token', async () => {
  const { launch } = await start(() => undefined)
  expect(await launch()).toBeNull()
})

test('a person who must act at the site first is told so at the launch page', async () => {
  const { launch } = await start(() => redirect(`${siteUrl}/login/change_password.php`))
  await expect(launch()).rejects.toMatchObject({ code: 'auth.password_change_required' })
})
