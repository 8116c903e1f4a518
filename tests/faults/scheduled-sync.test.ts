import type { ActiveSync } from '@spike/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSchedule, scheduleOfRoundThatEnds } from '../support/scheduled-syncs.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack({ worker: { syncSchedule: scheduleOfRoundThatEnds() } })
})
afterAll(() => stack.close())

/** How each scheduled sync of a student ended, the first first; null for one that has not. */
async function readScheduled(username: string): Promise<(string | null)[]> {
  const jobs = await stack.db
    .selectFrom('sync_jobs as j')
    .innerJoin('users as u', 'u.id', 'j.user_id')
    .select(['j.status', 'j.error_code', 'j.finished_at'])
    .where('u.username', '=', username)
    .where('j.trigger', '=', 'schedule')
    .orderBy('j.created_at')
    .execute()
  return jobs.map((job) => (job.finished_at ? (job.error_code ?? job.status) : null))
}

test('students are kept fresh while their token lives; an expired one stops it and asks them to sign in', async () => {
  const { control } = stack.campus
  const [lasting, expiring] = await Promise.all([stack.signIn('student70'), stack.signIn('student71')])
  await Promise.all([lasting.waitForEnd(), expiring.waitForEnd()])
  const course = control.listCourses('student70')[0]!
  control.edit('student70', { kind: 'add-item', courseId: course.id, sectionNumber: 1, name: 'Overnight' })

  await runSchedule(stack.db)
  await expect.poll(() => readScheduled('student70')).toEqual(['completed'])
  await expect.poll(() => readScheduled('student71')).toEqual(['completed'])
  const { changes } = await lasting.get<{ changes: { title: string }[] }>('/api/changes')
  expect(changes).toMatchObject([{ title: 'Overnight' }])

  control.expireToken('student71')
  await runSchedule(stack.db)
  await expect.poll(() => readScheduled('student71')).toEqual(['completed', 'auth.sign_in_again'])
  await expect.poll(() => readScheduled('student70')).toEqual(['completed', 'completed'])
  // The next round does not ask the site about them any more.
  control.resetCounters()
  await runSchedule(stack.db)
  await expect.poll(() => readScheduled('student70')).toEqual(['completed', 'completed', 'completed'])
  expect(await readScheduled('student71')).toEqual(['completed', 'auth.sign_in_again'])
  expect(control.countCalls({ username: 'student71' })).toBe(0)

  // What the page needs at their next visit; their data is all there.
  expect(await expiring.get<ActiveSync>('/api/sync-status/active')).toMatchObject({
    hasActiveJob: false,
    lastJob: { status: 'failed', error: { code: 'auth.sign_in_again', retryable: false } },
  })
  const { courses } = await expiring.get<{ courses: unknown[] }>('/api/courses')
  expect(courses).toHaveLength(control.listCourses('student71').length)

  const again = await stack.signIn('student71')
  await again.waitForEnd()
  await runSchedule(stack.db)
  await expect.poll(async () => (await readScheduled('student71')).at(-1)).toBe('completed')
})
