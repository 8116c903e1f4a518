import {
  createSealer,
  developmentKey,
  markCredentialRefused,
  saveCredential,
  saveInstitution,
} from '@spike/store'
import { setInstitutionEnabled, upsertUser, writeSyncSchedule } from '@spike/store'
import type { JobHelpers } from 'graphile-worker'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts'
import { createScheduleSyncsTask } from './schedule-syncs.ts'

const sealer = createSealer([developmentKey])
/** Later than anything that the tests write by the database's clock, so that a round can begin before or after it. */
const farAhead = '2099-11-22'
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  await database.db.deleteFrom('sync_jobs').execute()
  await database.db.deleteFrom('users').execute()
  await database.db.deleteFrom('institutions').execute()
  await addInstitution('campus')
})
afterAll(() => database.close())

const addInstitution = (id: string) =>
  saveInstitution(database.db, {
    id,
    name: { he: id, en: id, ar: id },
    url: `https://moodle.${id}.example`,
    isLocal: false,
  })

async function addStudents(count: number, institutionId = 'campus'): Promise<string[]> {
  const ids: string[] = []
  for (let index = 1; index <= count; index++) {
    const userId = await upsertUser(database.db, {
      institutionId,
      moodleUserId: index,
      username: `student${index}`,
      fullName: `Student ${index}`,
      language: null,
    })
    await saveCredential(database.db, sealer, { userId, credential: { kind: 'token', token: 't' } })
    ids.push(userId)
  }
  return ids
}

async function runAt(time: string, schedule = '0 5,17 * * *'): Promise<void> {
  const task = createScheduleSyncsTask({
    db: database.db,
    log: pino({ level: 'silent' }),
    now: () => new Date(`${farAhead}T${time}Z`),
    schedule,
    maxTries: 3,
  })
  await task({}, {} as JobHelpers)
}

const jobs = () =>
  database.db.selectFrom('sync_jobs').select(['id', 'user_id', 'trigger', 'institution_id']).execute()
const endJobs = () =>
  database.db
    .updateTable('sync_jobs')
    .set({ status: 'completed', progress: 100, finished_at: new Date(`${farAhead}T03:00:00Z`) })
    .execute()
const setCreated = (at: string) =>
  database.db
    .updateTable('sync_jobs')
    .set({ created_at: new Date(at) })
    .execute()

test('students come one after another over the round, every one of them by its end', async () => {
  await addStudents(40)
  await runAt('03:00:00')
  const early = await jobs()
  await runAt('08:55:00')
  const half = await jobs()
  await runAt('14:50:00')
  const all = await jobs()
  expect(early.length).toBeLessThan(5)
  expect(half.length).toBeGreaterThan(4)
  expect(half.length).toBeLessThan(36)
  expect(all).toHaveLength(40)
  expect(new Set(all.map((job) => job.trigger))).toEqual(new Set(['schedule']))
})

test('who has synced in this round is left alone until the next', async () => {
  await addStudents(1)
  await runAt('14:50:00')
  await endJobs()
  await setCreated(`${farAhead}T08:00:00Z`)
  await runAt('14:50:00')
  expect(await jobs()).toHaveLength(1)
  await setCreated(`${farAhead}T02:59:59Z`)
  await runAt('14:50:00')
  expect(await jobs()).toHaveLength(2)
})

test('reading a course that was opened is no sync of the account', async () => {
  await addStudents(1)
  await runAt('14:50:00')
  await endJobs()
  await database.db
    .updateTable('sync_jobs')
    .set({ trigger: 'opened', created_at: new Date(`${farAhead}T08:00:00Z`) })
    .execute()
  await runAt('14:50:00')
  expect(await jobs()).toHaveLength(2)
})

test('a sign-in that the site has refused is not tried again', async () => {
  const [userId = ''] = await addStudents(1)
  await markCredentialRefused(database.db, { userId, storedAt: new Date(Date.now() + 60_000) })
  await runAt('14:50:00')
  expect(await jobs()).toEqual([])
})

test('an institution has its own schedule, or none, and one that is off the list has none', async () => {
  await addInstitution('second')
  await addInstitution('third')
  for (const id of ['campus', 'second', 'third']) await addStudents(1, id)
  await writeSyncSchedule(database.db, 'campus', 'off')
  await setInstitutionEnabled(database.db, 'third', false)
  await runAt('14:50:00', 'off')
  expect(await jobs()).toEqual([])
  await writeSyncSchedule(database.db, 'second', '0 4 * * *')
  await runAt('01:50:00', 'off')
  expect((await jobs()).map((job) => job.institution_id)).toEqual(['second'])
})

test('a schedule that cannot be read stops its institution alone', async () => {
  await addInstitution('second')
  for (const id of ['campus', 'second']) await addStudents(1, id)
  await writeSyncSchedule(database.db, 'campus', 'whenever')
  await runAt('14:50:00')
  expect((await jobs()).map((job) => job.institution_id)).toEqual(['second'])
})
