import type { SyncJobView } from '@spike/store'
import { expect, test, vi } from 'vitest'
import { createJobWatch } from './job-watch.ts'
import { waitForChange } from './wait-for-change.ts'

const viewOf = (rev: number, queuePosition: number | null = null) =>
  ({ job: { id: 'job', rev }, queuePosition }) as SyncJobView

function setUp(first = viewOf(1), maxWatchers = 2) {
  const jobWatch = createJobWatch({ maxWatchers })
  const stop = new AbortController()
  const state = { view: first, reads: 0 }
  const wait = (overrides: Partial<Parameters<typeof waitForChange>[0]> = {}) =>
    waitForChange({
      jobId: 'job',
      sessionKey: 'session',
      jobWatch,
      read: () => {
        state.reads += 1
        return Promise.resolve(state.view)
      },
      isKnown: (view) => view.job.rev === 1 && view.queuePosition === first.queuePosition,
      timeoutMs: 60_000,
      queueRereadMs: 5000,
      signal: stop.signal,
      ...overrides,
    })
  return { jobWatch, stop, state, wait }
}

test('holds until the job has changed, and then gives it', async () => {
  const { jobWatch, state, wait } = setUp()
  const waiting = wait()
  await vi.waitFor(() => expect(state.reads).toBe(1))
  jobWatch.tell('another job')
  state.view = viewOf(2)
  jobWatch.tell('job')
  expect(await waiting).toEqual({ view: viewOf(2), waited: true })
  expect(jobWatch.size).toBe(0)
})

test('a change between two readings is not missed', async () => {
  const { jobWatch, wait } = setUp()
  let reads = 0
  const result = await wait({
    read: () => {
      reads += 1
      // Told while this reading is under way, which still sees the old one.
      if (reads < 3) jobWatch.tell('job')
      return Promise.resolve(viewOf(reads < 3 ? 1 : 2))
    },
  })
  expect(result.view?.job.rev).toBe(2)
})

test('looks again when it listens anew', async () => {
  const { jobWatch, state, wait } = setUp()
  const waiting = wait()
  await vi.waitFor(() => expect(state.reads).toBe(1))
  state.view = viewOf(2)
  jobWatch.tellAll()
  expect((await waiting).view?.job.rev).toBe(2)
})

test('a job in the queue is read again now and then, for its place there', async () => {
  const { jobWatch, state, wait } = setUp(viewOf(1, 3))
  const waiting = wait({ queueRereadMs: 5 })
  await vi.waitFor(() => expect(state.reads).toBeGreaterThan(2))
  state.view = viewOf(1, 2)
  expect((await waiting).view?.queuePosition).toBe(2)
  expect(jobWatch.size).toBe(0)
})

test('gives what is known when the time is up', async () => {
  const { wait } = setUp()
  expect(await wait({ timeoutMs: 5 })).toEqual({ view: viewOf(1), waited: true })
})

test('ends when whoever asked has gone, and frees the place', async () => {
  const { jobWatch, stop, state, wait } = setUp()
  const waiting = wait()
  await vi.waitFor(() => expect(state.reads).toBe(1))
  expect(jobWatch.size).toBe(1)
  stop.abort()
  await waiting
  expect(jobWatch.size).toBe(0)
})

test('does not wait where too many do already', async () => {
  const { jobWatch, wait } = setUp(viewOf(1), 1)
  const unwatch = jobWatch.watch({ jobId: 'another job', sessionKey: 'another' }, () => {})
  expect(await wait()).toEqual({ view: viewOf(1), waited: false })
  unwatch?.()
  unwatch?.()
  expect(jobWatch.size).toBe(0)
})

test('a session waits eight times at once and no more, and keeps no other session out', async () => {
  const { jobWatch, wait } = setUp(viewOf(1), 100)
  const who = { jobId: 'job', sessionKey: 'session' }
  const unwatch = Array.from({ length: 8 }, () => jobWatch.watch(who, () => {}))
  expect(jobWatch.isFull('session')).toBe(true)
  expect(await wait()).toEqual({ view: viewOf(1), waited: false })
  expect(jobWatch.isFull('another session')).toBe(false)
  unwatch[0]?.()
  unwatch[0]?.()
  expect(await wait({ timeoutMs: 1 })).toEqual({ view: viewOf(1), waited: true })
  expect(jobWatch.size).toBe(7)
})

test('frees the place when reading fails', async () => {
  const { jobWatch, wait } = setUp()
  await expect(wait({ read: () => Promise.reject(new Error('gone')) })).rejects.toThrow('gone')
  expect(jobWatch.size).toBe(0)
})
