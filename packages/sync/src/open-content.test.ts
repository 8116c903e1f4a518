import {
  applyCoursePlan,
  claimSyncJob,
  clearWanted,
  createSealer,
  developmentKey,
  markCredentialRefused,
  type Queryable,
  readWanted,
  saveCredential,
  writeCourses,
} from '@spike/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { cancelSync, enqueueSync } from './enqueue.ts'
import { openCourse, openItem } from './open-content.ts'
import { planCourse } from './plan/plan-course.ts'
import { planCourseList } from './plan/plan-course-list.ts'
import { toReadRows } from './plan/read-rows.ts'
import { makeContent, makeItem } from './testing/course-content.ts'
import { makeCourse } from './testing/fake-moodle.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const now = new Date('2026-11-22T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const sealer = createSealer([developmentKey])

/** A student with one course that was read so long ago, and one item in it. */
async function addOpened({
  readHoursAgo = 30,
  kind = 'token' as 'token' | 'session',
  detail = 'full' as 'full' | 'outside' | 'listed',
  modname = 'folder',
} = {}) {
  const { db } = database
  const student = await addStudent(db)
  await saveCredential(db, sealer, {
    userId: student.userId,
    credential:
      kind === 'token' ? { kind, token: 'a'.repeat(32) } : { kind, cookies: { MoodleSession: 'x' } },
  })
  const { jobId } = await enqueueSync(db, { ...student, trigger: 'sign_in', requestId: null, maxTries: 3 })
  await cancelSync(db, jobId)
  await writeCourses(db, student.userId, planCourseList([], [makeCourse(28)]).write)
  const { id: courseId } = await db
    .selectFrom('courses')
    .select('id')
    .where('user_id', '=', student.userId)
    .executeTakeFirstOrThrow()
  const rows = toReadRows(makeContent({}, [makeItem({ modname, detail })]))
  await applyCoursePlan(
    db,
    { userId: student.userId, courseId, jobId },
    { plan: planCourse(null, rows), facts: { categoryName: null, teachers: null } },
  )
  await db
    .updateTable('course_readings')
    .set({ read_at: hoursAgo(readHoursAgo) })
    .where('course_id', '=', courseId)
    .execute()
  const { id: itemId } = await db
    .selectFrom('items')
    .select('id')
    .where('user_id', '=', student.userId)
    .executeTakeFirstOrThrow()
  const opened = { ...student, requestId: 'test', maxTries: 3, now }
  return {
    userId: student.userId,
    student,
    courseId,
    itemId,
    openCourse: () => openCourse(db, { ...opened, courseId }),
    openItem: ({ on = db, hoursLater = 0 }: { on?: Queryable; hoursLater?: number } = {}) =>
      openItem(on, { ...opened, itemId, now: hoursAgo(-hoursLater) }),
    jobs: () =>
      db
        .selectFrom('sync_jobs')
        .select(['id', 'trigger'])
        .where('user_id', '=', student.userId)
        .where('finished_at', 'is', null)
        .execute(),
  }
}

test('a course that was not read for a day is wanted, and read by a job for it', async () => {
  const { openCourse: open, jobs, userId } = await addOpened()
  const opened = await open()
  expect(await jobs()).toEqual([{ id: opened?.jobId, trigger: 'opened' }])
  expect(await readWanted(database.db, userId)).toMatchObject([{ item_moodle_id: null, wanted_at: now }])
  expect(await open()).toEqual(opened)
})

test('a course that was read today is not read again', async () => {
  const { openCourse: open, jobs } = await addOpened({ readHoursAgo: 2 })
  expect(await open()).toEqual({ jobId: null })
  expect(await jobs()).toEqual([])
})

test('a course of which an item is known by name alone is read, however lately it was', async () => {
  const { openCourse: open } = await addOpened({ readHoursAgo: 0, detail: 'listed' })
  expect((await open())?.jobId).not.toBeNull()
})

describe('an item is read', () => {
  const opensAJob = async (options: Parameters<typeof addOpened>[0]) =>
    (await (await addOpened(options)).openItem())?.jobId !== null

  test('where what is inside was not yet', async () => {
    expect(await opensAJob({ detail: 'outside', readHoursAgo: 0 })).toBe(true)
    expect(await opensAJob({ detail: 'full' })).toBe(false)
  })
  test('where no sync reads what is inside', async () => {
    expect(await opensAJob({ kind: 'session', readHoursAgo: 0 })).toBe(true)
    expect(await opensAJob({ kind: 'session', modname: 'label' })).toBe(false)
  })
  test('once an hour, whatever came of it', async () => {
    const { openItem: open, userId } = await addOpened({ kind: 'session', detail: 'outside' })
    const first = await open()
    expect(await open()).toEqual(first)
    await clearWanted(database.db, await readWanted(database.db, userId))
    expect(await open()).toEqual({ jobId: null })
    expect(await open({ hoursLater: 2 })).toEqual(first)
  })
})

describe('while a job comes to its end', () => {
  const waitForLock = () =>
    expect
      .poll(async () => {
        const { rows } = await database.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length
      })
      .toBe(1)

  test('what is opened waits for that, and is for another job', async () => {
    const { openItem: open, openCourse: openWhole, userId, jobs } = await addOpened({ detail: 'outside' })
    const first = await openWhole()
    const { db } = database
    const ending = await db.startTransaction().execute()
    expect(await cancelSync(ending, first!.jobId!)).toBe('cancelled')
    const opening = db.transaction().execute((trx) => open({ on: trx }))
    await waitForLock()
    await ending.commit().execute()
    const opened = await opening
    expect(opened?.jobId).not.toBe(first?.jobId)
    expect(await jobs()).toEqual([{ id: opened?.jobId, trigger: 'opened' }])
    expect((await readWanted(db, userId)).map((entry) => entry.item_moodle_id)).toContain(10)
  })

  test('the end waits for what is being opened, and finds it', async () => {
    const { openItem: open, openCourse: openWhole, userId } = await addOpened({ detail: 'outside' })
    const first = await openWhole()
    const { db } = database
    const opening = await db.startTransaction().execute()
    expect(await open({ on: opening })).toEqual(first)
    const seen = db.transaction().execute(async (run) => {
      await run.selectFrom('sync_jobs').select('id').where('id', '=', first!.jobId!).forUpdate().execute()
      return readWanted(run, userId)
    })
    await waitForLock()
    await opening.commit().execute()
    expect(await seen).toHaveLength(2)
  })
})

test('nothing is read for a student whose sign-in the site refused', async () => {
  const { openCourse: open, userId } = await addOpened()
  await markCredentialRefused(database.db, { userId, storedAt: new Date(Date.now() + 60_000) })
  expect(await open()).toEqual({ jobId: null })
  expect(await readWanted(database.db, userId)).toEqual([])
})

test("another student's course and item are none", async () => {
  const { courseId, itemId } = await addOpened()
  const stranger = await addStudent(database.db)
  const opened = { ...stranger, requestId: null, maxTries: 3, now }
  expect(await openCourse(database.db, { ...opened, courseId })).toBeNull()
  expect(await openItem(database.db, { ...opened, itemId })).toBeNull()
})

test('a whole sync asked for while a job for an opened course is active makes that one whole', async () => {
  const { openCourse: open, jobs, student } = await addOpened()
  const opened = await open()
  const whole = await enqueueSync(database.db, {
    ...student,
    trigger: 'manual',
    requestId: null,
    maxTries: 3,
  })
  expect(whole).toEqual({ jobId: opened?.jobId, created: false })
  expect(await jobs()).toMatchObject([{ trigger: 'manual' }])
  const claimed = await claimSyncJob(database.db, { jobId: whole.jobId, workerId: 'worker' })
  expect(claimed?.job).toMatchObject({ trigger: 'manual', asked_again: false })
})
