import { randomUUID } from 'node:crypto'
import {
  type ActiveSync,
  activeSyncSchema,
  type ErrorAnswer,
  type SyncStatus,
  syncStatusSchema,
} from '@spike/contract'
import {
  claimSyncJob,
  endSyncJob,
  markCredentialRefused,
  setInstitutionEnabled,
  writeProgress,
} from '@spike/store'
import { enqueueSync } from '@spike/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

async function startSync(username: string) {
  const { cookie, userId, syncJobId } = await fixture.signIn(username)
  const jobId = syncJobId ?? ''
  const get = (headers: Record<string, string> = {}, of = fixture) =>
    of.request(`/api/sync-status/${jobId}`, { cookie, headers: { 'accept-language': 'en', ...headers } })
  return { cookie, userId, jobId, get }
}

async function claim(jobId: string) {
  const claimed = await claimSyncJob(fixture.database.db, { jobId, workerId: 'worker-1' })
  if (!claimed) throw new Error('The job could not be claimed')
  return claimed
}

/** As opening a course does. */
const openSomething = (userId: string) =>
  enqueueSync(fixture.database.db, {
    userId,
    institutionId: 'campus',
    trigger: 'opened',
    requestId: null,
    maxTries: 3,
  })

const endings = { moodleRequests: 3, activeMs: 10, tries: 1 } as const

describe('the status of a sync', () => {
  test('is that of the contract, with when to ask again', async () => {
    const { get, jobId } = await startSync('reader')
    const answer = await get()
    const status = syncStatusSchema.parse(await answer.json())
    expect(status).toMatchObject({ jobId, status: 'starting', progress: 0, pollAfterMs: 2000 })
    expect(answer.headers.get('etag')).toBe(`"${jobId}.${status.rev}.${status.queuePosition}.en"`)
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(answer.headers.get('vary')).toBe('Cookie, Accept-Language, Prefer')
  })

  test('that is known already is 304, until it changes or is asked for in another language', async () => {
    const { get, jobId } = await startSync('again')
    const etag = (await get()).headers.get('etag') ?? ''
    const same = await get({ 'if-none-match': etag })
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag])
    expect((await get({ 'if-none-match': etag, 'accept-language': 'he' })).status).toBe(200)
    await claim(jobId)
    expect((await get({ 'if-none-match': etag })).status).toBe(200)
  })

  test('says when it has ended, and then no more when to ask again', async () => {
    const { get, jobId } = await startSync('ending')
    await endSyncJob(fixture.database.db, await claim(jobId), {
      status: 'failed',
      errorCode: 'moodle.timeout',
      ...endings,
    })
    const answer = await get()
    expect(answer.headers.get('retry-after')).toBeNull()
    expect(await answer.json()).toMatchObject({
      status: 'failed',
      message: 'The sync failed',
      queuePosition: null,
      error: { code: 'moodle.timeout', retryable: true },
    })
  })

  test('counts the jobs before it in the queue', async () => {
    const first = await startSync('queue-1')
    const second = await startSync('queue-2')
    const before = ((await (await first.get()).json()) as SyncStatus).queuePosition ?? -1
    const etag = (await second.get()).headers.get('etag') ?? ''
    expect((await (await second.get()).json()) as SyncStatus).toMatchObject({ queuePosition: before + 1 })
    await claim(first.jobId)
    const moved = await second.get({ 'if-none-match': etag })
    expect([moved.status, await moved.json()]).toMatchObject([200, { queuePosition: before }])
  })

  test('of a stranger, of nobody and of no id at all is not found; without a session nothing is', async () => {
    const { jobId } = await startSync('owner')
    const { cookie } = await startSync('stranger')
    const refusal = async (id: string, headers: { cookie?: string }) => {
      const answer = await fixture.request(`/api/sync-status/${id}`, headers)
      return [answer.status, ((await answer.json()) as ErrorAnswer).error.code]
    }
    for (const id of [jobId, randomUUID(), 'not-a-uuid', `${jobId}'--`]) {
      expect(await refusal(id, { cookie })).toEqual([404, 'sync.not_found'])
      expect(await refusal(`${id}/events`, { cookie })).toEqual([404, 'sync.not_found'])
      expect(await refusal(id, {})).toEqual([401, 'auth.required'])
    }
  })
})

describe('Prefer: wait', () => {
  test('holds the answer until the job changes', async () => {
    const { get, jobId } = await startSync('waiter')
    const claimed = await claim(jobId)
    const etag = (await get()).headers.get('etag') ?? ''
    const waiting = get({ 'if-none-match': etag, prefer: 'wait=30' })
    await expect.poll(() => fixture.deps.jobWatch.size).toBe(1)
    await writeProgress(fixture.database.db, claimed, {
      stage: 'fetching_courses',
      progress: 25,
      data: {},
      moodleRequests: 1,
      activeMs: 0,
    })
    fixture.deps.jobWatch.tell(jobId)
    const answer = await waiting
    expect(answer.headers.get('preference-applied')).toBe('wait=30')
    expect(await answer.json()).toMatchObject({ progress: 25 })
    expect(fixture.deps.jobWatch.size).toBe(0)
  })

  test('answers 304 when the time is up', async () => {
    const { get, jobId } = await startSync('patient')
    await claim(jobId)
    const etag = (await get()).headers.get('etag') ?? ''
    const answer = await get({ 'if-none-match': etag, prefer: 'wait=1' })
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([304, 'wait=1'])
  })

  test('answers at once without If-None-Match, after the end, and where too many wait', async () => {
    const { get, jobId } = await startSync('hasty')
    const claimed = await claim(jobId)
    expect((await get({ prefer: 'wait=60' })).headers.get('preference-applied')).toBeNull()
    const etag = (await get()).headers.get('etag') ?? ''
    const full = await get(
      { 'if-none-match': etag, prefer: 'wait=60' },
      fixture.withSettings({ maxWaiters: 0 }),
    )
    expect([full.status, full.headers.get('preference-applied')]).toEqual([304, null])
    await endSyncJob(fixture.database.db, claimed, { status: 'cancelled', ...endings })
    const ended = (await get()).headers.get('etag') ?? ''
    expect((await get({ 'if-none-match': ended, prefer: 'wait=60' })).status).toBe(304)
  })
})

describe('the share of a session', () => {
  test('is eight streams: one more is refused, another session is served', async () => {
    const crowd = fixture.withSettings({})
    const first = await startSync('crowd')
    const other = await startSync('neighbour')
    const open = async ({ cookie, jobId }: { cookie: string; jobId: string }) =>
      crowd.request(`/api/sync-status/${jobId}/events`, { cookie })
    const streams = []
    for (let i = 0; i < 8; i += 1) {
      const reader = (await open(first)).body?.getReader()
      await reader?.read()
      streams.push(reader)
    }
    await expect.poll(() => crowd.deps.jobWatch.size).toBe(8)
    const refused = await open(first)
    expect([refused.status, await refused.json()]).toMatchObject([503, { error: { code: 'server.busy' } }])
    const served = await open(other)
    expect(served.status).toBe(200)
    await served.body?.cancel()
    await Promise.all(streams.map((reader) => reader?.cancel()))
    await expect.poll(() => crowd.deps.jobWatch.size).toBe(0)
  })
})

describe('the active sync', () => {
  const readActive = async (cookie: string): Promise<ActiveSync> =>
    activeSyncSchema.parse(await (await fixture.request('/api/sync-status/active', { cookie })).json())

  test('is found after a reload; when it has ended, it is the last one', async () => {
    const { cookie, jobId } = await startSync('reloader')
    expect(await readActive(cookie)).toMatchObject({
      hasActiveJob: true,
      jobId,
      status: 'starting',
      progress: 0,
      job: { jobId },
      lastJob: null,
    })
    await endSyncJob(fixture.database.db, await claim(jobId), { status: 'cancelled', ...endings })
    expect(await readActive(cookie)).toMatchObject({
      hasActiveJob: false,
      jobId: null,
      status: null,
      progress: null,
      job: null,
      lastJob: { jobId, status: 'cancelled' },
    })
  })

  test('reading what was opened is none, while it lasts and when it has ended', async () => {
    const { cookie, userId, jobId } = await startSync('opener')
    const counts = { courses: 1, items: 1, files: 1, assignments: 0, deadlines: 0, grades: 0 }
    const data = { counts: { ...counts, announcements: 0, changes: 0 } }
    const completed = { status: 'completed', partial: false, data, ...endings } as const
    await endSyncJob(fixture.database.db, await claim(jobId), completed)
    const opened = await openSomething(userId)
    const theSync = { hasActiveJob: false, jobId: null, job: null, lastJob: { jobId } }
    expect(await readActive(cookie)).toMatchObject(theSync)
    const manual = fixture.withSettings({ autoSyncEnabled: false })
    expect((await manual.signIn('opener')).syncJobId).toBeNull()
    await endSyncJob(fixture.database.db, await claim(opened.jobId), { status: 'cancelled', ...endings })
    expect(await readActive(cookie)).toMatchObject(theSync)
  })

  test('comes with whether the student has to sign in again, however the last sync went', async () => {
    const { cookie, userId } = await startSync('lapsed')
    expect(await readActive(cookie)).toMatchObject({ signInAgain: false })
    await markCredentialRefused(fixture.database.db, { userId, storedAt: new Date() })
    expect(await readActive(cookie)).toMatchObject({ signInAgain: true })
    await fixture.signIn('lapsed')
    expect(await readActive(cookie)).toMatchObject({ signInAgain: false })
  })

  test('needs a session', async () => {
    expect((await fixture.request('/api/sync-status/active')).status).toBe(401)
  })
})

describe('starting and cancelling', () => {
  test('who starts and cancels again and again is asked to wait: each sync asks the university’s site', async () => {
    const strict = fixture.withSettings({ manualSyncsPerTenMinutes: 1 })
    const { cookie, syncJobId } = await strict.signIn('eager')
    const cancel = (id: string) => strict.request(`/api/sync/${id}`, { method: 'DELETE', cookie })
    await cancel(syncJobId ?? '')
    const started = await strict.request('/api/sync', { method: 'POST', cookie })
    expect(started.status).toBe(202)
    await cancel(syncStatusSchema.parse(await started.json()).jobId)
    const refused = await strict.request('/api/sync', { method: 'POST', cookie })
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true])
  })

  test('a sync that is active is given, not doubled', async () => {
    const { cookie, jobId } = await startSync('starter')
    const answer = await fixture.request('/api/sync', { method: 'POST', cookie })
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/sync-status/${jobId}`])
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(syncStatusSchema.parse(await answer.json()).jobId).toBe(jobId)
  })

  test('one that only reads what was opened is then to read all, whether it waits or runs', async () => {
    const { db } = fixture.database
    const { cookie, userId, jobId: first } = await startSync('wanting')
    await endSyncJob(db, await claim(first), { status: 'cancelled', ...endings })
    for (const runs of [false, true]) {
      const { jobId } = await openSomething(userId)
      const claimed = runs ? await claim(jobId) : null
      const answer = await fixture.request('/api/sync', { method: 'POST', cookie })
      expect(answer.status).toBe(202)
      expect(syncStatusSchema.parse(await answer.json()).jobId).toBe(jobId)
      const job = await db
        .selectFrom('sync_jobs')
        .select('trigger')
        .where('id', '=', jobId)
        .executeTakeFirst()
      expect(job).toEqual({ trigger: 'manual' })
      await endSyncJob(db, claimed ?? (await claim(jobId)), { status: 'cancelled', ...endings })
    }
  })

  test('a cancelled sync can be followed by another', async () => {
    const { cookie, jobId } = await startSync('changer')
    const cancelled = await fixture.request(`/api/sync/${jobId}`, { method: 'DELETE', cookie })
    expect([cancelled.status, await cancelled.json()]).toMatchObject([202, { status: 'cancelled' }])
    const twice = await fixture.request(`/api/sync/${jobId}`, { method: 'DELETE', cookie })
    expect([twice.status, await twice.json()]).toMatchObject([409, { error: { code: 'sync.already_ended' } }])
    const next = await fixture.request('/api/sync', { method: 'POST', cookie })
    const { jobId: nextId } = (await next.json()) as SyncStatus
    expect(nextId).not.toBe(jobId)
    const row = await fixture.database.db
      .selectFrom('sync_jobs')
      .select(['trigger', 'request_id'])
      .where('id', '=', nextId)
      .executeTakeFirst()
    expect(row).toEqual({ trigger: 'manual', request_id: next.headers.get('x-request-id') })
  })

  test('a running sync is asked to stop', async () => {
    const { cookie, jobId } = await startSync('stopper')
    await claim(jobId)
    const answer = await fixture.request(`/api/sync/${jobId}`, { method: 'DELETE', cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      202,
      { status: 'starting', cancelRequested: true },
    ])
  })

  test("a stranger's sync cannot be cancelled", async () => {
    const { jobId } = await startSync('victim')
    const { cookie } = await startSync('canceller')
    for (const id of [jobId, randomUUID(), 'x']) {
      expect((await fixture.request(`/api/sync/${id}`, { method: 'DELETE', cookie })).status).toBe(404)
    }
  })

  test('while the university is switched off no sync starts', async () => {
    const { cookie, jobId } = await startSync('switched-off')
    await fixture.request(`/api/sync/${jobId}`, { method: 'DELETE', cookie })
    await setInstitutionEnabled(fixture.database.db, 'campus', false)
    const answer = await fixture.request('/api/sync', { method: 'POST', cookie })
    await setInstitutionEnabled(fixture.database.db, 'campus', true)
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { error: { code: 'auth.institution_disabled' } },
    ])
    expect((await fixture.request('/api/sync', { method: 'POST', cookie })).status).toBe(202)
  })

  test('without a credential that Moodle takes, the student has to sign in again', async () => {
    const { cookie, jobId, userId } = await startSync('expired')
    await fixture.request(`/api/sync/${jobId}`, { method: 'DELETE', cookie })
    await sql`update credentials set refused_at = now() where user_id = ${userId}`.execute(
      fixture.database.db,
    )
    const answer = await fixture.request('/api/sync', { method: 'POST', cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { error: { code: 'auth.sign_in_again' } },
    ])
  })
})
