import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addWaitingJob } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { beat, endHeartbeat } from './heartbeats.ts'
import { addQueueJob } from './queue.ts'
import { sweep } from './sweep.ts'
import { readActiveSyncJob, readSyncJob, requestCancel, widenOpenedJob } from './sync-jobs.ts'
import { claimSyncJob, endSyncJob, lockFence } from './sync-runs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const options = { silentAfterMs: 20_000 }

async function addWorker(workerId: string, silentMs = 0) {
  await beat(database.db, {
    workerId,
    host: 'host',
    pid: 1,
    concurrency: 1,
    runningJobs: [],
    memoryBytes: 1,
    stopping: false,
  })
  await age(workerId, silentMs)
}
const age = (workerId: string, ms: number) =>
  sql`update worker_heartbeats set beat_at = now() - ${ms} * interval '1 millisecond' where worker_id = ${workerId}`.execute(
    database.db,
  )

const lockQueueJob = (jobId: string, workerId: string) =>
  sql`
    update graphile_worker._private_jobs set locked_by = ${workerId}, locked_at = now(), attempts = 1
    where key = ${`${jobId}:1`}
  `.execute(database.db)
const waitLong = (jobId: string) =>
  sql`update sync_jobs set updated_at = now() - interval '20 seconds' where id = ${jobId}`.execute(
    database.db,
  )

/** A job with a queue job that the worker's pool has locked, as graphile-worker's get_job leaves it. */
async function addJobRunBy(workerId: string) {
  const { jobId } = await addWaitingJob(database.db)
  await addQueueJob(database.db, { jobId, afterAttempt: 0 })
  await lockQueueJob(jobId, workerId)
  await claimSyncJob(database.db, { jobId, workerId })
  return jobId
}
const isLocked = async (jobId: string) => {
  const { rows } = await sql<{ locked: boolean }>`
    select bool_or(locked_at is not null) as locked from graphile_worker.jobs where key like ${`${jobId}:%`}
  `.execute(database.db)
  return rows[0]?.locked
}

test('a silent worker loses its job, and the queue may run it again', async () => {
  await addWorker('silent-1', 30_000)
  const jobId = await addJobRunBy('silent-1')
  const swept = await sweep(database.db, options)
  expect(swept?.lostWorkers).toEqual(['silent-1'])
  expect((await readSyncJob(database.db, { jobId }))?.job).toMatchObject({
    worker_id: null,
    losses: 1,
    tries: 0,
  })
  expect(await isLocked(jobId)).toBe(false)
})

test('a worker that was given up as lost can write nothing, even before another one has its job', async () => {
  await addWorker('silent-9', 30_000)
  const { jobId } = await addWaitingJob(database.db)
  const claimed = await claimSyncJob(database.db, { jobId, workerId: 'silent-9' })
  await sweep(database.db, options)
  const before = await readSyncJob(database.db, { jobId })
  const spent = { moodleRequests: 1, activeMs: 1, tries: 0 }
  const end = { status: 'completed', partial: false, data: {}, ...spent } as const
  expect(await lockFence(database.db, claimed!)).toMatchObject({ held: false })
  expect(await endSyncJob(database.db, claimed!, end)).toBe(false)
  expect(await readSyncJob(database.db, { jobId })).toEqual(before)
})

test('a worker that beats keeps its job', async () => {
  await addWorker('alive-1')
  const jobId = await addJobRunBy('alive-1')
  await sweep(database.db, options)
  expect((await readSyncJob(database.db, { jobId }))?.job.worker_id).toBe('alive-1')
  expect(await isLocked(jobId)).toBe(true)
})

test('a job that lost five workers ends as that', async () => {
  await addWorker('silent-2', 30_000)
  const jobId = await addJobRunBy('silent-2')
  await database.db.updateTable('sync_jobs').set({ losses: 4 }).where('id', '=', jobId).execute()
  const swept = await sweep(database.db, options)
  expect(swept?.ended).toEqual([jobId])
  expect((await readSyncJob(database.db, { jobId }))?.job).toMatchObject({
    status: 'failed',
    error_code: 'sync.worker_lost',
  })
})

test('a whole sync asked of a job for opened courses follows it where that lost its last worker', async () => {
  const { db } = database
  await addWorker('silent-10', 30_000)
  const jobId = await addJobRunBy('silent-10')
  await db.updateTable('sync_jobs').set({ losses: 4, trigger: 'opened' }).where('id', '=', jobId).execute()
  await widenOpenedJob(db, jobId, 'schedule')
  await sweep(db, options)
  const { job } = (await readSyncJob(db, { jobId }))!
  expect(job.status).toBe('failed')
  expect((await readActiveSyncJob(db, job.user_id))?.job).toMatchObject({
    trigger: 'schedule',
    asked_again: false,
  })
})

test('a job that was to be cancelled ends when its worker is lost', async () => {
  await addWorker('silent-3', 30_000)
  const jobId = await addJobRunBy('silent-3')
  await requestCancel(database.db, jobId)
  await sweep(database.db, options)
  expect((await readSyncJob(database.db, { jobId }))?.job.status).toBe('cancelled')
})

test('a job whose worker said goodbye without letting go is put back into the queue', async () => {
  await addWorker('gone-1')
  const jobId = await addJobRunBy('gone-1')
  await endHeartbeat(database.db, 'gone-1')
  await sweep(database.db, options)
  await waitLong(jobId)
  const swept = await sweep(database.db, options)
  expect(swept?.requeued).toEqual([jobId])
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.jobs where key like ${`${jobId}:%`} and locked_at is null
  `.execute(database.db)
  expect(rows).toEqual([{ key: `${jobId}:2` }])
})

test('a job that a living worker has taken and not claimed yet is left to it', async () => {
  await addWorker('alive-2')
  const { jobId } = await addWaitingJob(database.db)
  await addQueueJob(database.db, { jobId, afterAttempt: 0 })
  await lockQueueJob(jobId, 'alive-2')
  await waitLong(jobId)
  expect((await sweep(database.db, options))?.requeued).toEqual([])
})

test('a job whose queue job was deleted gets another', async () => {
  const { jobId } = await addWaitingJob(database.db)
  await waitLong(jobId)
  expect((await sweep(database.db, options))?.requeued).toEqual([jobId])
  expect((await sweep(database.db, options))?.requeued).toEqual([])
})

test('two sweeps at once: one works, the other leaves it', async () => {
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const other = database.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7310041)`.execute(trx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  expect(await sweep(database.db, options)).toBeNull()
  held.resolve()
  await other
})
