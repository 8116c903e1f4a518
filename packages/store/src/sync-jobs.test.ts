import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addStudent, addWaitingJob } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { insertSyncJob, readActiveSyncJob, readSyncJob, requestCancel } from './sync-jobs.ts'
import { claimSyncJob, endSyncJob, postponeSyncJob, writeProgress } from './sync-runs.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const spent = { moodleRequests: 1, activeMs: 10, tries: 0 }
const progressAt = (progress: number) => ({
  stage: 'analyzing_content' as const,
  progress,
  data: {},
  moodleRequests: 0,
  activeMs: 0,
})
async function addClaimedJob() {
  const { jobId, userId } = await addWaitingJob(database.db)
  const claimed = await claimSyncJob(database.db, { jobId, workerId: 'worker-1' })
  if (!claimed) throw new Error('not claimed')
  return { jobId, userId, claimed }
}

describe('inserting', () => {
  test('two at the same moment make one job, and both get its id', async () => {
    const { db } = database
    const student = await addStudent(db)
    const job = { ...student, trigger: 'sign_in', requestId: null, maxTries: 3 } as const
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => db.transaction().execute((trx) => insertSyncJob(trx, job))),
    )
    expect(new Set(answers.map((answer) => answer.jobId)).size).toBe(1)
    expect(answers.filter((answer) => answer.created)).toHaveLength(1)
  })

  test('a job that has ended makes place for another', async () => {
    const { db } = database
    const { claimed, userId } = await addClaimedJob()
    await endSyncJob(db, claimed, { status: 'failed', errorCode: 'moodle.timeout', ...spent })
    const { institution_id: institutionId } = claimed.job
    const next = await insertSyncJob(db, {
      userId,
      institutionId,
      trigger: 'manual',
      requestId: null,
      maxTries: 3,
    })
    expect(next.created).toBe(true)
    expect((await readActiveSyncJob(db, userId))?.job.id).toBe(next.jobId)
  })
})

describe('the fence', () => {
  test('a late write of an attempt that lost the job changes nothing', async () => {
    const { db } = database
    const { jobId, claimed: first } = await addClaimedJob()
    const second = await claimSyncJob(db, { jobId, workerId: 'worker-2' })
    const before = await readSyncJob(db, { jobId })

    expect(await writeProgress(db, first, progressAt(66))).toEqual({ held: false, cancelRequested: false })
    expect(await endSyncJob(db, first, { status: 'completed', partial: false, data: {}, ...spent })).toBe(
      false,
    )
    const put = { outcome: 'failed', errorCode: null, delayMs: 0, ...spent } as const
    expect(await postponeSyncJob(db, first, put)).toBe(false)

    expect(await readSyncJob(db, { jobId })).toEqual(before)
    expect(second?.attempt).toBe(2)
  })

  test('nothing is written after the end', async () => {
    const { db } = database
    const { jobId, claimed } = await addClaimedJob()
    await endSyncJob(db, claimed, { status: 'cancelled', ...spent })
    expect(await writeProgress(db, claimed, progressAt(50))).toMatchObject({ held: false })
    expect(await claimSyncJob(db, { jobId, workerId: 'worker-2' })).toBeNull()
  })

  test('progress never falls, and rev grows with every write', async () => {
    const { db } = database
    const { jobId, claimed } = await addClaimedJob()
    await writeProgress(db, claimed, progressAt(60))
    const high = await readSyncJob(db, { jobId })
    await writeProgress(db, claimed, progressAt(45))
    const after = await readSyncJob(db, { jobId })
    expect(after?.job.progress).toBe(60)
    expect(after?.job.rev).toBe((high?.job.rev ?? 0) + 1)
  })
})

describe('cancelling', () => {
  test('a waiting job ends at once', async () => {
    const { jobId } = await addWaitingJob(database.db)
    expect(await requestCancel(database.db, jobId)).toBe('cancelled')
    expect((await readSyncJob(database.db, { jobId }))?.job).toMatchObject({ status: 'cancelled' })
    expect(await requestCancel(database.db, jobId)).toBe('already_ended')
  })
  test('a running job is asked, and its next write is told', async () => {
    const { jobId, claimed } = await addClaimedJob()
    expect(await requestCancel(database.db, jobId)).toBe('requested')
    expect(await writeProgress(database.db, claimed, progressAt(50))).toEqual({
      held: true,
      cancelRequested: true,
    })
  })
  test('there is nothing to cancel where there is no job', async () => {
    expect(await requestCancel(database.db, crypto.randomUUID())).toBe('not_found')
  })
})

test('the queue position counts the jobs that wait before it', async () => {
  const { db } = database
  const isolated = await createTestDatabase()
  try {
    const first = await addWaitingJob(isolated.db)
    const second = await addWaitingJob(isolated.db)
    expect((await readSyncJob(isolated.db, { jobId: first.jobId }))?.queuePosition).toBe(0)
    expect((await readSyncJob(isolated.db, { jobId: second.jobId }))?.queuePosition).toBe(1)
    await claimSyncJob(isolated.db, { jobId: first.jobId, workerId: 'w' })
    expect((await readSyncJob(isolated.db, { jobId: first.jobId }))?.queuePosition).toBeNull()
    expect((await readSyncJob(isolated.db, { jobId: second.jobId }))?.queuePosition).toBe(0)
  } finally {
    await isolated.close()
  }
  expect(await readSyncJob(db, { jobId: crypto.randomUUID() })).toBeNull()
})

test("somebody else's job is as none", async () => {
  const { jobId, userId } = await addWaitingJob(database.db)
  const stranger = await addStudent(database.db)
  expect(await readSyncJob(database.db, { jobId, userId: stranger.userId })).toBeNull()
  expect((await readSyncJob(database.db, { jobId, userId }))?.job.id).toBe(jobId)
})
