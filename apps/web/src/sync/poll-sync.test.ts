import type { SyncStatus } from '@spike/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NoConnectionError } from '../api/api-error.ts'
import type { StatusAnswer, StatusRequest } from '../api/student-api.ts'
import { buildSyncStatus, jobId } from '../testing/build-data.ts'
import { pollSync, type PageSignals } from './poll-sync.ts'

type Signal = 'visible' | 'online' | 'offline'

/** Answers each poll as the test says, and remembers what was asked. */
function startPolling() {
  const requests: StatusRequest[] = []
  const answers: ((request: StatusRequest) => Promise<StatusAnswer>)[] = []
  const statuses: SyncStatus[] = []
  const reconnecting: boolean[] = []
  const refused: ApiError[] = []
  let hidden = false
  let signal: (signal: Signal) => void = () => undefined
  let listening = true
  const page: PageSignals = {
    isHidden: () => hidden,
    listen(listener) {
      signal = listener
      return () => (listening = false)
    },
  }
  const start = () =>
    pollSync({
      jobId,
      fetchStatus(request) {
        requests.push(request)
        const answer = answers.shift()
        return answer ? answer(request) : Promise.reject(new NoConnectionError('no answer prepared'))
      },
      onStatus: (status) => statuses.push(status),
      onReconnecting: (value) => reconnecting.push(value),
      onRefused: (error) => refused.push(error),
      page,
      clock: {
        setTimeout: (callback, ms) => Number(setTimeout(callback, ms)),
        clearTimeout: (id) => clearTimeout(id),
      },
      random: () => 0,
    })
  return {
    requests,
    answers,
    statuses,
    reconnecting,
    refused,
    start,
    send: (next: Signal) => signal(next),
    hide: (value: boolean) => (hidden = value),
    isListening: () => listening,
  }
}

const answer =
  (status: SyncStatus | null, etag: string | null = null) =>
  async () => ({
    status,
    etag,
    retryAfterMs: null,
  })
const refuse =
  (status: number, code: ApiError['code'], retryAfterSeconds: number | null = null) =>
  async () => {
    throw new ApiError({ code, status, requestId: null, retryAfterSeconds })
  }
const loseConnection = async () => {
  throw new NoConnectionError('cut')
}
const untilAborted = (request: StatusRequest) =>
  new Promise<StatusAnswer>((_resolve, reject) => {
    request.signal.addEventListener('abort', () => reject(new NoConnectionError(request.signal.reason)))
  })

describe('polling a sync', () => {
  // Node's own timers are objects; the fake ones of a browser are numbers.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('asks at once, then as often as the server says', async () => {
    const poll = startPolling()
    poll.answers.push(
      answer(buildSyncStatus({ pollAfterMs: 700 })),
      answer(buildSyncStatus({ progress: 50 })),
    )
    poll.start()
    await pass(0)
    expect(poll.requests).toHaveLength(1)
    await pass(699)
    expect(poll.requests).toHaveLength(1)
    await pass(1)
    expect(poll.statuses.map((status) => status.progress)).toEqual([45, 50])
  })

  it('sends the ETag of the last answer, and keeps it when nothing has changed', async () => {
    const poll = startPolling()
    poll.answers.push(answer(buildSyncStatus(), '"a"'), answer(null, '"a"'), answer(null, '"a"'))
    poll.start()
    await pass(4000)
    expect(poll.requests.map((request) => request.etag)).toEqual([null, '"a"', '"a"'])
    expect(poll.statuses).toHaveLength(1)
  })

  it('stops when the job has ended', async () => {
    const poll = startPolling()
    poll.answers.push(answer(buildSyncStatus({ status: 'completed', progress: 100 })))
    poll.start()
    await pass(600_000)
    expect(poll.requests).toHaveLength(1)
    expect(poll.isListening()).toBe(false)
  })

  it('says that it reconnects, waits longer and longer, and says when answers come again', async () => {
    const poll = startPolling()
    poll.answers.push(answer(buildSyncStatus()), loseConnection, refuse(502, 'server.internal'), answer(null))
    poll.start()
    await pass(2000)
    expect(poll.reconnecting).toEqual([true])
    await pass(4000)
    expect(poll.requests).toHaveLength(3)
    await pass(7999)
    expect(poll.requests).toHaveLength(3)
    await pass(1)
    expect(poll.reconnecting).toEqual([true, true, false])
  })

  it('waits as long as an error’s Retry-After asks', async () => {
    const poll = startPolling()
    poll.answers.push(refuse(429, 'server.busy', 40), answer(buildSyncStatus()))
    poll.start()
    await pass(39_999)
    expect(poll.requests).toHaveLength(1)
    await pass(1)
    expect(poll.statuses).toHaveLength(1)
  })

  it('stops when the server refuses to tell about the job', async () => {
    const poll = startPolling()
    poll.answers.push(refuse(404, 'sync.not_found'))
    poll.start()
    await pass(600_000)
    expect(poll.refused.map((error) => error.code)).toEqual(['sync.not_found'])
    expect(poll.requests).toHaveLength(1)
  })

  it('slows down in a hidden tab and asks at once when it is seen again', async () => {
    const poll = startPolling()
    poll.answers.push(answer(buildSyncStatus()), answer(null), answer(null))
    poll.hide(true)
    poll.start()
    await pass(9999)
    expect(poll.requests).toHaveLength(1)
    poll.hide(false)
    poll.send('visible')
    await pass(0)
    expect(poll.requests).toHaveLength(2)
    await pass(2000)
    expect(poll.requests).toHaveLength(3)
  })

  it('says that it reconnects while the network is away, and asks at once when it is back', async () => {
    const poll = startPolling()
    poll.answers.push(answer(buildSyncStatus()), answer(buildSyncStatus({ progress: 60 })))
    poll.start()
    await pass(500)
    poll.send('offline')
    poll.send('online')
    await pass(0)
    expect(poll.reconnecting).toEqual([true, false])
    expect(poll.statuses.map((status) => status.progress)).toEqual([45, 60])
  })

  it('does not wait for an answer over a network that was lost meanwhile', async () => {
    const poll = startPolling()
    poll.answers.push(untilAborted, answer(buildSyncStatus()))
    poll.start()
    await pass(100)
    poll.send('online')
    await pass(0)
    expect(poll.requests[0]?.signal.aborted).toBe(true)
    expect(poll.statuses).toHaveLength(1)
    expect(poll.reconnecting).toEqual([false])
  })

  it('gives up an answer that hangs, and asks again', async () => {
    const poll = startPolling()
    poll.answers.push(untilAborted, answer(buildSyncStatus()))
    poll.start()
    await pass(20_000)
    expect(poll.reconnecting).toEqual([true])
    await pass(4000)
    expect(poll.statuses).toHaveLength(1)
  })

  it('tells nothing more once it is stopped', async () => {
    const poll = startPolling()
    poll.answers.push(untilAborted)
    const polling = poll.start()
    await pass(100)
    polling.stop()
    polling.pollNow()
    await pass(600_000)
    expect(poll.requests).toHaveLength(1)
    expect(poll.reconnecting).toEqual([])
  })
})
