import { type AddressInfo, connect, createServer } from 'node:net'
import { request as httpRequest } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { claimSyncJob, endSyncJob, writeProgress } from '@spike/store'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTestDatabase } from '../../../tests/support/test-database.ts'
import { type RunningApi, startApi } from './start-api.ts'
import { type ApiFixture, loginOf, openApiFixture, signedInAs } from './testing/api-fixture.ts'

let fixture: ApiFixture
let api: RunningApi
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())
beforeEach(async () => {
  fixture.moodle.answer = (options) => Promise.resolve(signedInAs(options.username))
  api = await start()
})
afterEach(() => api.close())

function start(settings: Partial<ApiFixture['deps']['settings']> = {}, database = fixture.database) {
  return startApi({
    ...fixture.deps,
    database,
    connectionString: database.connectionString,
    registry: new Registry(),
    settings: { ...fixture.deps.settings, ...settings },
  })
}

async function startSync(username: string) {
  const { cookie, syncJobId } = await fixture.signIn(username)
  const jobId = syncJobId ?? ''
  const claimed = await claimSyncJob(fixture.database.db, { jobId, workerId: 'worker-1' })
  if (!claimed) throw new Error('The job could not be claimed')
  const writeAt = (progress: number) =>
    writeProgress(fixture.database.db, claimed, {
      stage: 'fetching_courses',
      progress,
      data: {},
      moodleRequests: 0,
      activeMs: 0,
    })
  const end = () =>
    endSyncJob(fixture.database.db, claimed, {
      status: 'completed',
      partial: false,
      data: {},
      moodleRequests: 1,
      activeMs: 1,
      tries: 1,
    })
  return { cookie, path: `/api/sync-status/${jobId}`, jobId, writeAt, end }
}

/** Connections of the api that listen for progress, as PostgreSQL sees them. */
const listeners = async () => {
  const { rows } = await fixture.database.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and query like 'listen%'`,
  )
  return rows.map((row) => row.pid)
}

describe('progress over a real connection', () => {
  test('an event stream tells each change as PostgreSQL does, and ends with the sync', async () => {
    const sync = await startSync('streamer')
    const answer = await fetch(`${api.url}${sync.path}/events`, { headers: { cookie: sync.cookie } })
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const events = readEvents(answer)
    const first = await events.next()
    expect(first.value).toMatchObject({ event: 'status', data: { progress: 0, jobId: sync.jobId } })
    await sync.writeAt(22)
    const second = await events.next()
    expect(second.value).toMatchObject({ data: { progress: 22 } })
    expect(second.value?.id).toBe(String(second.value?.data.rev))
    await sync.end()
    expect((await events.next()).value).toMatchObject({ data: { status: 'completed', progress: 100 } })
    expect((await events.next()).done).toBe(true)
  })

  test('a stream without news says that it is alive', async () => {
    const chatty = await start({ streamHeartbeatMs: 5 })
    try {
      const sync = await startSync('listener')
      const answer = await fetch(`${chatty.url}${sync.path}/events`, { headers: { cookie: sync.cookie } })
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      const readOn = async () => (text += (await reader?.read())?.value ?? '')
      await expect.poll(readOn).toContain(': waiting\n\n')
      await reader?.cancel()
    } finally {
      await chatty.close()
    }
  })

  test('Prefer: wait is answered when PostgreSQL tells of the change', async () => {
    const sync = await startSync('long-poller')
    const get = (headers: Record<string, string>) =>
      fetch(`${api.url}${sync.path}`, { headers: { cookie: sync.cookie, ...headers } })
    const etag = (await get({})).headers.get('etag') ?? ''
    const waiting = get({ 'if-none-match': etag, prefer: 'wait=30' })
    await sync.writeAt(33)
    expect(await (await waiting).json()).toMatchObject({ progress: 33 })
  })

  test('what changed while PostgreSQL was not heard is looked up when it is again', async () => {
    const sync = await startSync('deaf')
    const answer = await fetch(`${api.url}${sync.path}/events`, { headers: { cookie: sync.cookie } })
    const events = readEvents(answer)
    await events.next()
    for (const pid of await listeners()) {
      await fixture.database.pool.query('select pg_terminate_backend($1)', [pid])
    }
    await sync.writeAt(44)
    expect((await events.next()).value).toMatchObject({ data: { progress: 44 } })
    await answer.body?.cancel().catch(() => {})
  })

  test('whoever goes away frees the place of the next', async () => {
    const narrow = await start({ maxWaiters: 1 })
    try {
      const sync = await startSync('leaver')
      const open = (signal: AbortSignal) =>
        fetch(`${narrow.url}${sync.path}/events`, { headers: { cookie: sync.cookie }, signal })
      const leaving = new AbortController()
      const first = readEvents(await open(leaving.signal))
      await first.next()
      const full = await open(new AbortController().signal)
      expect([full.status, await full.json()]).toMatchObject([503, { error: { code: 'server.busy' } }])
      leaving.abort()
      await expect(first.next()).rejects.toMatchObject({ name: 'AbortError' })
      const staying = new AbortController()
      await expect.poll(async () => (await open(staying.signal)).status).toBe(200)
      staying.abort()
    } finally {
      await narrow.close()
    }
  })
})

describe('a body that is too large', () => {
  const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, 'x')

  test('is refused, and the same connection serves the next request or is closed cleanly', async () => {
    for (let round = 0; round < 3; round += 1) {
      const answer = await fetch(`${api.url}/api/auth/login`, {
        method: 'POST',
        headers: { origin: api.url, 'content-type': 'application/json' },
        body: tenMegabytes,
      })
      expect([answer.status, await answer.json()]).toMatchObject([
        413,
        { error: { code: 'request.too_large' } },
      ])
      expect((await fetch(`${api.url}/health/live`)).status).toBe(200)
    }
  })

  test('is refused as well where its length is not told beforehand', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
    const streaming = httpRequest(`${api.url}/api/auth/login`, {
      method: 'POST',
      headers: { origin: api.url, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    })
    streaming.on('response', (answer) => resolve(answer.resume().statusCode))
    streaming.on('error', reject)
    streaming.write(Buffer.alloc(100 * 1024, 'x'))
    expect(await promise).toBe(413)
    streaming.destroy()
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200)
  })
})

test('a request that is no HTTP or names no address does not hurt', async () => {
  for (const text of [
    'NONSENSE\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
  ]) {
    const socket = connect(api.port, '127.0.0.1')
    socket.end(text)
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
    expect(await promise).toMatch(/^HTTP\/1\.1 400 /)
  }
})

describe('stopping', () => {
  test('ends streams, lets a request in flight finish and takes no more', async () => {
    const sync = await startSync('interrupted')
    const streaming = await fetch(`${api.url}${sync.path}/events`, { headers: { cookie: sync.cookie } })
    const moodle = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    fixture.moodle.answer = async ({ username }) => {
      asked.resolve()
      await moodle.promise
      return signedInAs(username)
    }
    const login = fetch(`${api.url}/api/auth/login`, {
      method: 'POST',
      headers: { origin: api.url, 'content-type': 'application/json' },
      body: JSON.stringify(loginOf('last-one')),
    })
    await asked.promise
    const closed = api.close()
    expect(await streaming.text()).toMatch(/^event: status\n/)
    moodle.resolve()
    const answer = await login
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
    await closed
    await expect(fetch(`${api.url}/health/live`)).rejects.toThrow('fetch failed')
    expect(await listeners()).toEqual([])
  })

  test('goes on listening for a while, so that it can be seen that it stops', async () => {
    const draining = await start({ drainMs: 60_000 })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let closed: Promise<void>
    try {
      closed = draining.close()
      const ready = await readOnce(draining.port, '/health/ready')
      expect(ready).toMatch(/^HTTP\/1\.1 503 /)
      expect(ready).toContain('"stopping":true')
      expect(await readOnce(draining.port, '/api/institutions')).toContain('server.stopping')
      await vi.advanceTimersByTimeAsync(60_000)
    } finally {
      vi.useRealTimers()
    }
    await closed
    await expect(readOnce(draining.port, '/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('does not wait for ever', async () => {
    const asked = Promise.withResolvers<void>()
    fixture.moodle.answer = () => {
      asked.resolve()
      return new Promise(() => {})
    }
    const login = fetch(`${api.url}/api/auth/login`, {
      method: 'POST',
      headers: { origin: api.url, 'content-type': 'application/json' },
      body: JSON.stringify(loginOf('stuck')),
    })
    const cutOff = login.catch((error: unknown) => error)
    await asked.promise
    await Promise.all([api.close(), api.close()])
    expect(await cutOff).toBeInstanceOf(TypeError)
  })
})

test('a port that is taken is an error with the code of the system', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  taken.close()
})

test('while the database is away requests are 503, and afterwards they work again', async () => {
  const database = await createTestDatabase()
  const unlucky = await start({}, database)
  try {
    expect((await fetch(`${unlucky.url}/api/institutions`)).status).toBe(200)
    const name = new URL(database.connectionString).pathname.slice(1)
    await fixture.database.pool.query(`alter database ${name} allow_connections false`)
    await fixture.database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
      [name],
    )
    await expect
      .poll(async () => {
        const answer = await fetch(`${unlucky.url}/health/ready`)
        return [answer.status, await answer.json()]
      })
      .toMatchObject([503, { database: 'unreachable' }])
    await fixture.database.pool.query(`alter database ${name} allow_connections true`)
    await expect.poll(async () => (await fetch(`${unlucky.url}/api/institutions`)).status).toBe(200)
    expect(await (await fetch(`${unlucky.url}/health/ready`)).json()).toMatchObject({ status: 'degraded' })
  } finally {
    await unlucky.close()
    await database.close()
  }
})

/** An answer over a connection of its own, as a balancer's check makes it. */
function readOnce(port: number, path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  return readText(socket)
}

interface StatusEvent {
  readonly event: string | undefined
  readonly id: string | undefined
  readonly data: Record<string, unknown>
}

async function* readEvents(answer: Response): AsyncGenerator<StatusEvent> {
  let text = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end)
      text = text.slice(end + 2)
      if (block.startsWith(':')) continue
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      yield {
        event: field('event'),
        id: field('id'),
        data: JSON.parse(field('data') ?? '{}') as StatusEvent['data'],
      }
    }
  }
}
