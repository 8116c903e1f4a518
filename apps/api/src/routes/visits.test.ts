import { meAnswerSchema } from '@spike/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiFixture, loginOf, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

test('a student is told when their visit before this one ended; pages that ask by themselves are no visit', async () => {
  const at = (time: string) => new Date(`2026-11-23T${time}Z`)
  fixture.clock.now = at('08:00:00')
  const { cookie } = await fixture.signIn('visitor')
  const lastVisit = async (time: string) => {
    fixture.clock.now = at(time)
    const answer = await fixture.request('/api/auth/me', { cookie })
    return meAnswerSchema.parse(await answer.json()).user.lastVisitAt
  }
  expect(await lastVisit('08:00:30')).toBeNull()
  fixture.clock.now = at('08:20:00')
  await fixture.request('/api/deadlines', { cookie })
  expect(await lastVisit('08:45:00')).toBeNull()
  fixture.clock.now = at('09:10:00')
  await fixture.request('/api/sync-status/active', { cookie })
  expect(await lastVisit('09:20:00')).toBe('2026-11-23T08:45:00.000Z')
  expect(await lastVisit('09:40:00')).toBe('2026-11-23T08:45:00.000Z')
  fixture.clock.now = at('12:00:00')
  const again = await fixture.request('/api/auth/login', { body: loginOf('visitor') })
  expect(meAnswerSchema.parse(await again.json()).user.lastVisitAt).toBe('2026-11-23T09:40:00.000Z')
})
