import { beat, migrate, openDatabase } from '@spike/store'
import { Registry } from 'prom-client'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tests/support/test-database.ts'
import { createApp } from '../app.ts'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

const heartbeat = { host: 'here', pid: 1, concurrency: 2, runningJobs: [], memoryBytes: 1, stopping: false }

test('the process says that it lives without asking anybody', async () => {
  const app = createApp({ ...fixture.deps, registry: new Registry(), database: nowhere() })
  expect((await app.request('/health/live')).status).toBe(200)
})

test('it is ready but degraded where no worker beats', async () => {
  const ready = async () => {
    const answer = await fixture.request('/health/ready')
    return [answer.status, await answer.json()]
  }
  expect(await ready()).toEqual([
    200,
    {
      status: 'degraded',
      database: 'ok',
      migrations: 'current',
      workers: { alive: 0, silent: 0 },
      stopping: false,
    },
  ])
  await beat(fixture.database.db, { ...heartbeat, workerId: 'worker-1' })
  expect(await ready()).toMatchObject([200, { status: 'ok', workers: { alive: 1 } }])
})

test('it is not ready before the migrations were run, nor without a database', async () => {
  const empty = await createTestDatabase({ empty: true })
  try {
    const app = createApp({ ...fixture.deps, registry: new Registry(), database: empty })
    const before = await app.request('/health/ready')
    expect([before.status, await before.json()]).toMatchObject([
      503,
      { database: 'ok', migrations: 'pending' },
    ])
    await migrate(empty.connectionString)
    expect((await app.request('/health/ready')).status).toBe(200)
  } finally {
    await empty.close()
  }
  const away = createApp({ ...fixture.deps, registry: new Registry(), database: nowhere() })
  const answer = await away.request('/health/ready')
  expect([answer.status, await answer.json()]).toMatchObject([503, { database: 'unreachable' }])
})

test('without a database a request is 503 and says when to come again', async () => {
  const away = createApp({ ...fixture.deps, registry: new Registry(), database: nowhere() })
  const answer = await away.request('/api/institutions')
  expect(answer.headers.get('retry-after')).toBe('5')
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    { error: { code: 'server.database_unavailable' } },
  ])
})

test('the metrics tell of jobs, workers, the pool and requests, and of nobody', async () => {
  const { cookie, userId, syncJobId } = await fixture.signIn('measured')
  await fixture.request(`/api/sync-status/${syncJobId}`, { cookie })
  await fixture.request('/api/no-such-thing/measured')
  const answer = await fixture.request('/metrics')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  const text = await answer.text()
  expect(text).toMatch(/^spike_jobs\{state="waiting"\} 1$/m)
  expect(text).toMatch(/^spike_jobs\{state="failed"\} 0$/m)
  expect(text).toMatch(/^spike_oldest_waiting_job_seconds \d/m)
  expect(text).toMatch(/^spike_workers\{state="alive"\} \d$/m)
  expect(text).toMatch(/^spike_database_pool_connections\{state="waiting"\} 0$/m)
  expect(text).toMatch(
    /^spike_http_request_duration_seconds_count\{method="GET",route="\/api\/sync-status\/:jobId",status="200"\} 1$/m,
  )
  expect(text).toMatch(/route="unmatched",status="404"/)
  expect(text).toContain('process_cpu_user_seconds_total')
  for (const personal of ['measured', userId, syncJobId]) expect(text).not.toContain(personal)
})

test('a scrape soon after another does not ask the database again', async () => {
  const app = createApp({ ...fixture.deps, registry: new Registry() })
  const waiting = async () =>
    /^spike_jobs\{state="waiting"\} (\d+)$/m.exec(await (await app.request('/metrics')).text())?.[1]
  const before = await waiting()
  await sql`update sync_jobs set status = 'cancelled', finished_at = now()`.execute(fixture.database.db)
  expect(await waiting()).toBe(before)
})

/** A database where nothing listens. */
function nowhere() {
  return openDatabase({
    connectionString: 'postgres://nobody@127.0.0.1:1/nowhere',
    maxConnections: 1,
    applicationName: 'spike test',
    onIdleError: () => {},
  })
}
