import {
  adminJobDetailSchema,
  adminJobsAnswerSchema,
  adminStatsSchema,
  adminWorkersAnswerSchema,
  type AdminJobsAnswer,
  type ErrorAnswer,
  type StaffRole,
} from '@spike/contract'
import { appendJobEvents, beat, claimSyncJob, endSyncJob, type JobEnd, saveStaff } from '@spike/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '../auth/passwords.ts'
import { type ApiFixture, canary, cookieOf, openApiFixture } from '../testing/api-fixture.ts'

const password = 'staff-canary-password'
let fixture: ApiFixture
let viewer: string
let operator: string
beforeAll(async () => {
  fixture = await openApiFixture()
  const passwordHash = await hashPassword(password)
  for (const role of ['viewer', 'operator'] satisfies StaffRole[]) {
    await saveStaff(fixture.database.db, { email: `${role}@spike.example`, passwordHash, role })
  }
  viewer = cookieOf(await login('Viewer@spike.example'))
  operator = cookieOf(await login('operator@spike.example'))
})
afterAll(() => fixture.close())
beforeEach(() => fixture.database.db.deleteFrom('rate_limits').execute())

const login = (email: string, given = password) =>
  fixture.request('/api/admin/login', { body: { email, password: given } })
const get = (path: string, cookie = viewer) => fixture.request(`/api/admin${path}`, { cookie })
const post = (path: string, cookie = operator, headers = {}) =>
  fixture.request(`/api/admin${path}`, { method: 'POST', cookie, headers })
const refusalOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as ErrorAnswer).error.code,
]

async function endedJob(username: string, end: JobEnd = { status: 'cancelled' }) {
  const { syncJobId, userId } = await fixture.signIn(username)
  const jobId = syncJobId ?? ''
  const { db } = fixture.database
  const claimed = await claimSyncJob(db, { jobId, workerId: 'worker-1' })
  if (!claimed) throw new Error('The job could not be claimed')
  await endSyncJob(db, claimed, { ...end, moodleRequests: 2, activeMs: 5, tries: 1 })
  return { jobId, userId, claimed }
}

describe('signing in as staff', () => {
  test('gives a session of its own and says who it is', async () => {
    const answer = await login('viewer@spike.example')
    expect(answer.headers.get('set-cookie')).toMatch(
      /^spike-staff=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const me = await get('/me', cookieOf(answer))
    expect(await me.json()).toMatchObject({ staff: { email: 'viewer@spike.example', role: 'viewer' } })
    expect((await fixture.request('/api/auth/me', { cookie: cookieOf(answer) })).status).toBe(401)
    const out = await post('/logout', cookieOf(answer))
    expect(out.status).toBe(204)
    expect((await get('/me', cookieOf(answer))).status).toBe(401)
  })

  test('does not tell a wrong password from an unknown address', async () => {
    const wrong = await login('viewer@spike.example', 'wrong')
    const unknown = await login('nobody@spike.example')
    expect(await refusalOf(wrong)).toEqual([401, 'auth.invalid_credentials'])
    expect(await refusalOf(unknown)).toEqual([401, 'auth.invalid_credentials'])
  })

  test('is limited', async () => {
    for (let i = 0; i < 3; i += 1) await login('viewer@spike.example', 'wrong')
    const answer = await login('viewer@spike.example')
    expect(answer.headers.get('retry-after')).toBe('2')
    expect(await refusalOf(answer)).toEqual([429, 'auth.rate_limited'])
  })

  test('is not for those who were disabled, and ends their sessions', async () => {
    const email = 'leaver@spike.example'
    await saveStaff(fixture.database.db, { email, passwordHash: await hashPassword(password), role: 'admin' })
    const cookie = cookieOf(await login(email))
    await fixture.database.db
      .updateTable('staff')
      .set({ disabled_at: new Date() })
      .where('email', '=', email)
      .execute()
    expect((await get('/me', cookie)).status).toBe(401)
    expect((await login(email)).status).toBe(401)
  })
})

describe('who may', () => {
  const routes = ['/me', '/jobs', '/jobs/00000000-0000-4000-8000-000000000000', '/workers', '/stats']

  test.each(routes)('%s is 401 for nobody and 403 for a student', async (path) => {
    const { cookie } = await fixture.signIn('curious')
    expect(await refusalOf(await fixture.request(`/api/admin${path}`))).toEqual([401, 'auth.required'])
    expect(await refusalOf(await get(path, cookie))).toEqual([403, 'auth.forbidden'])
  })

  test('a viewer reads but neither retries nor cancels', async () => {
    const { jobId } = await endedJob('viewed')
    expect((await get(`/jobs/${jobId}`)).status).toBe(200)
    for (const verb of ['retry', 'cancel']) {
      expect(await refusalOf(await post(`/jobs/${jobId}/${verb}`, viewer))).toEqual([403, 'auth.forbidden'])
      expect((await fixture.request(`/api/admin/jobs/${jobId}/${verb}`, { method: 'POST' })).status).toBe(401)
    }
  })
})

describe('the list of jobs', () => {
  test('is not asked for what no name and no id can be', async () => {
    for (const query of ['user=%00', 'user=da%0Ana', 'institution=%00', 'institution=Cam%20pus']) {
      expect(await refusalOf(await get(`/jobs?${query}`))).toEqual([400, 'request.invalid'])
    }
  })

  const list = async (query: string): Promise<AdminJobsAnswer> =>
    adminJobsAnswerSchema.parse(await (await get(`/jobs${query}`)).json())
  let failed: { jobId: string; userId: string }
  beforeAll(async () => {
    failed = await endedJob('lister-failed', { status: 'failed', errorCode: 'moodle.timeout' })
    await endedJob('lister-partial', { status: 'completed', partial: true, data: {} })
    await fixture.signIn('lister-waiting')
  })

  test('can be narrowed, and counts all states but for the state that was asked for', async () => {
    const onlyFailed = await list(`?state=failed&user=${failed.userId}`)
    expect(onlyFailed.jobs).toMatchObject([
      { jobId: failed.jobId, state: 'failed', errorCode: 'moodle.timeout', username: 'lister-failed' },
    ])
    expect((await list('?user=LISTER-failed')).jobs).toHaveLength(1)
    expect((await list('?errorCode=moodle.timeout')).jobs.map((job) => job.jobId)).toContain(failed.jobId)
    expect((await list('?status=completed&user=lister-partial')).jobs[0]?.state).toBe('partial')
    expect((await list('?institution=other')).jobs).toEqual([])
    expect((await list('?from=2999-01-01T00:00:00Z')).jobs).toEqual([])
    expect((await list('?to=2999-01-01T00:00:00Z&state=waiting')).jobs.map((job) => job.username)).toContain(
      'lister-waiting',
    )
    const all = await list('?state=partial')
    expect(all.jobs).toHaveLength(1)
    expect(all.countsByState).toMatchObject({ partial: 1, failed: 1, running: 0 })
    expect(all.countsByState.waiting).toBeGreaterThan(0)
  })

  test('comes in pages: none twice, none missing, even of the same moment', async () => {
    const usernames = ['page-1', 'page-2', 'page-3', 'page-4', 'page-5']
    for (const username of usernames) await fixture.signIn(username)
    await sql`update sync_jobs set created_at = '2026-01-01T00:00:00.123456Z' where user_id in
      (select id from users where username like 'page-%')`.execute(fixture.database.db)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const page = await list(`?to=2026-01-02T00:00:00Z&limit=2${query}`)
      seen.push(...page.jobs.map((job) => job.username))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.toSorted()).toEqual(usernames)
  })

  test.each(['cursor=nonsense', 'limit=0', 'limit=1000', 'state=odd', 'errorCode=odd', 'from=yesterday'])(
    'refuses %s',
    async (query) => {
      const answer = await get(`/jobs?${query}`)
      const { error } = (await answer.json()) as ErrorAnswer
      expect([answer.status, error.code, error.fields?.[0]?.path]).toEqual([
        400,
        'request.invalid',
        query.split('=')[0],
      ])
    },
  )
})

describe('one job', () => {
  test('is shown with its attempts, timeline, worker and queue', async () => {
    const { db } = fixture.database
    await beat(db, {
      workerId: 'worker-1',
      host: 'here',
      pid: 42,
      concurrency: 2,
      runningJobs: [],
      memoryBytes: 1000,
      stopping: false,
    })
    const { jobId } = await endedJob('shown', { status: 'failed', errorCode: 'sync.timeout' })
    await appendJobEvents(db, jobId, [
      {
        kind: 'moodle_call',
        function: 'core_webservice_get_site_info',
        durationMs: 12,
        bytes: 900,
        outcome: 'ok',
      },
      { kind: 'attempt_ended', data: { outcome: 'failed' } },
    ])
    const detail = adminJobDetailSchema.parse(await (await get(`/jobs/${jobId}`)).json())
    expect(detail).toMatchObject({
      job: { jobId, status: 'failed', tries: 1, maxTries: 3, moodleRequests: 2 },
      attempts: [{ attempt: 1, workerId: 'worker-1', outcome: 'failed', errorCode: 'sync.timeout' }],
      timelineTruncated: false,
      worker: { workerId: 'worker-1', state: 'alive', host: 'here' },
      queue: [{ key: `${jobId}:1`, attempts: 0, lockedBy: null }],
    })
    expect(detail.timeline.at(-2)).toMatchObject({
      kind: 'moodle_call',
      function: 'core_webservice_get_site_info',
      durationMs: 12,
      bytes: 900,
      outcome: 'ok',
    })
    const short = adminJobDetailSchema.parse(await (await get(`/jobs/${jobId}?events=1`)).json())
    expect(short.timelineTruncated).toBe(true)
    expect(short.timeline.map((event) => event.kind)).toEqual(['attempt_ended'])
  })

  test('that is not there is not found', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x']) {
      expect(await refusalOf(await get(`/jobs/${id}`))).toEqual([404, 'sync.not_found'])
      expect(await refusalOf(await post(`/jobs/${id}/retry`))).toEqual([404, 'sync.not_found'])
      expect(await refusalOf(await post(`/jobs/${id}/cancel`))).toEqual([404, 'sync.not_found'])
    }
  })

  test('can be retried as a new one that names it, and who did it is kept', async () => {
    const { jobId } = await endedJob('retried', { status: 'failed', errorCode: 'sync.timeout' })
    const answer = await post(`/jobs/${jobId}/retry`, operator, { 'x-request-id': 'request-of-retry' })
    const { jobId: newJobId, job } = (await answer.json()) as { jobId: string; job: object }
    expect(answer.status).toBe(202)
    expect(answer.headers.get('location')).toBe(`/api/admin/jobs/${newJobId}`)
    expect(job).toMatchObject({
      jobId: newJobId,
      retryOf: jobId,
      trigger: 'staff_retry',
      state: 'waiting',
      requestId: 'request-of-retry',
    })
    expect(await refusalOf(await post(`/jobs/${jobId}/retry`))).toEqual([409, 'sync.still_active'])
    const entries = await fixture.database.db
      .selectFrom('audit_log')
      .innerJoin('staff', 'staff.id', 'audit_log.staff_id')
      .select(['email', 'action', 'request_id', 'data'])
      .where('target', '=', `job:${jobId}`)
      .execute()
    expect(entries).toEqual([
      {
        email: 'operator@spike.example',
        action: 'job.retry',
        request_id: 'request-of-retry',
        data: { newJobId },
      },
    ])
  })

  test('can be cancelled once, and who did it is kept', async () => {
    const { syncJobId } = await fixture.signIn('cancelled')
    const answer = await post(`/jobs/${syncJobId}/cancel`)
    expect([answer.status, await answer.json()]).toMatchObject([202, { job: { state: 'cancelled' } }])
    expect(await refusalOf(await post(`/jobs/${syncJobId}/cancel`))).toEqual([409, 'sync.already_ended'])
    const actions = await fixture.database.db
      .selectFrom('audit_log')
      .select('action')
      .where('target', '=', `job:${syncJobId}`)
      .execute()
    expect(actions).toEqual([{ action: 'job.cancel' }])
  })
})

test('the overview counts jobs, times, errors, universities and workers', async () => {
  await fixture.database.db
    .insertInto('worker_heartbeats')
    .values({
      worker_id: 'worker-lost',
      host: 'there',
      pid: 1,
      concurrency: 1,
      beat_at: new Date(Date.now() - 60_000),
    })
    .execute()
  const stats = adminStatsSchema.parse(await (await get('/stats')).json())
  expect(stats.workers).toEqual({ alive: 1, silent: 1 })
  expect(stats.errorsLastDay).toContainEqual({ code: 'moodle.timeout', count: 1 })
  expect(stats.lastDay.partial).toBe(1)
  expect(stats.lastDay.medianSeconds).toBeGreaterThanOrEqual(0)
  expect(stats.oldestWaitingSeconds).toBeGreaterThan(0)
  expect(stats.institutions.map(({ institution, users }) => [institution.id, users > 0])).toEqual([
    ['campus', true],
    ['other', false],
  ])
  const { workers } = adminWorkersAnswerSchema.parse(await (await get('/workers')).json())
  expect(workers.map(({ workerId, state }) => [workerId, state]).toSorted()).toEqual([
    ['worker-1', 'alive'],
    ['worker-lost', 'silent'],
  ])
})

test('no answer to staff and no log line holds a secret', async () => {
  const { jobs } = adminJobsAnswerSchema.parse(await (await get('/jobs?limit=200')).json())
  const answers = await Promise.all([
    ...['/jobs?limit=200', '/workers', '/stats', '/me'].map((path) => get(path)),
    ...jobs.map((job) => get(`/jobs/${job.jobId}`)),
  ])
  const seen = [...(await Promise.all(answers.map((answer) => answer.text()))), ...fixture.logLines].join(
    '\n',
  )
  expect(seen).toContain('lister-failed')
  for (const secret of [password, canary.password, canary.token, '$argon2id', viewer.split('=')[1] ?? '?']) {
    expect(seen).not.toContain(secret)
  }
})
