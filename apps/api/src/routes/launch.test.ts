import type { ErrorAnswer } from '@spike/contract'
import { MoodleError, nothingKnown, readSiteKnowledge } from '@spike/moodle'
import {
  createSealer,
  developmentKey,
  readCredential,
  readInstitution,
  setInstitutionEnabled,
} from '@spike/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  type ApiFixture,
  canary,
  cookieOf,
  launchLinkOf,
  loginOf,
  openApiFixture,
} from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())
beforeEach(async () => {
  await fixture.database.db.deleteFrom('rate_limits').execute()
})

const codeOf = async (answer: Response) => ((await answer.json()) as ErrorAnswer).error.code
const minuteMs = 60_000

async function launch(universityId = 'campus') {
  const answer = await fixture.request('/api/auth/launch', { body: { universityId } })
  expect(answer.status).toBe(201)
  const { url } = (await answer.json()) as { url: string }
  return { answer, url, cookie: cookieOf(answer), passport: new URL(url).searchParams.get('passport')! }
}

const finish = (pasted: string, cookie?: string, universityId = 'campus') =>
  fixture.request('/api/auth/launch/finish', {
    body: { universityId, pasted },
    ...(cookie !== undefined && { cookie }),
  })

async function lastPassport() {
  await finish(canary.token)
  return fixture.moodle.pastes.at(-1)!.passport
}

test('a launch gives the address of the university’s page, and a cookie that scripts cannot read', async () => {
  const { answer, url, cookie } = await launch()
  expect(url).toMatch(/^https:\/\/moodle\.campus\.example\/admin\/tool\/mobile\/launch\.php\?passport=/)
  expect(answer.headers.get('set-cookie')).toMatch(
    /^spike-launch=[\w-]{43}; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from launches l where l::text like ${`%${cookie.split('=')[1]}%`}) as found
  `.execute(fixture.database.db)
  expect(rows[0]?.found).toBe(false)
})

test('the pasted link signs in as a password does: user, sealed credential, session, job', async () => {
  const { cookie, passport } = await launch()
  const answer = await finish(`  ${launchLinkOf(passport)}\n`, cookie)
  expect(answer.status).toBe(200)
  const { user, syncJobId } = (await answer.json()) as { user: { id: string }; syncJobId: string }
  expect(user).toMatchObject({ username: 'pasted', institution: { id: 'campus' } })
  const { db } = fixture.database
  const stored = await readCredential(db, createSealer([developmentKey]), user.id)
  expect(stored?.credential).toEqual({ kind: 'token', token: canary.token })
  const job = await db
    .selectFrom('sync_jobs')
    .select(['user_id', 'trigger'])
    .where('id', '=', syncJobId)
    .executeTakeFirstOrThrow()
  expect(job).toEqual({ user_id: user.id, trigger: 'sign_in' })
  const cookies = answer.headers.getSetCookie()
  expect(cookies).toContainEqual(expect.stringMatching(/^spike-launch=; Max-Age=0; /))
  const session = cookies.find((text) => text.startsWith('spike='))!.split(';')[0]!
  expect((await fixture.request('/api/auth/me', { cookie: session })).status).toBe(200)
})

test('what signing in learnt of the site is kept, and the list says how to sign in there', async () => {
  const { cookie, passport } = await launch()
  await finish(launchLinkOf(passport), cookie)
  const institution = await readInstitution(fixture.database.db, 'campus')
  expect(readSiteKnowledge(institution?.knowledge)).toMatchObject({ signIn: 'browser' })
  const listed = await fixture.request('/api/institutions')
  expect(await listed.json()).toMatchObject({
    institutions: [
      { id: 'campus', signIn: 'browser' },
      { id: 'other', signIn: 'password' },
    ],
  })
  await fixture.signIn('knower')
  expect(fixture.moodle.calls.at(-1)?.knowledge).toMatchObject({ signIn: 'browser' })
  const after = await readInstitution(fixture.database.db, 'campus')
  expect(readSiteKnowledge(after?.knowledge)).toEqual({
    ...nothingKnown,
    transport: 'web_services',
    signIn: 'password',
  })
})

test('a site that wants a browser is remembered as such, and the password counts as a wrong one', async () => {
  const usual = fixture.moodle.answer
  const refusal = new MoodleError('auth.invalid_credentials')
  fixture.moodle.answer = () =>
    Promise.reject(new MoodleError('auth.browser_sign_in_required', { cause: refusal }))
  try {
    const codes = []
    for (let tries = 0; tries < 4; tries++) {
      codes.push(await codeOf(await fixture.request('/api/auth/login', { body: loginOf('browser') })))
    }
    const code = 'auth.browser_sign_in_required'
    expect(codes).toEqual([code, code, code, 'auth.rate_limited'])
  } finally {
    fixture.moodle.answer = usual
  }
  const institution = await readInstitution(fixture.database.db, 'campus')
  // What was known besides stays.
  expect(readSiteKnowledge(institution?.knowledge)).toMatchObject({
    signIn: 'browser',
    transport: 'web_services',
  })
})

test('a form that could not be filled this once says nothing of the whole university', async () => {
  await fixture.database.db.updateTable('institutions').set({ knowledge: '{}' }).execute()
  const usual = fixture.moodle.answer
  fixture.moodle.answer = () =>
    Promise.reject(new MoodleError('auth.browser_sign_in_required', { detail: 'captcha' }))
  try {
    expect(await codeOf(await fixture.request('/api/auth/login', { body: loginOf('captcha') }))).toBe(
      'auth.browser_sign_in_required',
    )
  } finally {
    fixture.moodle.answer = usual
  }
  const institution = await readInstitution(fixture.database.db, 'campus')
  expect(readSiteKnowledge(institution?.knowledge)?.signIn ?? null).toBeNull()
})

test('a launch signs in once', async () => {
  const { cookie, passport } = await launch()
  expect((await finish(launchLinkOf(passport), cookie)).status).toBe(200)
  const again = await finish(launchLinkOf(passport), cookie)
  expect([again.status, await codeOf(again)]).toEqual([400, 'auth.pasted_link_invalid'])
})

test('at the same moment too, it signs in once', async () => {
  const { cookie, passport } = await launch()
  const answers = await Promise.all([1, 2, 3].map(() => finish(launchLinkOf(passport), cookie)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400])
})

test('a wrong paste leaves the launch as it is: the right one still signs in', async () => {
  const { cookie, passport } = await launch()
  expect(await codeOf(await finish('moodlemobile://token=something-else', cookie))).toBe(
    'auth.pasted_link_invalid',
  )
  expect((await finish(launchLinkOf(passport), cookie)).status).toBe(200)
})

test('a link is refused without its launch: in another browser, at another university, after half an hour', async () => {
  const { cookie, passport } = await launch()
  const link = launchLinkOf(passport)
  const other = await launch('other')
  const answers = [await finish(link), await finish(link, other.cookie), await finish(link, cookie, 'other')]
  fixture.clock.now = new Date(fixture.clock.now.getTime() + 31 * minuteMs)
  answers.push(await finish(link, cookie))
  for (const answer of answers) {
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'auth.pasted_link_invalid'])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})

test('nobody can know the passport that stands for no launch', async () => {
  const [one, two] = [await lastPassport(), await lastPassport()]
  expect(one).not.toBe(two)
  expect(one.length).toBeGreaterThan(30)
})

test('a token pasted by hand signs in without a launch', async () => {
  expect((await finish(canary.token)).status).toBe(200)
})

test('a token that the site refuses is answered as a wrong paste, and guesses come to an end', async () => {
  const usual = fixture.moodle.signInByPaste
  const asked: string[] = []
  fixture.moodle.signInByPaste = ({ pasted }) => {
    asked.push(pasted)
    return Promise.reject(new MoodleError('moodle.token_invalid'))
  }
  try {
    const first = await finish('guess')
    expect([first.status, await codeOf(first)]).toEqual([400, 'auth.pasted_link_invalid'])
    for (let guess = 1; guess < 100; guess++) await finish('guess')
    const late = await finish('guess')
    expect([late.status, await codeOf(late)]).toEqual([429, 'auth.rate_limited'])
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(asked).toHaveLength(100)
  } finally {
    fixture.moodle.signInByPaste = usual
  }
})

test('a site that is away costs the student no try', async () => {
  const usual = fixture.moodle.signInByPaste
  fixture.moodle.signInByPaste = () => Promise.reject(new MoodleError('moodle.unreachable'))
  const { cookie, passport } = await launch()
  try {
    expect(await codeOf(await finish(launchLinkOf(passport), cookie))).toBe('moodle.unreachable')
  } finally {
    fixture.moodle.signInByPaste = usual
  }
  const { rows } = await sql<{ points: number }>`
    select points from rate_limits where key like 'student-paste:%'
  `.execute(fixture.database.db)
  expect(rows).toEqual([{ points: 0 }])
  expect((await finish(launchLinkOf(passport), cookie)).status).toBe(200)
})

test('launches of one address come to an end as well', async () => {
  await launch()
  await sql`update rate_limits set points = 300 where key like 'student-launch:%'`.execute(
    fixture.database.db,
  )
  const answer = await fixture.request('/api/auth/launch', { body: { universityId: 'campus' } })
  expect([answer.status, await codeOf(answer)]).toEqual([429, 'auth.rate_limited'])
})

test('a university that is not on the list, and another site’s page, get nowhere', async () => {
  await setInstitutionEnabled(fixture.database.db, 'other', false)
  for (const universityId of ['nowhere', 'other']) {
    const begun = await fixture.request('/api/auth/launch', { body: { universityId } })
    expect(await codeOf(begun)).toBe('auth.institution_unknown')
    expect(await codeOf(await finish(canary.token, undefined, universityId))).toBe('auth.institution_unknown')
  }
  await setInstitutionEnabled(fixture.database.db, 'other', true)
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
  for (const [path, body] of [
    ['/api/auth/launch', { universityId: 'campus' }],
    ['/api/auth/launch/finish', { universityId: 'campus', pasted: canary.token }],
  ] as const) {
    expect(await codeOf(await fixture.request(path, { body, headers }))).toBe('auth.origin_refused')
  }
})

test('neither what was pasted nor the token in it turns up in an answer, a log line or a table in clear', async () => {
  const { cookie, passport } = await launch()
  const link = launchLinkOf(passport)
  const answers = [
    await finish(`${link}x`, cookie),
    await finish(link.repeat(100), cookie),
    await finish(link, cookie),
    await fixture.request('/api/auth/launch/finish', { body: `{"pasted":"${link}"` }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 200, 400])
  const { rows } = await sql<{ text: string }>`
    select l::text as text from launches l union all select c::text from credentials c
    union all select i::text from institutions i union all select r::text from rate_limits r
  `.execute(fixture.database.db)
  const seen = [
    ...(await Promise.all(answers.map((answer) => answer.text()))),
    ...fixture.logLines,
    ...rows.map(({ text }) => text),
  ].join('\n')
  expect(seen).toContain('auth.pasted_link_invalid')
  expect(seen).not.toContain(canary.token)
  expect(seen).not.toContain('moodlemobile')
})
