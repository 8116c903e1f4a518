import type { ErrorAnswer, ErrorCode } from '@spike/contract'
import { MoodleError, type MoodleErrorCode } from '@spike/moodle'
import {
  createSealer,
  developmentKey,
  readCredential,
  saveInstitution,
  setInstitutionEnabled,
} from '@spike/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ApiFixture,
  canary,
  cookieOf,
  loginOf,
  openApiFixture,
  signedInAs,
} from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())
beforeEach(async () => {
  fixture.moodle.answer = (options) => Promise.resolve(signedInAs(options.username))
  await fixture.database.db.deleteFrom('rate_limits').execute()
})

const codeOf = async (answer: Response) => ((await answer.json()) as ErrorAnswer).error.code

describe('signing in', () => {
  test('makes the user, the sealed credential, the session, the job and its place in the queue', async () => {
    const answer = await fixture.request('/api/auth/login', {
      body: loginOf('whole'),
      headers: { 'x-request-id': 'request-of-whole' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-request-id')).toBe('request-of-whole')
    const { user, syncJobId } = (await answer.json()) as { user: { id: string }; syncJobId: string }
    expect(user).toMatchObject({
      fullName: 'Student whole',
      username: 'whole',
      language: 'he',
      institution: { id: 'campus', name: { en: 'The campus campus' } },
    })
    const { db } = fixture.database
    const job = await db
      .selectFrom('sync_jobs')
      .selectAll()
      .where('id', '=', syncJobId)
      .executeTakeFirstOrThrow()
    expect(job).toMatchObject({
      user_id: user.id,
      trigger: 'sign_in',
      request_id: 'request-of-whole',
      max_tries: 3,
    })
    const queued = await sql<{ key: string }>`
      select key from graphile_worker.jobs where key like ${`${syncJobId}:%`}
    `.execute(db)
    expect(queued.rows).toHaveLength(1)
    const stored = await readCredential(db, createSealer([developmentKey]), user.id)
    expect(stored?.credential).toEqual({ kind: 'token', token: canary.token })
    const me = await fixture.request('/api/auth/me', { cookie: cookieOf(answer) })
    expect(await me.json()).toEqual({ user })
  })

  test('leaves nothing behind where one of its writes fails', async () => {
    const before = await fixture.database.db.selectFrom('users').select('id').execute()
    await sql`alter table sync_jobs add constraint broken check (max_tries <> 3) not valid`.execute(
      fixture.database.db,
    )
    try {
      const answer = await fixture.request('/api/auth/login', { body: loginOf('nothing') })
      expect(answer.status).toBe(500)
      expect(await fixture.database.db.selectFrom('users').select('id').execute()).toEqual(before)
    } finally {
      await sql`alter table sync_jobs drop constraint broken`.execute(fixture.database.db)
    }
  })

  test('twice at the same moment makes one job, and both get its id', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => fixture.request('/api/auth/login', { body: loginOf('twin') })),
    )
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { syncJobId: string }).syncJobId),
    )
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(new Set(ids).size).toBe(1)
  })

  test('gives a new session and ends the one the browser had', async () => {
    const first = await fixture.signIn('rotated')
    const again = await fixture.request('/api/auth/login', { body: loginOf('rotated'), cookie: first.cookie })
    expect(cookieOf(again)).not.toBe(first.cookie)
    expect((await fixture.request('/api/auth/me', { cookie: first.cookie })).status).toBe(401)
    expect((await fixture.request('/api/auth/me', { cookie: cookieOf(again) })).status).toBe(200)
  })

  test('keeps only the hash of the session id', async () => {
    const { cookie } = await fixture.signIn('hashed')
    const id = cookie.split('=')[1] ?? ''
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from sessions where encode(id_hash, 'escape') like ${`%${id}%`}) as found
    `.execute(fixture.database.db)
    expect(id).toHaveLength(43)
    expect(rows[0]?.found).toBe(false)
  })

  test('takes no control characters in names, and no id that cannot be one', async () => {
    const login = loginOf('control')
    for (const body of [
      { ...login, universityId: 'cam\u0000pus' },
      { ...login, universityId: 'Cam pus' },
      { ...login, username: 'con\u0000trol' },
      { ...login, username: 'con\ntrol' },
    ]) {
      const answer = await fixture.request('/api/auth/login', { body })
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'request.invalid'])
    }
    expect(fixture.moodle.calls.filter(({ username }) => username.startsWith('con\u0000'))).toEqual([])
  })

  test('limits an account however its name is spelt', async () => {
    fixture.moodle.answer = () => Promise.reject(new MoodleError('auth.invalid_credentials'))
    const spellings = ['Many.Names', 'many.names!', 'many .names', 'm\u00E9any.names', 'many.names']
    const codes = []
    for (const name of spellings) {
      codes.push(await codeOf(await fixture.request('/api/auth/login', { body: loginOf(name) })))
    }
    const wrong = 'auth.invalid_credentials'
    expect(codes).toEqual([wrong, wrong, wrong, 'auth.rate_limited', 'auth.rate_limited'])
    // Nothing of these is left for Moodle; they are apart all the same.
    for (const name of ['דנה', 'נועם', 'יעל', 'עדי']) {
      expect(await codeOf(await fixture.request('/api/auth/login', { body: loginOf(name) }))).toBe(wrong)
    }
  })

  const refusals: readonly (readonly [MoodleErrorCode, number])[] = [
    ['auth.invalid_credentials', 401],
    ['auth.account_suspended', 403],
    ['auth.password_change_required', 403],
    ['auth.site_setup_required', 403],
    ['moodle.unreachable', 502],
    ['moodle.unavailable', 502],
    ['moodle.unexpected_answer', 502],
    ['moodle.web_services_off', 501],
    ['moodle.rate_limited', 503],
    ['moodle.timeout', 504],
  ]
  test.each(refusals)('answers %s of Moodle with %i', async (code, status) => {
    fixture.moodle.answer = () => Promise.reject(new MoodleError(code))
    const answer = await fixture.request('/api/auth/login', {
      body: loginOf('refused'),
      headers: { 'accept-language': 'en' },
    })
    expect(answer.status).toBe(status)
    expect(answer.headers.getSetCookie()).toEqual([])
    const { error } = (await answer.json()) as ErrorAnswer
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^[A-Z].+\.$/)
    expect(error.requestId).toBe(answer.headers.get('x-request-id'))
  })

  test('passes on how long a site in maintenance asks to be left alone', async () => {
    fixture.moodle.answer = () =>
      Promise.reject(new MoodleError('moodle.maintenance', { retryAfterMs: 90_500 }))
    const answer = await fixture.request('/api/auth/login', { body: loginOf('patient') })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('91')
  })

  test('speaks the language that is asked for, else Hebrew', async () => {
    fixture.moodle.answer = () => Promise.reject(new MoodleError('auth.account_suspended'))
    const messageIn = async (language: string) => {
      const headers = { 'accept-language': language }
      const answer = await fixture.request('/api/auth/login', { body: loginOf('polyglot'), headers })
      return ((await answer.json()) as ErrorAnswer).error.message
    }
    expect(await messageIn('fr')).toMatch(/[א-ת]/)
    expect(await messageIn('ar-IL, en;q=0.5')).toMatch(/[؀-ۿ]/)
  })

  test('refuses a university that is not on the list, without asking any site', async () => {
    await setInstitutionEnabled(fixture.database.db, 'other', false)
    const asked = fixture.moodle.calls.length
    for (const universityId of ['nowhere', 'other']) {
      const answer = await fixture.request('/api/auth/login', { body: { ...loginOf('lost'), universityId } })
      expect([answer.status, await codeOf(answer)]).toEqual([
        400,
        'auth.institution_unknown' satisfies ErrorCode,
      ])
    }
    expect(fixture.moodle.calls).toHaveLength(asked)
    const listed = await fixture.request('/api/institutions')
    expect(await listed.json()).toMatchObject({ institutions: [{ id: 'campus' }] })
  })

  test('refuses a local site where there may be none, and does not list it', async () => {
    const local = { he: 'מקומי', en: 'Local', ar: 'محلي' }
    const url = 'http://127.0.0.1:9'
    await saveInstitution(fixture.database.db, { id: 'local', name: local, url, isLocal: true })
    const body = { ...loginOf('insider'), universityId: 'local' }
    const production = fixture.withSettings({ allowLocalSites: false })
    const asked = fixture.moodle.calls.length
    const refused = await production.request('/api/auth/login', { body })
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'auth.institution_unknown'])
    expect(fixture.moodle.calls).toHaveLength(asked)
    expect(await (await production.request('/api/institutions')).text()).not.toContain('local')
    expect(await (await fixture.request('/api/institutions')).text()).toContain('local')
    expect((await fixture.request('/api/auth/login', { body })).status).toBe(200)
  })

  test('says which fields are missing', async () => {
    const answer = await fixture.request('/api/auth/login', {
      body: { universityId: 'campus', username: '  ' },
    })
    const { error } = (await answer.json()) as ErrorAnswer
    expect([answer.status, error.code]).toEqual([400, 'request.invalid'])
    expect(error.fields?.map((field) => field.path)).toEqual(['username', 'password'])
  })
})

test('a sign-in that takes too long is a timeout of Moodle', async () => {
  const impatient = await openApiFixture({ signInTimeoutMs: 20 })
  try {
    impatient.moodle.answer = ({ signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      )
    const answer = await impatient.request('/api/auth/login', { body: loginOf('slow') })
    expect([answer.status, await codeOf(answer)]).toEqual([504, 'moodle.timeout'])
  } finally {
    await impatient.close()
  }
})

test('with AUTO_SYNC_ENABLED=false a sign-in makes no job, but names one that is active', async () => {
  const manual = fixture.withSettings({ autoSyncEnabled: false })
  const { cookie, syncJobId } = await manual.signIn('manual')
  expect(syncJobId).toBeNull()
  const started = await manual.request('/api/sync', { method: 'POST', cookie })
  const { jobId } = (await started.json()) as { jobId: string }
  expect((await manual.signIn('manual')).syncJobId).toBe(jobId)
})

describe('the session cookie', () => {
  test('on plain http at loopback has a plain name and is not Secure', async () => {
    const answer = await fixture.request('/api/auth/login', { body: loginOf('plain') })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^spike=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test.each([
    ['a public address on https', { publicUrl: new URL('https://spike.example') }, {}],
    ['a trusted proxy that speaks https', { trustedProxies: 1 }, { 'x-forwarded-proto': 'https' }],
    ['a host that is not this machine', {}, { host: '192.0.2.7:3000' }],
  ])('with %s is a Secure __Host- one', async (_case, settings, headers: Record<string, string>) => {
    const secure = fixture.withSettings(settings)
    const answer = await secure.request('/api/auth/login', { body: loginOf('secure'), headers })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-spike=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const me = await secure.request('/api/auth/me', { cookie: cookieOf(answer), headers })
    expect(me.status).toBe(200)
  })
})

describe('a session', () => {
  const dayMs = 24 * 60 * 60_000
  const statusAfter = async (cookie: string, ms: number) => {
    fixture.clock.now = new Date(fixture.clock.now.getTime() + ms)
    return (await fixture.request('/api/auth/me', { cookie })).status
  }

  test('ends when it was idle for too long', async () => {
    const { cookie } = await fixture.signIn('idle')
    expect(await statusAfter(cookie, 6 * dayMs)).toBe(200)
    expect(await statusAfter(cookie, 6 * dayMs)).toBe(200)
    expect(await statusAfter(cookie, 8 * dayMs)).toBe(401)
  })

  test('ends after its longest time, however often it is used', async () => {
    const { cookie } = await fixture.signIn('busy')
    for (let day = 0; day < 25; day += 5) expect(await statusAfter(cookie, 5 * dayMs)).toBe(200)
    expect(await statusAfter(cookie, 6 * dayMs)).toBe(401)
  })

  test('is noted as seen at most once a minute', async () => {
    const { cookie, userId } = await fixture.signIn('seen')
    const seenAt = async () =>
      (
        await fixture.database.db
          .selectFrom('sessions')
          .select('seen_at')
          .where('user_id', '=', userId)
          .executeTakeFirstOrThrow()
      ).seen_at.getTime()
    const signedInAt = await seenAt()
    await statusAfter(cookie, 59_000)
    expect(await seenAt()).toBe(signedInAt)
    await statusAfter(cookie, 2000)
    expect(await seenAt()).toBe(signedInAt + 61_000)
  })

  test('ends when signing out, which may be done twice', async () => {
    const { cookie } = await fixture.signIn('leaving')
    const out = await fixture.request('/api/auth/logout', { method: 'POST', cookie })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toMatch(/^spike=; Max-Age=0; /)
    expect(out.headers.get('clear-site-data')).toBe('"cache"')
    expect((await fixture.request('/api/auth/me', { cookie })).status).toBe(401)
    expect((await fixture.request('/api/auth/logout', { method: 'POST', cookie })).status).toBe(204)
    expect((await fixture.request('/api/auth/logout', { method: 'POST' })).status).toBe(204)
  })
})

test('neither password nor token turns up in an answer, a log line or a table in clear', async () => {
  const right = await fixture.request('/api/auth/login', { body: loginOf('secret') })
  fixture.moodle.answer = () => Promise.reject(new MoodleError('auth.invalid_credentials'))
  const wrong = await fixture.request('/api/auth/login', { body: loginOf('secret2') })
  fixture.moodle.answer = () => Promise.reject(new Error('broken', { cause: new Error('deeper') }))
  const broken = await fixture.request('/api/auth/login', { body: loginOf('secret3') })
  const malformed = await fixture.request('/api/auth/login', { body: `{"password":"${canary.password}"` })
  expect([right, wrong, broken, malformed].map((answer) => answer.status)).toEqual([200, 401, 500, 400])
  const seen = [
    ...(await Promise.all([right, wrong, broken, malformed].map((answer) => answer.text()))),
    ...fixture.logLines,
    ...(await dumpTables()),
  ].join('\n')
  expect(seen).toContain('secret')
  expect(seen).not.toContain(canary.password)
  expect(seen).not.toContain(canary.token)
  expect(seen).not.toContain(cookieOf(right).split('=')[1])
})

async function dumpTables(): Promise<string[]> {
  const { db } = fixture.database
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'
  `.execute(db)
  const dumps = tables.rows.map(({ name }) =>
    sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(db),
  )
  return (await Promise.all(dumps)).flatMap(({ rows }) => rows.map((row) => row.text))
}
