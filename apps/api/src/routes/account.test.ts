import { randomUUID } from 'node:crypto'
import {
  accountSyncsAnswerSchema,
  type Device,
  devicesAnswerSchema,
  type ErrorAnswer,
  type LoginAnswer,
  meAnswerSchema,
} from '@spike/contract'
import { claimSyncJob, endSyncJob } from '@spike/store'
import { enqueueSync } from '@spike/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiFixture, cookieOf, loginOf, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'

async function signInFrom(userAgent: string, username: string): Promise<string> {
  const answer = await fixture.request('/api/auth/login', {
    body: loginOf(username),
    headers: { 'user-agent': userAgent },
  })
  expect(answer.status).toBe(200)
  return cookieOf(answer)
}

const codeOf = async (answer: Response) => ((await answer.json()) as ErrorAnswer).error.code
const me = async (cookie: string) =>
  meAnswerSchema.parse(await (await fixture.request('/api/auth/me', { cookie })).json()).user

describe('language and theme', () => {
  const patch = (cookie: string, body: unknown) =>
    fixture.request('/api/account', { method: 'PATCH', cookie, body })

  test('are the Moodle language and the system theme until the student chooses', async () => {
    const { cookie } = await fixture.signIn('settled')
    expect(await me(cookie)).toMatchObject({ language: 'he', languageChosen: false, theme: 'system' })
    const answer = await patch(cookie, { theme: 'dark' })
    expect(meAnswerSchema.parse(await answer.json()).user).toMatchObject({
      languageChosen: false,
      theme: 'dark',
    })
    await patch(cookie, { language: 'ar' })
    expect(await me(cookie)).toMatchObject({ language: 'ar', languageChosen: true, theme: 'dark' })
  })

  test('that were chosen are kept at the next sign-in, whatever Moodle says, and told at once', async () => {
    await patch((await fixture.signIn('keeper')).cookie, { language: 'en', theme: 'light' })
    const answer = await fixture.request('/api/auth/login', { body: loginOf('keeper') })
    const { user } = (await answer.json()) as LoginAnswer
    expect(user).toMatchObject({ language: 'en', languageChosen: true, theme: 'light' })
  })

  test.each([{}, { language: 'fr' }, { theme: 'blue' }, { theme: 'dark', role: 'admin' }, 'dark'])(
    'are no other than there are: %j is refused',
    async (body) => {
      const { cookie } = await fixture.signIn('strict')
      const answer = await patch(cookie, JSON.stringify(body))
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'request.invalid'])
    },
  )
})

describe('the last syncs', () => {
  async function endJob(jobId: string, end: { failed: boolean }) {
    const { db } = fixture.database
    const claimed = await claimSyncJob(db, { jobId, workerId: 'worker-1' })
    if (!claimed) throw new Error('The job could not be claimed')
    const spent = { moodleRequests: 1, activeMs: 5, tries: 1 }
    const unread = { moodleId: 7, name: 'Physics', code: 'moodle.timeout' as const }
    await endSyncJob(
      db,
      claimed,
      end.failed
        ? { status: 'failed', errorCode: 'moodle.maintenance', ...spent }
        : { status: 'completed', partial: true, data: { unreadCourses: [unread] }, ...spent },
    )
  }
  const enqueue = async (userId: string, trigger: 'manual' | 'opened') => {
    const job = { userId, institutionId: 'campus', trigger, requestId: null, maxTries: 3 }
    return (await enqueueSync(fixture.database.db, job)).jobId
  }

  test('come the newest first, with how they ended in words; reading what was opened is none', async () => {
    const { db } = fixture.database
    const { cookie, userId, syncJobId } = await fixture.signIn('synced')
    await endJob(syncJobId ?? '', { failed: true })
    const second = await enqueue(userId, 'manual')
    await db
      .insertInto('changes')
      .values({
        user_id: userId,
        job_id: second,
        kind: 'new',
        subject: 'course',
        title: 'Physics',
        fields: '[]',
      })
      .execute()
    await endJob(second, { failed: false })
    await endJob(await enqueue(userId, 'opened'), { failed: false })
    await enqueue((await fixture.signIn('somebody')).userId, 'manual')

    const answer = await fixture.request('/api/account/syncs', {
      cookie,
      headers: { 'accept-language': 'en' },
    })
    const { syncs } = accountSyncsAnswerSchema.parse(await answer.json())
    expect(syncs).toMatchObject([
      {
        jobId: second,
        trigger: 'manual',
        state: 'partial',
        error: null,
        unreadCourseCount: 1,
        changeCount: 1,
      },
      {
        jobId: syncJobId,
        trigger: 'sign_in',
        state: 'failed',
        error: {
          code: 'moodle.maintenance',
          message: expect.stringContaining('maintenance'),
          retryable: true,
        },
        changeCount: 0,
      },
    ])
    expect(syncs[0]?.finishedAt).not.toBeNull()
  })

  test('are twenty at most', async () => {
    const { cookie, userId } = await fixture.signIn('often')
    const ended = Array.from({ length: 25 }, () => ({
      user_id: userId,
      institution_id: 'campus',
      trigger: 'schedule' as const,
      max_tries: 3,
      status: 'cancelled' as const,
      finished_at: new Date(),
    }))
    await fixture.database.db.insertInto('sync_jobs').values(ended).execute()
    const answer = await fixture.request('/api/account/syncs', { cookie })
    expect(accountSyncsAnswerSchema.parse(await answer.json()).syncs).toHaveLength(20)
  })
})

describe('devices', () => {
  const list = async (cookie: string): Promise<Device[]> => {
    const answer = await fixture.request('/api/account/devices', { cookie })
    return devicesAnswerSchema.parse(await answer.json()).devices
  }
  const signOut = (cookie: string, id: string) =>
    fixture.request(`/api/account/devices/${id}`, { method: 'DELETE', cookie })

  test('are told by what their browsers call themselves, this one first', async () => {
    const phone = await signInFrom(iphone, 'mobile')
    const desk = await signInFrom(firefox, 'mobile')
    await signInFrom(firefox, 'neighbour')
    expect(await list(phone)).toMatchObject([
      { browser: 'Safari 18', system: 'iOS 18', kind: 'phone', current: true },
      { browser: 'Firefox 145', system: 'Linux', kind: 'desktop', current: false },
    ])
    expect((await list(desk)).map(({ current }) => current)).toEqual([true, false])
  })

  test('that were not seen for long, or are past their time, are signed out by themselves', async () => {
    const cookie = await signInFrom(firefox, 'idle')
    await signInFrom(iphone, 'idle')
    const { db } = fixture.database
    const { settings } = fixture.deps
    const unseen = new Date(fixture.clock.now.getTime() - settings.sessionIdleMs - 1)
    await db.updateTable('sessions').set({ seen_at: unseen }).where('browser', '=', 'Safari 18').execute()
    expect(await list(cookie)).toHaveLength(1)
  })

  test('are signed out one by one, by their owner alone', async () => {
    const here = await signInFrom(firefox, 'owner')
    const there = await signInFrom(iphone, 'owner')
    const [, other] = await list(here)
    const stranger = await signInFrom(firefox, 'stranger')
    for (const [cookie, id] of [
      [stranger, other?.id ?? ''],
      [here, randomUUID()],
      [here, 'none'],
    ] as const) {
      const answer = await signOut(cookie, id)
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'request.not_found'])
    }
    expect((await signOut(here, other?.id ?? '')).status).toBe(204)
    expect((await fixture.request('/api/auth/me', { cookie: there })).status).toBe(401)
    expect(await list(here)).toHaveLength(1)
  })

  test('that asks and signs itself out loses its cookie', async () => {
    const cookie = await signInFrom(firefox, 'leaver')
    const [own] = await list(cookie)
    const answer = await signOut(cookie, own?.id ?? '')
    expect(answer.headers.get('set-cookie')).toMatch(/^spike=;.*Max-Age=0/)
    expect(answer.headers.get('clear-site-data')).toBe('"cache"')
    expect((await fixture.request('/api/auth/me', { cookie })).status).toBe(401)
  })

  test('are signed out all but the one that asks', async () => {
    const here = await signInFrom(firefox, 'many')
    const others = [await signInFrom(iphone, 'many'), await signInFrom(iphone, 'many')]
    const stranger = await signInFrom(firefox, 'stranger')
    const answer = await fixture.request('/api/account/devices/sign-out-others', {
      method: 'POST',
      cookie: here,
    })
    expect(await answer.json()).toEqual({ signedOut: 2 })
    for (const cookie of others) {
      expect((await fixture.request('/api/auth/me', { cookie })).status).toBe(401)
    }
    for (const cookie of [here, stranger]) {
      expect((await fixture.request('/api/auth/me', { cookie })).status).toBe(200)
    }
  })
})

describe('deleting the account', () => {
  const destroy = (cookie: string, confirm: string, of = fixture) =>
    of.request('/api/account', { method: 'DELETE', cookie, body: { confirm } })

  test('asks for the name, and does nothing without it', async () => {
    const { cookie } = await fixture.signIn('careful')
    const answer = await destroy(cookie, 'somebody')
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'request.invalid'])
    expect((await me(cookie)).username).toBe('careful')
  })

  test('signs out at once; signing in again is another account', async () => {
    const { cookie, userId } = await fixture.signIn('fresh')
    const answer = await destroy(cookie, ' FRESH ')
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toMatch(/^spike=;.*Max-Age=0/)
    expect((await fixture.request('/api/auth/me', { cookie })).status).toBe(401)
    const again = await fixture.signIn('fresh')
    expect(again.userId).not.toBe(userId)
  })

  test.each([
    [' spaced  out ', 'spaced out'],
    ['a'.repeat(101), 'a'.repeat(101)],
    ['', 'Student nameless'],
  ])('can be done by who is called %j', async (username, written) => {
    const { cookie, userId } = await fixture.signIn('nameless')
    const { db } = fixture.database
    const named = { username, full_name: 'Student nameless' }
    await db.updateTable('users').set(named).where('id', '=', userId).execute()
    expect((await destroy(cookie, 'somebody')).status).toBe(400)
    expect((await destroy(cookie, written)).status).toBe(204)
  })

  test('is done five times a day at most', async () => {
    for (let time = 1; time <= 5; time += 1) {
      const { cookie } = await fixture.signIn('again')
      expect((await destroy(cookie, 'again')).status).toBe(204)
    }
    const { cookie } = await fixture.signIn('again')
    const answer = await destroy(cookie, 'again')
    expect([answer.status, await codeOf(answer)]).toEqual([429, 'request.rate_limited'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await me(cookie)).username).toBe('again')
  })
})

test('nothing of an account is given or done without a session', async () => {
  for (const [method, path] of [
    ['PATCH', '/api/account'],
    ['DELETE', '/api/account'],
    ['GET', '/api/account/syncs'],
    ['GET', '/api/account/devices'],
    ['DELETE', `/api/account/devices/${randomUUID()}`],
    ['POST', '/api/account/devices/sign-out-others'],
    ['GET', '/api/account/export?format=json'],
  ] as const) {
    const answer = await fixture.request(path, {
      method,
      ...(method !== 'GET' && { body: { confirm: 'x', theme: 'dark' } }),
    })
    expect([path, answer.status, await codeOf(answer)]).toEqual([path, 401, 'auth.required'])
  }
})
