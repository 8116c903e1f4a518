import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { createLaunch } from './launches.ts'
import { cleanUp } from './retention.ts'
import { savePushSubscription } from './push-subscriptions.ts'
import { createSession } from './sessions.ts'
import { insertSyncJob } from './sync-jobs.ts'
import { claimSyncJob, endSyncJob } from './sync-runs.ts'

const kept = { keepDays: 7, sessionIdleDays: 30 }

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('ended jobs go after their days, but for the last of each student', async () => {
  const { db } = database
  const student = await addStudent(db)
  const jobIds: string[] = []
  for (const daysAgo of [30, 20, 10, 1]) {
    const { jobId } = await insertSyncJob(db, { ...student, trigger: 'manual', requestId: null, maxTries: 3 })
    const claimed = await claimSyncJob(db, { jobId, workerId: 'w' })
    await endSyncJob(db, claimed!, { status: 'cancelled', moodleRequests: 0, activeMs: 0, tries: 0 })
    await sql`
      update sync_jobs set created_at = now() - ${daysAgo} * interval '1 day', finished_at = now() - ${daysAgo} * interval '1 day'
      where id = ${jobId}
    `.execute(db)
    jobIds.push(jobId)
  }
  const other = await addStudent(db)
  const { jobId: lonely } = await insertSyncJob(db, {
    ...other,
    trigger: 'manual',
    requestId: null,
    maxTries: 3,
  })
  const claimed = await claimSyncJob(db, { jobId: lonely, workerId: 'w' })
  await endSyncJob(db, claimed!, { status: 'cancelled', moodleRequests: 0, activeMs: 0, tries: 0 })
  await sql`update sync_jobs set finished_at = now() - interval '90 days' where id = ${lonely}`.execute(db)

  expect(await cleanUp(db, kept)).toMatchObject({ jobs: 3 })

  const left = await db.selectFrom('sync_jobs').select('id').execute()
  expect(left.map((job) => job.id).toSorted()).toEqual([jobIds[3], lonely].toSorted())
  expect(await cleanUp(db, kept)).toMatchObject({ jobs: 0 })
})

test('reading what was opened is not the last sync of a student', async () => {
  const { db } = database
  const student = await addStudent(db)
  const endedDaysAgo = async (trigger: 'manual' | 'opened', days: number) => {
    const { jobId } = await insertSyncJob(db, { ...student, trigger, requestId: null, maxTries: 3 })
    const claimed = await claimSyncJob(db, { jobId, workerId: 'w' })
    await endSyncJob(db, claimed!, { status: 'cancelled', moodleRequests: 0, activeMs: 0, tries: 0 })
    const at = new Date(Date.now() - days * 86_400_000)
    await db
      .updateTable('sync_jobs')
      .set({ created_at: at, finished_at: at })
      .where('id', '=', jobId)
      .execute()
    return jobId
  }
  const sync = await endedDaysAgo('manual', 30)
  await endedDaysAgo('opened', 20)
  const lately = await endedDaysAgo('opened', 1)

  await cleanUp(db, kept)

  const left = await db.selectFrom('sync_jobs').select('id').where('user_id', '=', student.userId).execute()
  expect(left.map((job) => job.id).toSorted()).toEqual([sync, lately].toSorted())
})

test('sign-ins that were never finished go when their time is over', async () => {
  const { db } = database
  const { institutionId } = await addStudent(db)
  const launch = { institutionId, passport: 'p' }
  const minuteMs = 60_000
  const over = { idHash: Buffer.alloc(32, 1), expiresAt: new Date(Date.now() - minuteMs) }
  const open = { idHash: Buffer.alloc(32, 2), expiresAt: new Date(Date.now() + minuteMs) }
  for (const times of [over, open]) await createLaunch(db, { ...launch, ...times })

  await cleanUp(db, kept)

  const left = await db.selectFrom('launches').select('id_hash').execute()
  expect(left.map((row) => row.id_hash)).toEqual([open.idHash])
})

test('a session that is over goes, by its end or because nobody was seen in it, and its notifications with it', async () => {
  const { db } = database
  const { userId } = await addStudent(db)
  const dayMs = 86_400_000
  const daysAgo = (count: number) => new Date(Date.now() - count * dayMs)
  const sessions = [
    { now: daysAgo(31), expiresAt: daysAgo(-100) },
    { now: daysAgo(2), expiresAt: daysAgo(1) },
    { now: daysAgo(29), expiresAt: daysAgo(-100) },
  ]
  for (const [at, times] of sessions.entries()) {
    const own = { userId, idHash: Buffer.alloc(32, at) }
    await createSession(db, { owner: { userId }, idHash: own.idHash, ...times })
    const subscription = { endpoint: `https://push.example/${at}`, keys: { p256dh: 'p', auth: 'a' } }
    await db.transaction().execute((trx) => savePushSubscription(trx, own, subscription))
  }

  expect(await cleanUp(db, kept)).toMatchObject({ sessions: 2 })

  const left = await db.selectFrom('push_subscriptions').select('endpoint').execute()
  expect(left).toEqual([{ endpoint: 'https://push.example/2' }])
})

test('what changed goes after half a year once it was read, and after a year in any case', async () => {
  const { db } = database
  const { userId } = await addStudent(db)
  const change = { user_id: userId, kind: 'new', subject: 'course', fields: '[]' } as const
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  await db
    .insertInto('changes')
    .values([
      { ...change, title: 'read long ago', at: daysAgo(181), read_at: daysAgo(170) },
      { ...change, title: 'read', at: daysAgo(179), read_at: daysAgo(179) },
      { ...change, title: 'unread', at: daysAgo(364) },
      { ...change, title: 'unread for a year', at: daysAgo(366) },
    ])
    .execute()

  expect(await cleanUp(db, kept)).toMatchObject({ changes: 2 })

  const left = await db.selectFrom('changes').select('title').orderBy('id').execute()
  expect(left.map(({ title }) => title)).toEqual(['read', 'unread'])
})
