import { Writable } from 'node:stream'
import {
  type Credential,
  type FileRequest,
  MoodleError,
  nothingKnown,
  type OpenedFile,
  type PastedSignInOptions,
  type Profile,
  type SignedIn,
  type SignInOptions,
} from '@spike/moodle'
import { createSealer, developmentKey, saveInstitution } from '@spike/store'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts'
import { createApp } from '../app.ts'
import type { AppDeps } from '../deps.ts'
import { createLifecycle } from '../lifecycle.ts'
import type { App } from '../openapi.ts'
import { createJobWatch } from '../progress/job-watch.ts'
import { createRecentReads } from '../progress/recent-reads.ts'
import type { ApiSettings } from '../settings.ts'
import { testApiSettings } from './test-api-settings.ts'

/** In every fixture's answers of Moodle: neither may turn up where a person, a log or a table in clear shows it. */
export const canary = { password: 'canary-password-7f3a', token: 'canary-token-91bc' } as const

export type FakeMoodle = AppDeps['moodle'] & {
  /** What `signIn` does next and from then on; the usual thing takes `canary.password` alone. */
  answer: (options: SignInOptions) => Promise<SignedIn>
  readonly calls: SignInOptions[]
  readonly pastes: PastedSignInOptions[]
  /** What `openFile` does next and from then on; there is no file before a test says one. */
  file: (request: FileRequest, credential: Credential) => Promise<OpenedFile>
}

export interface ApiFixture {
  readonly app: App
  readonly deps: AppDeps
  readonly database: TestDatabase
  readonly moodle: FakeMoodle
  /** Each line that was logged. */
  readonly logLines: string[]
  readonly clock: { now: Date }
  request(path: string, options?: FixtureRequest): Promise<Response>
  /** The same with other settings, over the same database, Moodle, clock and log. */
  withSettings(overrides: Partial<ApiSettings>): ApiFixture
  /** Signs a student in and gives the Cookie header of the session. */
  signIn(username?: string): Promise<{ cookie: string; userId: string; syncJobId: string | null }>
  close(): Promise<void>
}

export interface FixtureRequest {
  readonly method?: string
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const origin = 'http://localhost:3000'

export function signedInAs(username: string, profile: Partial<Profile> = {}): SignedIn {
  return {
    credential: { kind: 'token', token: canary.token },
    profile: {
      moodleUserId: [...username].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_003,
      username,
      fullName: `Student ${username}`,
      siteUrl: 'https://moodle.campus.example',
      siteName: 'Campus',
      release: '4.5.6',
      language: 'he',
      ...profile,
    },
    knowledge: { ...nothingKnown, transport: 'web_services', signIn: 'password' },
  }
}

/** The api on a database of its own, with a Moodle that knows every name and one password. */
export async function openApiFixture(overrides: Partial<ApiSettings> = {}): Promise<ApiFixture> {
  const database = await createTestDatabase()
  for (const id of ['campus', 'other']) {
    await saveInstitution(database.db, {
      id,
      name: { he: `קמפוס ${id}`, en: `The ${id} campus`, ar: `حرم ${id}` },
      url: `https://moodle.${id}.example`,
      isLocal: false,
    })
  }
  const clock = { now: new Date() }
  const logLines: string[] = []
  const log = new Writable({
    write(chunk, _encoding, done) {
      logLines.push(String(chunk))
      done()
    },
  })
  const logger = pino({ level: 'debug' }, log)
  return overDatabase({ database, clock, logLines, logger, moodle: createFakeMoodle() }, overrides)
}

function overDatabase(
  shared: Pick<ApiFixture, 'database' | 'clock' | 'logLines' | 'moodle'> & Pick<AppDeps, 'logger'>,
  overrides: Partial<ApiSettings>,
): ApiFixture {
  const { database, clock, moodle } = shared
  const settings = { ...testApiSettings, ...overrides }
  const deps: AppDeps = {
    database,
    moodle,
    sealer: createSealer([developmentKey]),
    logger: shared.logger,
    registry: new Registry(),
    now: () => clock.now,
    settings,
    webDir: '/nonexistent',
    // Nothing is trusted: no notification comes to a fixture that does not listen.
    recentReads: createRecentReads({ now: () => Number.POSITIVE_INFINITY }),
    jobWatch: createJobWatch({ maxWatchers: settings.maxWaiters }),
    lifecycle: createLifecycle(),
  }
  const app = createApp(deps)

  async function request(path: string, options: FixtureRequest = {}): Promise<Response> {
    const headers = new Headers({
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      ...options.headers,
    })
    if (options.cookie !== undefined) headers.set('cookie', options.cookie)
    const { body } = options
    if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
    return app.request(`${origin}${path}`, {
      method: options.method ?? (body === undefined ? 'GET' : 'POST'),
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  }

  return {
    app,
    deps,
    ...shared,
    request,
    withSettings: (others) => overDatabase(shared, others),
    async signIn(username = 'dana') {
      const answer = await request('/api/auth/login', { body: loginOf(username) })
      if (answer.status !== 200) throw new Error(`Signing in failed: ${await answer.text()}`)
      const { user, syncJobId } = (await answer.json()) as { user: { id: string }; syncJobId: string | null }
      return { cookie: cookieOf(answer), userId: user.id, syncJobId }
    },
    close: () => database.close(),
  }
}

export function loginOf(username: string, password: string = canary.password) {
  return { universityId: 'campus', username, password }
}

/** The Cookie header that a browser would send back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function createFakeMoodle(): FakeMoodle {
  const moodle: FakeMoodle = {
    calls: [],
    answer: (options) => Promise.resolve(signedInAs(options.username)),
    pastes: [],
    file: () => Promise.reject(new MoodleError('moodle.access_denied')),
    signIn(options) {
      moodle.calls.push(options)
      return moodle.answer(options)
    },
    makeLaunch({ url }) {
      const passport = crypto.randomUUID()
      return { url: `${url}/admin/tool/mobile/launch.php?passport=${passport}`, passport }
    },
    async signInByPaste(options) {
      moodle.pastes.push(options)
      const isLink = options.pasted === launchLinkOf(options.passport)
      if (!isLink && options.pasted !== canary.token) throw new MoodleError('auth.pasted_link_invalid')
      const { knowledge, ...signedIn } = signedInAs('pasted')
      return { ...signedIn, knowledge: { ...knowledge, signIn: 'browser' } }
    },
    openFile: (credential, request) => moodle.file(request, credential),
  }
  return moodle
}

/** What the fake's page shows after signing in there: it holds what the launch was made with. */
export const launchLinkOf = (passport: string) => `moodlemobile://token=${passport}:::${canary.token}`
