import { isDeepStrictEqual } from 'node:util'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Credential, type Moodle, MoodleError, type SiteAddress, createMoodle } from '@spike/moodle'
import { type Played, playRecordings } from './play-recordings.ts'
import type { Understanding } from './understand.ts'

/** Several recordings that Spike meets one after another, played to what production asks them with. */
interface Exchange {
  readonly name: string
  /** How requests begin, each with the recording that answers it, under the folder of one site. */
  readonly script: readonly (readonly [asked: string, recording: string])[]
  readonly run: (moodle: Moodle, site: SiteAddress) => Promise<unknown>
  readonly expected: unknown
}

const timeoutMs = 5_000
const options = (site: SiteAddress) => ({
  site,
  signal: AbortSignal.timeout(timeoutMs),
  requestTimeoutMs: timeoutMs,
  knowledge: null,
})

const loginPage = 'GET /login/index.php'
const loginPost = 'POST /login/index.php'
const config = 'POST /lib/ajax/service-nologin.php'
const tokenCheck = 'GET /login/token.php?appsitecheck=1'

async function probe(moodle: Moodle, site: SiteAddress) {
  const {
    webServices,
    mobileService,
    signIn,
    tokenPage: givesTokens,
    loginForm,
  } = await moodle.probe(options(site))
  return { webServices, mobileService, signIn, givesTokens, loginForm }
}
const open = {
  webServices: true,
  mobileService: true,
  signIn: 'password',
  givesTokens: true,
  loginForm: true,
}
const probed = (name: string, state: string | null, expected: object): Exchange => ({
  name,
  script: [
    [config, state ? `ws/${state}.public-config.txt` : 'ws/tool_mobile_get_public_config.nologin-ajax.json'],
    [tokenCheck, state ? `ws/${state}.appsitecheck.txt` : 'ws/token.appsitecheck.json'],
    [loginPage, 'web/login-page.html'],
  ],
  run: probe,
  expected,
})

async function signInByPassword(moodle: Moodle, site: SiteAddress) {
  const { credential, profile } = await moodle.signIn({ ...options(site), username: 's', password: 'p' })
  const cookies = credential.kind === 'session' ? Object.keys(credential.cookies) : []
  return {
    kind: credential.kind,
    hasSession: cookies.includes('MoodleSession'),
    named: profile.fullName !== '',
  }
}
const signedIn = { kind: 'session', hasSession: true, named: true }
const rightPassword = [
  [loginPost, 'web/login-post-response.txt'],
  [`${loginPage}?testsession=`, 'web/login-testsession-redirect.txt'],
  ['GET /user/profile.php', 'web/user-profile.html'],
] as const
const wrongPassword = (name: string, post: string, page: string): Exchange => ({
  name,
  script: [
    [loginPage, 'web/login-page.html'],
    [loginPage, page],
    [loginPost, post],
  ],
  run: signInByPassword,
  expected: 'auth.invalid_credentials',
})

const session: Credential = { kind: 'session', cookies: { MoodleSession: 'session' } }
const token: Credential = { kind: 'token', token: '0'.repeat(32) }
const openFile =
  (
    credential: Credential,
    path: string,
    conditions: { readonly range?: string; readonly ifNoneMatch?: string } = {},
  ) =>
  async (moodle: Moodle, site: SiteAddress) => {
    const file = await moodle.openFile(credential, {
      site,
      url: `${site.url}${path}`,
      signal: AbortSignal.timeout(timeoutMs),
      timeoutMs,
      maxBytes: 10 ** 9,
      ...conditions,
    })
    file.body?.destroy()
    return { status: file.status, named: file.fileName !== null, tagged: file.etag !== null }
  }
const whole = { status: 200, named: true, tagged: true }
const sentOn = (recording: string): Exchange => ({
  name: `opens a file by its activity: ${recording}`,
  script: [
    ['GET /mod/resource/view.php?id=5&redirect=1', `web/${recording}`],
    ['GET /pluginfile.php/', 'web/pluginfile.headers.txt'],
  ],
  run: openFile(session, '/mod/resource/view.php?id=5'),
  expected: whole,
})
const filePath = '/webservice/pluginfile.php/5/mod_resource/content/0/a.pdf'
const byToken = (
  recording: string,
  expected: object,
  conditions: Parameters<typeof openFile>[2] = {},
): Exchange => ({
  name: `opens a file with a token: ${recording}`,
  script: [[`POST ${filePath}`, `ws/${recording}`]],
  run: openFile(token, filePath, conditions),
  expected,
})

export const exchanges: readonly Exchange[] = [
  probed('asks what a site allows', null, open),
  probed('asks what a site allows, one without web services', 'disabled.webservices-off', {
    ...open,
    webServices: false,
    givesTokens: false,
  }),
  // Neither says it of itself: found only by a call, see the recordings of `rest`.
  probed('asks what a site allows, one without the mobile service', 'disabled.mobile-service-off', open),
  probed('asks what a site allows, one without the REST protocol', 'disabled.rest-protocol-off', open),
  {
    name: 'signs in by the form',
    script: [...rightPassword, [loginPage, 'web/login-page.html']],
    run: signInByPassword,
    expected: signedIn,
  },
  {
    name: 'signs in where the login page first sends on to itself',
    script: [
      ...rightPassword,
      [loginPage, 'web/session-timedout-login-page.html'],
      [loginPage, 'web/login-page.html'],
    ],
    run: signInByPassword,
    expected: signedIn,
  },
  wrongPassword(
    'is refused with a wrong password',
    'web/failed-login-post-response.txt',
    'web/failed-login-page-after-redirect.html',
  ),
  wrongPassword(
    'is refused as one who is suspended',
    'web/failed-login-suspended-post.txt',
    'web/failed-login-suspended-page.html',
  ),
  wrongPassword(
    'is refused without the token of the form',
    'web/login-post-without-logintoken.txt',
    'web/failed-login-page-after-redirect.html',
  ),
  ...[
    'resource-display0-view.txt',
    'resource-display1-view.redirect1.txt',
    'resource-display4-view.txt',
    'resource-display5-view.txt',
    'resource-display6-view.redirect1.txt',
  ].map(sentOn),
  {
    name: 'is sent back from a file that is locked',
    script: [['GET /mod/resource/view.php?id=5&redirect=1', 'web/restricted-view.txt']],
    run: openFile(session, '/mod/resource/view.php?id=5'),
    expected: 'moodle.access_denied',
  },
  ...[
    { recording: 'range', status: 206, conditions: { range: 'bytes=0-99' } },
    { recording: 'if-none-match', status: 304, conditions: { ifNoneMatch: '"x"' } },
  ].map(({ recording, status, conditions }): Exchange => ({
    name: `opens a file of the website: ${recording}`,
    script: [['GET /pluginfile.php/', `web/pluginfile.${recording}.headers.txt`]],
    run: openFile(session, '/pluginfile.php/5/mod_resource/content/0/a.pdf', conditions),
    expected: { ...whole, status },
  })),
  byToken('webservice-pluginfile.headers.txt', whole),
  byToken('webservice-pluginfile.range.headers.txt', { ...whole, status: 206 }, { range: 'bytes=0-99' }),
  byToken(
    'webservice-pluginfile.if-none-match.headers.txt',
    { ...whole, status: 304 },
    { ifNoneMatch: '"x"' },
  ),
]

/** The recordings that are played. */
export const playedFiles: ReadonlySet<string> = new Set(
  exchanges.flatMap(({ script }) => script.map(([, recording]) => recording.replace(/^\w+\//, ''))),
)

/** Plays one exchange with the recordings of one site's folder. */
export async function playExchange(folder: string, exchange: Exchange): Promise<Understanding> {
  // Where token.php is not there, the form is next.
  const script: Played[] = []
  for (const [asked, recording] of exchange.script)
    script.push({ asked, recording: await readFile(join(folder, recording), 'utf8') })
  await using played = await playRecordings(script)
  const moodle = createMoodle({ delay: async () => {} })
  try {
    const site = { institutionId: 'played', url: played.url, local: true }
    const result = await exchange.run(moodle, site).catch((error: unknown) => {
      if (error instanceof MoodleError) return error.code
      throw error
    })
    const says = `${exchange.name}: ${JSON.stringify(result)}`
    const unasked = played.unasked.map(({ asked }) => asked)
    if (unasked.length > 0)
      return { passed: false, says: `${says}, and never asked for ${unasked.join(', ')}` }
    const passed = isDeepStrictEqual(result, exchange.expected)
    return { passed, says: passed ? says : `${says} instead of ${JSON.stringify(exchange.expected)}` }
  } finally {
    await moodle.close()
  }
}
