import type { ErrorCode, SyncStatus } from '@spike/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findLastRead, holdReading } from '../support/hold-reading.ts'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { readRowVersions } from '../support/row-versions.ts'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

/** How often each course's contents were asked for. */
const contentCalls = (courseIds: readonly number[]) =>
  courseIds.map((courseId) =>
    stack.campus.control.countCalls({ function: 'core_course_get_contents', courseId }),
  )

test('a first sync finds all there is, and stage by stage the progress never falls', async () => {
  const student = await stack.signIn('demo')
  const seen = await student.follow((status) => status.finishedAt !== null)
  const last = seen.at(-1)!
  expect(last).toMatchObject({ status: 'completed', progress: 100, partial: false, error: null })
  expect(last.counts?.courses).toBe(40)
  expect(last.counts?.assignments).toBeGreaterThanOrEqual(169)
  const progress = seen.map((status) => status.progress)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(last.stages.map((stage) => stage.state)).toEqual(Array.from({ length: 7 }, () => 'done'))

  const { courses } = await student.get<{ courses: { itemCount: number }[] }>('/api/courses')
  expect(courses).toHaveLength(40)
  expect(courses.every((course) => course.itemCount > 0)).toBe(true)
})

test('a student without courses is a success', async () => {
  const end = await (await stack.signIn('none')).waitForEnd()
  expect(end).toMatchObject({ status: 'completed', partial: false, counts: { courses: 0, items: 0 } })
})

test('a broken course makes the result partial and is named; trying again reads it', async () => {
  const { control } = stack.campus
  const course = control.listCourses('six')[2]!
  control.addFault({
    kind: 'ws-error',
    errorcode: 'errorcoursecontextnotvalid',
    scope: { function: 'core_course_get_contents', courseId: course.id },
  })
  const student = await stack.signIn('six')
  const end = await student.waitForEnd()
  expect(end).toMatchObject({ status: 'completed', partial: true, progress: 100 })
  expect(end.unreadCourses).toMatchObject([{ moodleId: course.id, code: 'moodle.course_unavailable' }])
  expect(end.unreadCourses[0]!.name).not.toBe('')

  control.clearFaults()
  expect(await student.syncAgain()).toMatchObject({ status: 'completed', partial: false })
})

describe('what passes by itself does not end a sync', () => {
  const faults = [
    { kind: 'reset', times: 1 },
    { kind: 'html', times: 1 },
    { kind: 'truncated-json', times: 1 },
    { kind: 'maintenance-page', retryAfterSeconds: 1, times: 1 },
    { kind: 'too-many-requests', retryAfterSeconds: 1, times: 1 },
    { kind: 'ws-error', errorcode: 'ex_unabletolock', times: 1 },
  ] as const
  test.each(faults)('$kind', async (fault) => {
    const username = `student${faults.indexOf(fault) + 1}`
    const { id } = stack.campus.control.addFault({ ...fault, after: 4, scope: { username } })
    const end = await (await stack.signIn(username)).waitForEnd()
    expect(end).toMatchObject({ status: 'completed', partial: false })
    expect(stack.campus.control.readState().faults.find((each) => each.id === id)?.hits).toBe(1)
  })
})

test('a site that answers 503 and is well again later: the job waits, goes on, and asks for no saved course again', async () => {
  const { control } = stack.campus
  await makeReadingsOld(stack.db)
  const courses = control.listCourses('demo').map((course) => course.id)
  control.addFault({
    kind: 'maintenance-page',
    scope: { username: 'demo', function: 'core_course_get_contents', courseId: findLastRead(stack, 'demo') },
  })
  const student = await stack.signIn('demo')
  const waiting = (await student.follow((status) => status.nextAttemptAt !== null)).at(-1)!
  expect(waiting.error).toMatchObject({ code: 'moodle.maintenance', retryable: true })
  control.clearFaults()
  const end = await student.waitForEnd()
  expect(end).toMatchObject({ status: 'completed', partial: false })
  const events = await stack.db
    .selectFrom('sync_job_events')
    .select(['kind', 'data'])
    .where('job_id', '=', student.syncJobId)
    .execute()
  const saved = events.filter((event) => event.kind === 'course_saved')
  expect(saved).toHaveLength(courses.length)
})

describe('what does not pass ends a sync with its code', () => {
  const endings: { fault: Parameters<TestStack['campus']['control']['addFault']>[0]; code: ErrorCode }[] = [
    { fault: { kind: 'expired-token' }, code: 'auth.sign_in_again' },
    { fault: { kind: 'forbidden' }, code: 'moodle.web_services_off' },
    {
      fault: { kind: 'ws-error', errorcode: 'forcepasswordchangenotice' },
      code: 'auth.password_change_required',
    },
  ]
  test.each(endings)('$code', async ({ fault, code }) => {
    const username = `student${30 + endings.findIndex((ending) => ending.code === code)}`
    // Two requests sign in; the sync's own meet the fault.
    stack.campus.control.addFault({ ...fault, after: 2, scope: { username } })
    const end = await (await stack.signIn(username)).waitForEnd()
    expect(end).toMatchObject({ status: 'failed', error: { code, retryable: false } })
    expect(end.error?.message).not.toBe('')
  })
})

test('a refused token asks for a new sign-in, and after it the sync works again', async () => {
  const { control } = stack.campus
  const student = await stack.signIn('student40')
  await student.waitForEnd()
  control.expireToken('student40')
  expect(await student.syncAgain()).toMatchObject({ error: { code: 'auth.sign_in_again' } })
  const refused = await student.fetch('/api/sync', { method: 'POST' })
  expect(refused.ok).toBe(false)
  expect(await refused.json()).toMatchObject({ error: { code: 'auth.sign_in_again' } })

  const again = await stack.signIn('student40')
  expect(await again.waitForEnd()).toMatchObject({ status: 'completed' })
})

describe('a site that stops offering a function takes nothing from the student that it told before', () => {
  let student: StudentClient
  let counts: SyncStatus['counts']
  beforeAll(async () => {
    student = await stack.signIn('student41')
    ;({ counts } = await student.waitForEnd())
  })

  test.each([
    'mod_assign_get_assignments',
    'mod_quiz_get_quizzes_by_courses',
    'mod_forum_get_forums_by_courses',
    'mod_assign_get_submission_status',
    'mod_forum_get_forum_discussions',
    'gradereport_user_get_grade_items',
    'core_calendar_get_action_events_by_timesort',
    'core_calendar_get_calendar_events',
    'core_course_get_courses_by_field',
  ])('%s: what it gave stays as it was', async (missing) => {
    const before = await readRowVersions(stack.db)
    stack.campus.control.setSite({ withoutFunctions: [missing] })
    const end = await student.syncAgain()
    expect(await readRowVersions(stack.db)).toEqual(before)
    expect(end).toMatchObject({ status: 'completed', partial: false, counts: { ...counts, changes: 0 } })
  })
})

test('a sync that hangs is ended by JOB_TIMEOUT, and says so', async () => {
  const impatient = await startTestStack({ worker: { jobTimeoutMs: 400, autoSyncTimeoutMs: 400 } })
  try {
    impatient.campus.control.addFault({ kind: 'timeout', scope: { function: 'core_course_get_contents' } })
    const end = await (await impatient.signIn('six')).waitForEnd()
    expect(end).toMatchObject({ status: 'failed', error: { code: 'sync.timeout', retryable: true } })
  } finally {
    await impatient.close()
  }
})

test('cancelling a running sync ends it and keeps the courses that were saved', async () => {
  const student = await stack.signIn('demo')
  await student.waitForEnd()
  await makeReadingsOld(stack.db)
  const reading = holdReading(stack, 'demo')
  const job = await student.post<{ jobId: string }>('/api/sync')
  await student.follow(
    (status) => (status.done ?? 0) >= 3 && status.status === 'analyzing_content',
    job.jobId,
  )
  const answer = await student.fetch(`/api/sync/${job.jobId}`, { method: 'DELETE' })
  expect(answer.status).toBe(202)
  reading.release()
  const end = await student.waitForEnd(job.jobId)
  expect(end).toMatchObject({ status: 'cancelled', error: null })
  expect(end.progress).toBeLessThan(100)
  const second = await student.fetch(`/api/sync/${job.jobId}`, { method: 'DELETE' })
  expect(second.status).toBe(409)
  const { courses } = await student.get<{ courses: unknown[] }>('/api/courses')
  expect(courses).toHaveLength(40)
})

test('two sign-ins at the same moment make one job', async () => {
  stack.campus.control.setDelay({ requestMs: 20 })
  const [one, other] = await Promise.all([stack.signIn('student50'), stack.signIn('student50')])
  expect(one.syncJobId).toBe(other.syncJobId)
  await one.waitForEnd()
  const { jobs } = await stack.db
    .selectFrom('sync_jobs')
    .innerJoin('users', 'users.id', 'sync_jobs.user_id')
    .select((eb) => eb.fn.countAll<number>().as('jobs'))
    .where('users.username', '=', 'student50')
    .executeTakeFirstOrThrow()
  expect(jobs).toBe(1)
})

test('a second sync without changes writes nothing and finds none; one with edits tells each', async () => {
  const { control } = stack.campus
  const student = await stack.signIn('six')
  await student.waitForEnd()
  const before = await readRowVersions(stack.db)
  expect((await student.syncAgain()).counts?.changes).toBe(0)
  expect(await readRowVersions(stack.db)).toEqual(before)

  const course = control.listCourses('six').find(({ term }) => term === 'current')
  const item = course!.sections.flatMap((section) => section.items)[0]!
  control.edit('six', { kind: 'rename-item', cmid: item.cmid, name: 'שם חדש לגמרי' })
  expect((await student.syncAgain()).counts?.changes).toBe(1)
  const { changes } = await student.get<{ changes: { kind: string; title: string }[] }>('/api/changes')
  expect(changes[0]).toMatchObject({ kind: 'changed', title: 'שם חדש לגמרי' })
})

test('every course is asked for once in a sync', async () => {
  stack.campus.control.resetCounters()
  const student = await stack.signIn('student60')
  await student.waitForEnd()
  const courses = stack.campus.control.listCourses('student60').map((course) => course.id)
  expect(contentCalls(courses)).toEqual(courses.map(() => 1))
})
