import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { readToTheEnd } from '../support/read-to-the-end.ts'
import { readRowVersions } from '../support/row-versions.ts'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
beforeEach(() => stack.campus.control.setSite({ webServices: false }))
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

const pages = ['lib/ajax/service.php', 'mod/assign/index.php', 'grade/report/user/index.php'] as const

describe('a session that ends', () => {
  let student: StudentClient
  beforeAll(async () => {
    stack.campus.control.setSite({ webServices: false })
    student = await stack.signIn('six')
    expect(await student.waitForEnd()).toMatchObject({ status: 'completed' })
    await readToTheEnd(stack, student)
  })

  test.each(pages)('at %s asks to sign in again, and nothing is lost', async (page) => {
    await makeReadingsOld(stack.db)
    const before = await readRowVersions(stack.db)
    stack.campus.control.addFault({
      kind: 'expired-session',
      times: 1,
      after: 1,
      scope: { username: 'six', function: page },
    })
    expect(await student.syncAgain()).toMatchObject({
      status: 'failed',
      error: { code: 'auth.sign_in_again', retryable: false },
    })
    expect(await readRowVersions(stack.db)).toEqual(before)
    const refused = await student.fetch('/api/sync', { method: 'POST' })
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: { code: 'auth.sign_in_again' } })

    const again = await stack.signIn('six')
    expect(await again.waitForEnd()).toMatchObject({ status: 'completed', counts: { changes: 0 } })
    expect(await readRowVersions(stack.db)).toEqual(before)
  })
})

test('a first sync whose session ends keeps the courses it has saved; the next sign-in reads the others', async () => {
  const { control } = stack.campus
  const courses = control.listCourses('student5')
  const saved = 3
  control.addFault({
    kind: 'expired-session',
    times: 1,
    after: saved,
    scope: { username: 'student5', function: 'mod/assign/index.php' },
  })
  const student = await stack.signIn('student5')
  expect(await student.waitForEnd()).toMatchObject({ error: { code: 'auth.sign_in_again' } })
  const read = async () => {
    const answer = await student.get<{ courses: { readAt: string | null; itemCount: number }[] }>(
      '/api/courses',
    )
    return answer.courses.filter(({ readAt }) => readAt !== null)
  }
  const first = await read()
  expect(first).toHaveLength(saved)
  expect(first.every(({ itemCount }) => itemCount > 0)).toBe(true)

  const again = await stack.signIn('student5')
  expect(await again.waitForEnd()).toMatchObject({ status: 'completed', partial: false })
  expect(await read()).toHaveLength(courses.length)
})
