import { afterAll, describe, expect, it } from 'vitest'
import { createMoodle } from '../create-moodle.ts'
import type { MoodleError } from '../errors.ts'
import { type SiteKnowledge, nothingKnown } from '../site-knowledge.ts'
import { localSite, now } from '../testing/small-moodle.ts'
import { type University, startUniversity, student } from '../testing/small-university.ts'

const moodle = createMoodle({ now, delay: async () => {} })
afterAll(() => moodle.close())

async function start(changes: Partial<University> = {}) {
  const started = await startUniversity(changes)
  const signIn = (knowledge: SiteKnowledge | null = null, password = student.password) =>
    moodle.signIn({
      site: localSite(started.site.url),
      username: student.username,
      password,
      signal: new AbortController().signal,
      requestTimeoutMs: 5_000,
      knowledge,
    })
  const paths = () => started.site.requests.map(({ path }) => path)
  return { ...started, signIn, paths }
}
const caught = (promise: Promise<unknown>) => promise.catch((error: unknown) => error)

const server = '/webservice/rest/server.php'
const config = '/lib/ajax/service-nologin.php'
const known = (changes: Partial<SiteKnowledge>): SiteKnowledge => ({
  ...nothingKnown,
  signIn: 'password',
  ...changes,
})
const byWebsite = known({ transport: 'website' })
const byLaunch = known({ transport: 'web_services', tokenFrom: 'launch.php' })

describe('signing in at token.php', () => {
  it('trades the password for a token, says who it is and what the site is', async () => {
    const { site, signIn, paths, university } = await start()
    expect(await signIn()).toEqual({
      credential: { kind: 'token', token: university.token },
      profile: {
        moodleUserId: 3,
        username: 'student1',
        fullName: "No'a",
        siteUrl: 'https://moodle.example/sub',
        siteName: 'Test',
        release: '4.5.6',
        language: 'he',
      },
      knowledge: {
        ...nothingKnown,
        transport: 'web_services',
        tokenFrom: 'token.php',
        signIn: 'password',
        launchUrl: `${site.url}/admin/tool/mobile/launch.php`,
        release: '4.5.6',
        functions: expect.arrayContaining(['core_course_get_contents']),
      },
    })
    expect(paths()).toEqual(['/login/token.php', server, server, config])
  })

  it('asks nothing more of a site that is known, and forgets nothing of it', async () => {
    const { signIn, paths } = await start()
    const first = await signIn()
    const costs = { core_course_get_contents: { callMs: 1, perCourseMs: 2, samples: 3 } }
    const second = await signIn({ ...first.knowledge, costs, requestMs: 60 })
    expect(second.knowledge).toEqual({ ...first.knowledge, costs, requestMs: 60 })
    expect(paths().slice(4)).toEqual(['/login/token.php', server, server])
  })

  it('does well with a site that does not describe itself', async () => {
    const { signIn } = await start({ publicConfig: false })
    expect((await signIn()).knowledge).toMatchObject({ signIn: 'password', launchUrl: null })
  })

  it.each([
    ['forcepasswordchangenotice', 'auth.password_change_required'],
    ['usernotfullysetup', 'auth.site_setup_required'],
    ['sitepolicynotagreed', 'auth.site_setup_required'],
  ])('notices an account that must act (%s) though site_info answers it', async (mustAct, code) => {
    const { signIn } = await start({ mustAct })
    await expect(signIn()).rejects.toMatchObject({ code })
  })

  it('tries no other way where the connection breaks, for the password may have been looked at', async () => {
    const { site, signIn } = await start()
    site.script.intercept = (_, response) => Boolean(response.destroy())
    await expect(signIn()).rejects.toMatchObject({ code: 'moodle.unreachable' })
    expect(site.requests).toHaveLength(1)
  })

  it.each([
    '{"token":"canary-token',
    '<br><b>Notice</b>{"error":"Invalid login","errorcode":"invalidlogin"}',
    '<br><b>Notice</b>{"token":"canary-token","privatetoken":null}',
  ])('tries no other way, and quotes nothing, where token.php answers %s', async (text) => {
    const { site, signIn } = await start()
    site.script.intercept = (_, response) => Boolean(response.end(text))
    const error = (await caught(signIn())) as MoodleError
    expect(error.code).toBe('moodle.unexpected_answer')
    expect(error.cause).toBeUndefined()
    expect(String(error.stack)).not.toContain('canary')
    expect(site.requests).toHaveLength(1)
  })

  it.each([
    ['sitemaintenance', 'moodle.maintenance'],
    ['wsaccessusersuspended', 'auth.account_suspended'],
  ])('tells a site or an account that says %s by its code', async (errorcode, code) => {
    const { site, signIn } = await start()
    site.script.intercept = (_, response) =>
      Boolean(response.end(JSON.stringify({ error: 'No.', errorcode })))
    await expect(signIn()).rejects.toMatchObject({ code })
    expect(site.requests).toHaveLength(1)
  })
})

describe('a wrong password', () => {
  it.each([
    ['token.php', {}, null],
    ['the login form', { webServices: false }, null],
    ['the login form of a site that is known', {}, byWebsite],
  ] as const)('is looked at once, by %s, and is in no error', async (_, changes, knowledge) => {
    const { signIn, passwords } = await start(changes)
    const error = (await caught(signIn(knowledge, 'canary-password'))) as MoodleError
    expect(error).toMatchObject({ code: 'auth.invalid_credentials', family: 'auth' })
    expect(String(error.stack)).not.toContain('canary')
    expect(passwords).toEqual(['canary-password'])
  })

  it.each([
    ['by its settings', { typeOfLogin: 2 }],
    ['by its login page', { loginForm: 'at_other_host', publicConfig: false }],
  ] as const)('is explained where students sign in at the university itself (%s)', async (_, changes) => {
    const { signIn, passwords } = await start(changes)
    const error = (await caught(signIn(null, 'canary-password'))) as MoodleError
    expect(error.code).toBe('auth.browser_sign_in_required')
    expect(error.cause).toMatchObject({ code: 'auth.invalid_credentials' })
    expect(passwords).toEqual(['canary-password'])
  })

  it('stays a wrong password where the site tells nothing of itself', async () => {
    const { site, signIn } = await start()
    const usual = site.script.intercept!
    site.script.intercept = (request, response) =>
      request.method === 'POST' && request.path === '/login/token.php'
        ? usual(request, response)
        : Boolean(response.writeHead(500).end())
    await expect(signIn(null, 'wrong')).rejects.toMatchObject({ code: 'auth.invalid_credentials' })
  })
})

describe('a site whose token.php gives nothing', () => {
  it.each(['missing', 'markup', 'at_other_host'] as const)(
    'gives a token right after the login form (token.php %s)',
    async (tokenPage) => {
      const { signIn, paths, university } = await start({ tokenPage })
      const { credential, profile, knowledge } = await signIn()
      expect(credential).toEqual({ kind: 'token', token: university.token })
      expect(profile.username).toBe('student1')
      expect(knowledge).toMatchObject({ transport: 'web_services', tokenFrom: 'launch.php' })
      const launched = paths().indexOf('/admin/tool/mobile/launch.php')
      expect(paths().slice(0, launched)).not.toContain('/my/')
    },
  )

  it('is asked by the form at once the next time', async () => {
    const { signIn, paths } = await start({ tokenPage: 'missing' })
    const { knowledge } = await signIn()
    const before = paths().length
    expect((await signIn(knowledge)).knowledge).toEqual(knowledge)
    expect(paths().slice(before)).not.toContain('/login/token.php')
  })

  it.each([
    ['web services are off', { webServices: false }],
    ['the mobile service is off', { mobileService: false }],
    ['tokens open nothing', { restProtocol: false }],
    ['neither token page is there', { tokenPage: 'missing', launchPage: false }],
  ] as const)('is read by the session where %s', async (_, changes) => {
    const { signIn } = await start(changes)
    const { credential, profile, knowledge } = await signIn()
    expect(credential).toMatchObject({ kind: 'session', cookies: { MoodleSession: expect.any(String) } })
    expect(profile).toMatchObject({ moodleUserId: 3, username: 'student1', fullName: 'Noa Levi' })
    expect(knowledge).toMatchObject({
      transport: 'website',
      tokenFrom: null,
      signIn: 'password',
      functions: null,
    })
  })

  it.each([
    ['no form', { loginForm: 'none', typeOfLogin: 2, tokenPage: 'missing' }, 'auth.browser_sign_in_required'],
    ['a captcha', { loginForm: 'captcha', tokenPage: 'missing' }, 'auth.browser_sign_in_required'],
    ['no form and no tokens', { loginForm: 'none', webServices: false }, 'moodle.web_services_off'],
  ] as const)('says so where it has %s either, and has seen no password', async (_, changes, code) => {
    const { signIn, passwords } = await start(changes)
    await expect(signIn()).rejects.toMatchObject({ code })
    expect(passwords).toEqual([])
  })
})

describe('a site that changed since the last student', () => {
  it('is read through web services again once they are on, with the password sent once', async () => {
    const { signIn, passwords } = await start()
    const { credential, knowledge } = await signIn(byWebsite)
    expect(credential.kind).toBe('token')
    expect(knowledge).toMatchObject({ transport: 'web_services', tokenFrom: 'launch.php' })
    expect(passwords).toHaveLength(1)
  })

  it.each([
    known({ transport: 'web_services', tokenFrom: 'token.php', functions: ['some_function'] }),
    byLaunch,
  ])('is read through the website once they are off, with the password sent once', async (knowledge) => {
    const { signIn, passwords } = await start({ webServices: false })
    const signedIn = await signIn(knowledge)
    expect(signedIn.credential.kind).toBe('session')
    expect(signedIn.knowledge).toMatchObject({ transport: 'website', tokenFrom: null, functions: null })
    expect(passwords).toHaveLength(1)
  })

  it('is asked at token.php where its form has gone', async () => {
    const { signIn, passwords } = await start({ loginForm: 'none' })
    const { knowledge } = await signIn(byLaunch)
    expect(knowledge.tokenFrom).toBe('token.php')
    expect(passwords).toHaveLength(1)
  })

  it('is believed when it says how its students sign in, whatever one of them does', async () => {
    const { signIn } = await start({ typeOfLogin: 2 })
    expect((await signIn(known({ signIn: 'password' }))).knowledge.signIn).toBe('password')
    expect((await signIn(known({ signIn: 'browser' }))).knowledge.signIn).toBe('browser')
    expect((await signIn()).knowledge.signIn).toBe('browser')
  })
})
