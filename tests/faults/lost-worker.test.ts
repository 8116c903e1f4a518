import type { SyncStatus } from '@spike/contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { holdReading } from '../support/hold-reading.ts'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.ts'

let stack: TestStack
const processes: WorkerProcess[] = []
beforeAll(async () => {
  stack = await startTestStack({ workers: 0 })
})
afterEach(() => stack.campus.control.reset())
afterAll(async () => {
  for (const worker of processes) worker.kill('SIGKILL')
  await Promise.all(processes.map((worker) => worker.ended))
  await stack.close()
})

async function startProcess(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(stack.connectionString)
  processes.push(worker)
  return worker
}

const isInTheMiddle = (status: SyncStatus) => status.status === 'analyzing_content' && (status.done ?? 0) >= 8

const neverFalls = (seen: readonly SyncStatus[]) => {
  const progress = seen.map((status) => status.progress)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
}

async function readCourseEvents(jobId: string) {
  const { rows } = await sql<{ course: number; attempt: number }>`
    select (data->>'courseMoodleId')::int as course, attempt from sync_job_events
    where job_id = ${jobId} and kind = 'course_saved' order by id
  `.execute(stack.db)
  return rows
}

/** Courses whose contents were asked for more often than once by attempts after they were saved. */
async function findRepeated(jobId: string): Promise<number[]> {
  const { rows } = await sql<{ course: number }>`
    select distinct (c.data->>'courseMoodleId')::int as course
    from sync_job_events c
    join sync_job_events s on s.job_id = c.job_id and s.kind = 'course_saved'
      and s.data->>'courseMoodleId' = c.data->>'courseMoodleId' and s.attempt < c.attempt
    where c.job_id = ${jobId} and c.kind = 'moodle_call' and c.function = 'core_course_get_contents'
  `.execute(stack.db)
  return rows.map((row) => row.course)
}

async function readAttempts(jobId: string): Promise<string[]> {
  const rows = await stack.db
    .selectFrom('sync_job_attempts')
    .select('outcome')
    .where('job_id', '=', jobId)
    .orderBy('attempt')
    .execute()
  return rows.map((row) => row.outcome)
}

async function expectWhole(jobId: string) {
  const saved = await readCourseEvents(jobId)
  expect(new Set(saved.map((event) => event.course)).size).toBe(40)
  expect(saved).toHaveLength(40)
  expect(await findRepeated(jobId)).toEqual([])
  const { rows } = await sql<{ doubled: number }>`
    select count(*)::int - count(distinct (course_id, moodle_id))::int as doubled from items
  `.execute(stack.db)
  expect(rows[0]?.doubled).toBe(0)
}

test('a worker killed in the middle: another one finishes, no saved course is read again, progress never falls', async () => {
  const reading = holdReading(stack, 'demo')
  const [first] = [await startProcess()]
  const student = await stack.signIn('demo')
  const before = await student.follow(isInTheMiddle)
  first.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  reading.release()
  await startProcess()

  const after = await student.follow((status) => status.finishedAt !== null)
  expect(after.at(-1)).toMatchObject({ status: 'completed', partial: false, counts: { courses: 40 } })
  neverFalls([...before, ...after])
  await expectWhole(student.syncJobId)
  expect(await readAttempts(student.syncJobId)).toEqual(['lost', 'completed'])
  // A lost worker is not a try.
  expect(after.at(-1)?.attempt).toBe(1)
})

test('SIGTERM in the middle: the worker lets go and exits 0, the next one goes on at once', async () => {
  const worker = processes.at(-1)!
  await makeReadingsOld(stack.db)
  const reading = holdReading(stack, 'demo')
  const student = await stack.signIn('demo')
  const before = await student.follow(isInTheMiddle)
  worker.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(await readAttempts(student.syncJobId)).toEqual(['released'])
  reading.release()
  await startProcess()

  const after = await student.follow((status) => status.finishedAt !== null)
  expect(after.at(-1)).toMatchObject({ status: 'completed', partial: false })
  neverFalls([...before, ...after])
  await expectWhole(student.syncJobId)
  expect(await readAttempts(student.syncJobId)).toEqual(['released', 'completed'])
})

test('a cancel reaches a worker in another process', async () => {
  await makeReadingsOld(stack.db)
  holdReading(stack, 'demo')
  const student = await stack.signIn('demo')
  await student.follow(isInTheMiddle)
  expect((await student.fetch(`/api/sync/${student.syncJobId}`, { method: 'DELETE' })).status).toBe(202)
  expect(await student.waitForEnd()).toMatchObject({ status: 'cancelled' })
})
