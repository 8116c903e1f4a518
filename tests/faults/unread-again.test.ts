import type { ActiveSync, SyncStatus } from '@spike/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

/** A site that does not let this student into these courses, until the function that is given is called. */
function refuse(username: string, courseIds: readonly number[]): () => void {
  const { control } = stack.campus
  const faults = courseIds.map((courseId) =>
    control.addFault({
      kind: 'ws-error',
      errorcode: 'errorcoursecontextnotvalid',
      scope: { username, function: 'core_course_get_contents', courseId },
    }),
  )
  return () => {
    for (const fault of faults) control.clearFault(fault.id)
  }
}

const coursesOf = (username: string) => stack.campus.control.listCourses(username).map((course) => course.id)
const unreadOf = (status: Pick<SyncStatus, 'unreadCourses'> | null) =>
  status?.unreadCourses.map((course) => course.moodleId).toSorted((a, b) => a - b)
const readAgain = (student: StudentClient, jobId: string) =>
  student.post<SyncStatus>(`/api/sync/${jobId}/unread`)
const contentsAsked = () => stack.campus.control.countCalls({ function: 'core_course_get_contents' })

test('courses that could not be read are read again, they alone, and are then named no more', async () => {
  const [first = 0, second = 0] = coursesOf('student14')
  const allow = [refuse('student14', [first]), refuse('student14', [second])]
  const student = await stack.signIn('student14')
  const partial = await student.waitForEnd()
  expect(partial).toMatchObject({ status: 'completed', partial: true })
  const both = [first, second].toSorted((a, b) => a - b)
  expect(unreadOf(partial)).toEqual(both)

  // Nobody is let in yet: they stay named, and the sync of them says so.
  const still = await student.waitForEnd((await readAgain(student, partial.jobId)).jobId)
  expect(still).toMatchObject({ status: 'completed', partial: true })
  expect(unreadOf(still)).toEqual(both)

  allow[0]?.()
  stack.campus.control.resetCounters()
  const again = await readAgain(student, partial.jobId)
  expect(again.jobId).not.toBe(partial.jobId)
  expect(unreadOf(await student.waitForEnd(again.jobId))).toEqual([second])
  expect(contentsAsked()).toBe(2)
  const active = await student.get<ActiveSync>('/api/sync-status/active')
  expect(active.lastJob).toMatchObject({ jobId: partial.jobId, partial: true })
  expect(unreadOf(active.lastJob)).toEqual([second])

  allow[1]?.()
  stack.campus.control.resetCounters()
  const end = await student.waitForEnd((await readAgain(student, partial.jobId)).jobId)
  expect(end).toMatchObject({ status: 'completed', partial: false, unreadCourses: [] })
  expect(contentsAsked()).toBe(1)
  const { courses } = await student.get<{ courses: { readAt: string | null }[] }>('/api/courses')
  expect(courses.filter((course) => course.readAt === null)).toEqual([])
  const { lastJob } = await student.get<ActiveSync>('/api/sync-status/active')
  expect(lastJob).toMatchObject({ jobId: partial.jobId, partial: false, unreadCourses: [] })
  // Nothing is left to be read: the sync itself is the answer.
  expect(await readAgain(student, partial.jobId)).toMatchObject({ jobId: partial.jobId, partial: false })
})

test('reading them again is seen like a sync after a reload', async () => {
  const [refused = 0] = coursesOf('six')
  const allow = refuse('six', [refused])
  const student = await stack.signIn('six')
  const partial = await student.waitForEnd()
  allow()
  const hold = stack.campus.control.addFault({
    kind: 'timeout',
    scope: { username: 'six', function: 'core_course_get_contents', courseId: refused },
  })
  const { jobId } = await readAgain(student, partial.jobId)
  expect(await student.get<ActiveSync>('/api/sync-status/active')).toMatchObject({
    hasActiveJob: true,
    jobId,
  })
  stack.campus.control.clearFault(hold.id)
  expect(await student.waitForEnd(jobId)).toMatchObject({ status: 'completed', partial: false })
})

test('of a sync that is a stranger’s, is none or has not ended nothing is read again', async () => {
  const owner = await stack.signIn('student12')
  await owner.waitForEnd()
  const stranger = await stack.signIn('student13')
  await stranger.waitForEnd()
  const refusal = async (who: StudentClient, jobId: string) => {
    const answer = await who.fetch(`/api/sync/${jobId}/unread`, { method: 'POST' })
    return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code]
  }
  expect(await refusal(stranger, owner.syncJobId)).toEqual([404, 'sync.not_found'])
  expect(await refusal(owner, 'no-id')).toEqual([404, 'sync.not_found'])
  stack.campus.control.addFault({
    kind: 'timeout',
    scope: { username: 'student12', function: 'core_enrol_get_users_courses' },
  })
  const { jobId } = await owner.post<{ jobId: string }>('/api/sync')
  expect(await refusal(owner, jobId)).toEqual([409, 'sync.still_active'])
})
