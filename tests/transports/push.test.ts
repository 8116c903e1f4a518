import type { PushState } from '@spike/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PushReceiver, startPushReceiver } from '../support/push-receiver.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
let receiver: PushReceiver
beforeAll(async () => {
  stack = await startTestStack()
  receiver = await startPushReceiver()
})
afterAll(async () => {
  await stack.close()
  await receiver.close()
})

const username = 'six'

test('a sync that found something new tells the browser that asked for it, once; one that found nothing does not', async () => {
  const { control } = stack.campus
  const student = await stack.signIn(username)
  await student.waitForEnd()
  const subscribed = await student.fetch('/api/push/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(receiver.subscription),
  })
  const { publicKey } = (await subscribed.json()) as PushState
  const course = control.listCourses(username).find(({ term }) => term === 'current')!
  const assignments = course.sections.flatMap(({ items }) =>
    items.filter(({ modname }) => modname === 'assign'),
  )

  await student.syncAgain()
  control.edit(username, { kind: 'give-grade', cmid: assignments[4]!.cmid, value: 93 })
  control.edit(username, { kind: 'add-item', courseId: course.id, sectionNumber: 1, name: 'חדש' })
  await student.syncAgain()
  await receiver.waitFor(1)
  const { courses } = await student.get<{ courses: { id: string; name: string }[] }>('/api/courses')
  const { id, name } = courses.find((one) => one.name === course.fullname)!
  expect(receiver.received.map(({ message }) => message)).toEqual([
    { title: name, body: 'ציון חדש, פריט חדש', language: 'he', path: `/changes?course=${id}` },
  ])
  expect(receiver.received[0]?.headers['authorization']).toContain(publicKey)

  control.edit(username, { kind: 'give-grade', cmid: assignments[4]!.cmid, value: 94 })
  await student.syncAgain()
  await receiver.waitFor(2)
  expect(receiver.received[1]?.message.body).toBe('ציון חדש')
  expect(stack.logLines.join('')).not.toContain(receiver.subscription.endpoint)
  for (const secret of receiver.secrets) expect(stack.logLines.join('')).not.toContain(secret)
})
