import type { SyncStatus } from '@spike/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { holdReading } from '../support/hold-reading.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts'

let stack: TestStack
let processes: WorkerProcess[]
beforeAll(async () => {
  stack = await startTestStack({ workers: 0 })
  // Few places each, so that both have to work.
  const few = { WORKER_CONCURRENCY: '3' }
  processes = await Promise.all([1, 2].map(() => startWorkerProcess(stack.connectionString, few)))
})
afterEach(() => stack.campus.control.reset())
afterAll(async () => {
  for (const worker of processes ?? []) worker.kill('SIGTERM')
  await Promise.all((processes ?? []).map((worker) => worker.ended))
  await stack?.close()
})

test('two worker processes share the work, and together keep to the requests a site allows', async () => {
  const { control } = stack.campus
  control.setDelay({ requestMs: 15 })
  const students = await Promise.all(Array.from({ length: 6 }, (_, n) => stack.signIn(`student${n + 1}`)))
  // Signing in takes no slot: only the syncs are counted.
  control.resetCounters()
  const ends = await Promise.all(students.map((student) => student.waitForEnd()))
  expect(ends.map((end) => end.status)).toEqual(Array.from({ length: 6 }, () => 'completed'))
  expect(control.readCounters().peakInFlight).toBeLessThanOrEqual(4)
  expect(control.readCounters().peakInFlight).toBeGreaterThanOrEqual(2)
  const workers = await stack.db.selectFrom('sync_job_attempts').select('worker_id').distinct().execute()
  expect(workers).toHaveLength(2)
})

test('a wish to be left alone that one worker process met is obeyed by both, in every run of that site', async () => {
  const { control } = stack.campus
  const contents = { function: 'core_course_get_contents' }
  // All runs stand before their courses: no place is free in either process.
  const hold = control.addFault({ kind: 'timeout', scope: contents })
  const students = await Promise.all(Array.from({ length: 6 }, (_, n) => stack.signIn(`student${n + 11}`)))
  const ids = students.map((student) => student.syncJobId)
  const readWorkers = () =>
    stack.db.selectFrom('sync_jobs').select('worker_id').where('id', 'in', ids).execute()
  await expect
    .poll(async () => new Set((await readWorkers()).map((job) => job.worker_id)))
    .toEqual(new Set([expect.any(String), expect.any(String)]))
  const limited = control.addFault({
    kind: 'too-many-requests',
    retryAfterSeconds: 3,
    times: 1,
    scope: contents,
  })
  const arrivals: number[] = []
  const stopListening = control.onRequest(() => arrivals.push(Date.now()))
  control.clearFault(hold.id)
  await control.waitForFault(limited.id)
  const ends = await Promise.all(students.map((student) => student.waitForEnd()))
  stopListening()

  expect(ends.map((end) => [end.status, end.partial])).toEqual(ids.map(() => ['completed', false]))
  const { retry_after_until: until } = await stack.db
    .selectFrom('institutions')
    .select('retry_after_until')
    .executeTakeFirstOrThrow()
  const inMs = arrivals.map((at) => at - until!.getTime())
  // A request that was on its way when the site said so still arrives.
  expect(inMs.filter((ms) => ms > -1_500 && ms < -20)).toEqual([])
  expect(inMs.filter((ms) => ms >= -20).length).toBeGreaterThan(6)
})

test('what one api process made, another one shows, and is told of every change', async () => {
  const reading = holdReading(stack, 'six')
  const student = await stack.signIn('six')
  const otherApi = await stack.startApi()
  const path = `/api/sync-status/${student.syncJobId}`
  const cookie = student.cookie
  const ask = (headers: Record<string, string> = {}) =>
    fetch(otherApi + path, { headers: { cookie, ...headers } })
  await student.follow((status) => status.status === 'analyzing_content')
  const first = await ask()
  expect(first.status).toBe(200)
  const held = ask({ 'if-none-match': first.headers.get('etag') ?? '', prefer: 'wait=30' })
  reading.release()
  const next = (await (await held).json()) as SyncStatus
  expect(next.rev).toBeGreaterThan(((await first.json()) as SyncStatus).rev)
  await student.waitForEnd()
})
