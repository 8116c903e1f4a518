import { type AccountPart, type CourseContent, MoodleError, nothingKnown } from '@spike/moodle'
import {
  claimSyncJob,
  createSealer,
  developmentKey,
  readInstitution,
  readStudentCourses,
  readSyncJob,
  readWanted,
  saveCredential,
} from '@spike/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeReadingsOld } from '../../../tests/support/make-readings-old.ts'
import { readRowVersions } from '../../../tests/support/row-versions.ts'
import { addStudent } from '../../../tests/support/students.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { cancelSync, enqueueSync } from './enqueue.ts'
import { openCourse, openItem } from './open-content.ts'
import { runSync } from './run-sync.ts'
import { SiteGates } from './site-gates.ts'
import { FakeMoodle, makeCourse } from './testing/fake-moodle.ts'
import {
  makeAssignment,
  makeContent,
  makeDiscussion,
  makeFile,
  makeForum,
  makeGrade,
  makeItem,
  makeQuiz,
} from './testing/course-content.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const now = new Date('2026-11-22T12:00:00Z')
const sealer = createSealer([developmentKey])
const longAgo = new Date('2025-02-01T00:00:00Z')
const settings = {
  jobTimeoutMs: 60_000,
  autoSyncTimeoutMs: 60_000,
  retryDelayMs: 10,
  allowLocalSites: false,
  requestTries: 1,
  requestTimeoutMs: 1_000,
  requestsInFlight: 4,
}

type Trigger = Parameters<typeof enqueueSync>[1]['trigger']

/** A student of a Moodle in memory, and runs for them. */
async function addSyncedStudent() {
  const { db } = database
  const student = await addStudent(db)
  await saveCredential(db, sealer, {
    userId: student.userId,
    credential: { kind: 'token', token: 'a'.repeat(32) },
  })
  const fake = new FakeMoodle()
  const asked = { ...student, requestId: 'test', maxTries: 2 }
  const run = async (jobId: string) => {
    const claimed = await claimSyncJob(db, { jobId, workerId: 'worker' })
    await runSync(
      claimed!,
      {
        db,
        moodle: fake.moodle,
        gates: new SiteGates({
          slots: { take: () => Promise.reject(new Error('no request is made')) } as never,
          now: () => 0,
          delay: () => Promise.resolve(),
        }),
        sealer,
        settings,
        observer: { claimed() {}, stageEnded() {}, called() {}, ended() {} },
        log: { info() {}, warn() {}, error() {} },
        now: () => now,
      },
      new AbortController().signal,
    )
    return (await readSyncJob(db, { jobId }))!.job
  }
  return {
    ...student,
    fake,
    run,
    opened: { ...asked, now },
    enqueue: async (trigger: Trigger) => (await enqueueSync(db, { ...asked, trigger })).jobId,
    sync: async (trigger: Trigger = 'manual') => run((await enqueueSync(db, { ...asked, trigger })).jobId),
    activeJob: () =>
      db
        .selectFrom('sync_jobs')
        .select(['id', 'trigger'])
        .where('user_id', '=', student.userId)
        .where('finished_at', 'is', null)
        .executeTakeFirst(),
    goneCourses: async () =>
      (await readStudentCourses(db, student.userId))
        .filter((course) => course.gone_at !== null)
        .map((course) => course.moodle_id),
    items: () =>
      db
        .selectFrom('items')
        .select(['id', 'moodle_id', 'detail'])
        .where('user_id', '=', student.userId)
        .where('gone_at', 'is', null)
        .execute(),
  }
}

const given = (courseMoodleId: number, content: CourseContent): AccountPart => ({
  kind: 'course',
  reading: { courseMoodleId, ok: true, content },
})
const failed = (courseMoodleId: number): AccountPart => ({
  kind: 'course',
  reading: { courseMoodleId, ok: false, error: new MoodleError('moodle.course_unavailable') },
})
const everything = (): CourseContent =>
  makeContent(
    {
      categoryName: 'מדעי המחשב',
      teachers: ['ד"ר לוי'],
      assignments: [makeAssignment({ itemMoodleId: 11, dueAt: now })],
      quizzes: [makeQuiz({ itemMoodleId: 12, closesAt: now, attempts: [] })],
      forums: [makeForum({ itemMoodleId: 13, discussions: [makeDiscussion()] })],
      grades: [makeGrade({ itemMoodleId: 11, grade: 90 })],
    },
    [
      makeItem({ files: [makeFile('a.pdf')], dates: [{ id: 'duedate', at: now }] }),
      ...(['assign', 'quiz', 'forum'] as const).map((modname, n) =>
        makeItem({ moodleId: 11 + n, modname, name: modname }),
      ),
    ],
  )
const besides: readonly AccountPart[] = [
  {
    kind: 'events',
    entriesTold: true,
    brokenCourses: new Set(),
    events: [
      {
        moodleId: 1,
        courseMoodleId: 28,
        itemMoodleId: null,
        modname: null,
        title: 'הרצאת אורח',
        type: 'course',
        at: now,
        endsAt: null,
        descriptionHtml: '<p>חדר 3</p>',
        url: null,
        actionable: false,
      },
    ],
  },
  {
    kind: 'notifications',
    notifications: [
      { moodleId: 5, subject: 'ציון חדש', textHtml: null, url: null, createdAt: now, read: false },
    ],
  },
]

test('a second sync in which nothing changed writes no row of the student', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28)]
  student.fake.read = () => [given(28, everything()), ...besides]
  expect(await student.sync()).toMatchObject({ status: 'completed', partial: false })
  const before = await readRowVersions(database.db)
  const again = await student.sync()
  expect(again).toMatchObject({ status: 'completed', data: { counts: { changes: 0 } } })
  expect(await readRowVersions(database.db)).toEqual(before)
})

test('the reader is told what is known of a course, and none of one that is new', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28)]
  student.fake.read = ({ read }) => read.map((course) => given(course.moodleId, everything()))
  await student.sync()
  student.fake.courses = [makeCourse(28), makeCourse(29)]
  await student.sync()
  const [first, second] = student.fake.requests
  expect(first?.known.size).toBe(0)
  expect([...(second?.known.keys() ?? [])]).toEqual([28])
  expect(second?.known.get(28)?.assignments.get(11)).toMatchObject({ dueAt: now, grade: 90 })
  expect(second?.known.get(28)?.forums.get(13)?.discussionsReadAt).toBeInstanceOf(Date)
})

test('an old course that was read is left alone, and is no course that could not be read', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28), makeCourse(29, { endsAt: longAgo })]
  student.fake.read = ({ read }) => read.map((course) => given(course.moodleId, everything()))
  await student.sync()
  const second = await student.sync()
  expect(student.fake.requests[1]?.read.map((course) => course.moodleId)).toEqual([28])
  expect(student.fake.requests[1]?.courses).toHaveLength(2)
  expect(second).toMatchObject({
    partial: false,
    data: { parts: { analyzing_content: { done: 1, total: 1 } } },
  })
})

test('an opened old course is read alone, and the rest of the account stays as it is', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28), makeCourse(29, { endsAt: longAgo })]
  student.fake.read = ({ read, account }) => [
    ...read.map((course) => given(course.moodleId, everything())),
    ...(account ? besides : []),
  ]
  await student.sync()
  await makeReadingsOld(db)
  const old = (await readStudentCourses(db, student.userId)).find((course) => course.moodle_id === 29)!
  const before = await readRowVersions(db)
  const opened = await openCourse(db, { ...student.opened, courseId: old.id })
  const job = await student.run(opened!.jobId!)
  expect(await readRowVersions(db)).toEqual(before)
  expect(job).toMatchObject({ status: 'completed', trigger: 'opened' })
  expect(student.fake.requests[1]).toMatchObject({ account: false, read: [{ moodleId: 29 }] })
  expect(await readWanted(db, student.userId)).toEqual([])
  expect(job.data.counts).toMatchObject({ courses: 2, changes: 0 })
  const events = await db
    .selectFrom('events')
    .select('kind')
    .where('user_id', '=', student.userId)
    .orderBy('kind')
    .execute()
  expect(events.map((event) => event.kind)).toContain('calendar')
})

test('an opened item is read from inside, and no longer wanted then', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  const folder = makeItem({ modname: 'folder', detail: 'outside' })
  student.fake.courses = [makeCourse(28)]
  student.fake.read = ({ openedItems }) => [
    given(
      28,
      makeContent({}, [
        openedItems.has(10) ? { ...folder, detail: 'full', files: [makeFile('a.pdf')] } : folder,
      ]),
    ),
  ]
  await student.sync()
  const [item] = await student.items()
  const opened = await openItem(db, { ...student.opened, itemId: item!.id })
  const job = await student.run(opened!.jobId!)
  expect(job.data.counts).toMatchObject({ files: 1, changes: 0 })
  expect(await student.items()).toMatchObject([{ detail: 'full' }])
  expect(await readWanted(db, student.userId)).toEqual([])

  await student.sync()
  expect(student.fake.requests[2]?.openedItems.size).toBe(0)
  expect(await student.items()).toMatchObject([{ detail: 'full' }])
})

test('what the student opens while a sync runs is read by the next job', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28)]
  student.fake.read = () => [given(28, makeContent({}, [makeItem({ detail: 'outside' })]))]
  await student.sync()
  const [item] = await student.items()
  const running = await student.enqueue('manual')
  student.fake.read = async function* () {
    expect(await openItem(db, { ...student.opened, itemId: item!.id })).toEqual({ jobId: running })
    yield given(28, makeContent({}, [makeItem({ detail: 'outside' })]))
  }
  await student.run(running)
  expect(await student.activeJob()).toMatchObject({ trigger: 'opened' })
})

test('a whole sync that is asked of a running job for an opened course follows it', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28)]
  const running = await student.enqueue('opened')
  student.fake.read = async function* () {
    expect(await student.enqueue('manual')).toBe(running)
    yield* []
  }
  expect(await student.run(running)).toMatchObject({ status: 'completed' })
  expect(student.fake.requests).toMatchObject([{ account: false }])
  expect(await student.activeJob()).toMatchObject({ trigger: 'manual' })
})

test('an attempt after a failure does not read again what the job saved', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28), makeCourse(29)]
  student.fake.read = function* () {
    yield given(28, everything())
    throw new MoodleError('moodle.maintenance')
  }
  const jobId = await student.enqueue('manual')
  expect(await student.run(jobId)).toMatchObject({ finished_at: null, error_code: 'moodle.maintenance' })
  student.fake.read = ({ read }) => read.map((course) => given(course.moodleId, everything()))
  const second = await student.run(jobId)
  expect(student.fake.requests[1]?.read.map((course) => course.moodleId)).toEqual([29])
  expect(second).toMatchObject({
    status: 'completed',
    data: { parts: { analyzing_content: { done: 2, total: 2 } } },
  })
})

test('one broken course leaves the others; broken alone it is the failure', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28), makeCourse(29)]
  student.fake.read = () => [failed(28), given(29, everything())]
  expect(await student.sync()).toMatchObject({
    partial: true,
    data: { unreadCourses: [{ moodleId: 28, code: 'moodle.course_unavailable' }] },
  })
  student.fake.read = () => [failed(28), failed(29)]
  expect(await student.sync()).toMatchObject({ status: 'failed', error_code: 'moodle.course_unavailable' })
})

test('what was learnt of the site is handed to the next reader, from a failed run too', async () => {
  const student = await addSyncedStudent()
  const learnt = { ...nothingKnown, release: '4.5.6', requestMs: 120 }
  student.fake.courses = [makeCourse(28)]
  student.fake.knowledge = learnt
  student.fake.read = () => {
    throw new MoodleError('moodle.web_services_off')
  }
  expect(await student.sync()).toMatchObject({ status: 'failed' })
  expect((await readInstitution(database.db, student.institutionId))?.knowledge).toMatchObject({
    release: '4.5.6',
    requestMs: 120,
  })
  await student.sync()
  expect(student.fake.opened[1]?.knowledge).toEqual(learnt)
  expect(student.fake.opened[1]?.moodleUserId).toBeGreaterThan(0)
})

test('what the student opened is asked for once, also where its course could not be read', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28), makeCourse(29)]
  student.fake.read = ({ read }) =>
    read.map((course) => given(course.moodleId, makeContent({}, [makeItem({ detail: 'outside' })])))
  await student.sync()
  const [item] = await student.items()
  const open = (at: Date) => openItem(db, { ...student.opened, itemId: item!.id, now: at })
  const opened = await open(now)
  student.fake.read = ({ read }) => read.map((course) => failed(course.moodleId))
  expect(await student.run(opened!.jobId!)).toMatchObject({ status: 'failed', trigger: 'opened' })
  expect(await readWanted(db, student.userId)).toEqual([])
  expect(await student.activeJob()).toBeUndefined()
  expect(await open(new Date(now.getTime() + 1_800_000))).toEqual({ jobId: null })

  const later = await open(new Date(now.getTime() + 7_200_000))
  await student.enqueue('manual')
  student.fake.read = () => [failed(28), given(29, makeContent())]
  expect(await student.run(later!.jobId!)).toMatchObject({ status: 'completed', partial: true })
  expect(await readWanted(db, student.userId)).toEqual([])
  expect(await student.activeJob()).toBeUndefined()
})

test('a course that was opened and is listed no more is not asked for again and again', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28), makeCourse(29, { endsAt: longAgo })]
  student.fake.read = ({ read }) => read.map((course) => given(course.moodleId, makeContent()))
  await student.sync()
  await makeReadingsOld(db)
  const [, old] = await readStudentCourses(db, student.userId)
  const opened = await openCourse(db, { ...student.opened, courseId: old!.id })
  student.fake.courses = [makeCourse(28)]
  expect(await student.run(opened!.jobId!)).toMatchObject({ status: 'completed' })
  expect(await readWanted(db, student.userId)).toEqual([])
  expect(await student.activeJob()).toBeUndefined()
})

test('a job for opened courses marks none as gone', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28), makeCourse(29)]
  await student.sync()
  student.fake.courses = [makeCourse(28)]
  await student.sync('opened')
  expect(await student.goneCourses()).toEqual([])
  await student.sync()
  expect(await student.goneCourses()).toEqual([29])
})

test('a list of courses that is empty all at once is believed the second time', async () => {
  const student = await addSyncedStudent()
  const syncWith = async (...ids: number[]) => {
    student.fake.courses = ids.map((id) => makeCourse(id))
    await student.sync()
    return student.goneCourses()
  }
  expect(await syncWith(28, 29)).toEqual([])
  expect(await syncWith()).toEqual([])
  expect(await syncWith(28, 29)).toEqual([])
  expect(await syncWith()).toEqual([])
  await student.sync('opened')
  expect(await student.goneCourses()).toEqual([])
  expect(await syncWith()).toEqual([28, 29])
})

test('a whole sync that was asked of a run for an opened course follows it also where that failed', async () => {
  const student = await addSyncedStudent()
  student.fake.courses = [makeCourse(28)]
  const running = await student.enqueue('opened')
  student.fake.read = async function* () {
    await student.enqueue('manual')
    yield* []
    throw new MoodleError('moodle.web_services_off')
  }
  expect(await student.run(running)).toMatchObject({ status: 'failed' })
  const next = await student.activeJob()
  expect(next).toMatchObject({ trigger: 'manual' })
  // Nothing was asked of the next one besides: nothing follows it.
  student.fake.read = () => [failed(28)]
  expect(await student.run(next!.id)).toMatchObject({ status: 'failed' })
  expect(await student.activeJob()).toBeUndefined()
})

test('a cancel takes back what was asked before it, not what is asked after it', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28)]
  const cancelled = async (ask: (jobId: string) => Promise<unknown>) => {
    const running = await student.enqueue('opened')
    student.fake.read = async function* () {
      await ask(running)
      yield* []
    }
    expect(await student.run(running)).toMatchObject({ status: 'cancelled' })
    return student.activeJob()
  }
  const before = await cancelled(async (jobId) => {
    await student.enqueue('manual')
    await cancelSync(db, jobId)
  })
  expect(before).toBeUndefined()
  const after = await cancelled(async (jobId) => {
    await cancelSync(db, jobId)
    await student.enqueue('manual')
  })
  expect(after).toMatchObject({ trigger: 'manual' })
})

test('a run for opened courses leaves the classification of the others alone', async () => {
  const student = await addSyncedStudent()
  const { db } = database
  student.fake.courses = [makeCourse(28), makeCourse(29, { endsAt: longAgo })]
  student.fake.read = ({ read }) => read.map((course) => given(course.moodleId, everything()))
  await student.sync()
  await makeReadingsOld(db)
  await db
    .updateTable('courses')
    .set({ term_reason: 'as it was' })
    .where('user_id', '=', student.userId)
    .execute()
  const [, old] = await readStudentCourses(db, student.userId)
  const opened = await openCourse(db, { ...student.opened, courseId: old!.id })
  await student.run(opened!.jobId!)
  const [other, read] = await readStudentCourses(db, student.userId)
  expect(other?.term_reason).toBe('as it was')
  expect(read?.term_reason).not.toBe('as it was')
})
