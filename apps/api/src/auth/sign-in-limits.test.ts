import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts'
import { ApiError } from '../errors.ts'
import { createSignInLimits, type SignInLimits } from './sign-in-limits.ts'

let database: TestDatabase
let limits: SignInLimits
beforeAll(async () => {
  database = await createTestDatabase()
  limits = createSignInLimits(database, 'student')
})
afterAll(() => database.close())
beforeEach(async () => {
  // The limiter reads Date alone; timers stay real, or the database's would stand still.
  vi.useFakeTimers({ toFake: ['Date'] })
  await database.db.deleteFrom('rate_limits').execute()
})
afterEach(() => vi.useRealTimers())

const wrong = new Error('wrong password')
const who = (name = 'campus/dana', address = '192.0.2.1') => ({ name, address })

/** What a try with a wrong password comes to: `wrong`, or the seconds to wait. */
async function tryWrong(person = who()): Promise<'wrong' | number | undefined> {
  try {
    await limits.guard(
      person,
      () => Promise.reject(wrong),
      (error) => error === wrong,
    )
  } catch (error) {
    if (error === wrong) return 'wrong'
    if (error instanceof ApiError && error.code === 'auth.rate_limited') return error.retryAfterSeconds
    throw error
  }
  throw new Error('The try was right')
}
const tryRight = (person = who()) =>
  limits.guard(
    person,
    () => Promise.resolve('in'),
    () => false,
  )
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

test('each wrong password after the second makes the next try wait longer', async () => {
  expect([await tryWrong(), await tryWrong(), await tryWrong()]).toEqual(['wrong', 'wrong', 'wrong'])
  expect(await tryWrong()).toBe(2)
  later(2)
  expect(await tryWrong()).toBe('wrong')
  expect(await tryWrong()).toBe(5)
  later(5)
  expect(await tryWrong()).toBe('wrong')
  expect(await tryWrong()).toBe(900)
  later(900)
  expect(await tryWrong()).toBe('wrong')
  expect(await tryWrong()).toBe(1800)
})

test('a try that has to wait does not count', async () => {
  for (let i = 0; i < 3; i += 1) await tryWrong()
  for (let i = 0; i < 20; i += 1) expect(await tryWrong()).toBe(2)
  later(2)
  expect(await tryWrong()).toBe('wrong')
})

test('a right password forgets the wrong ones', async () => {
  for (let i = 0; i < 2; i += 1) await tryWrong()
  expect(await tryRight()).toBe('in')
  expect([await tryWrong(), await tryWrong()]).toEqual(['wrong', 'wrong'])
  expect(await tryWrong()).toBe('wrong')
})

test('a failure of the site is not a wrong password', async () => {
  const down = new Error('site down')
  const attempt = () =>
    limits.guard(
      who(),
      () => Promise.reject(down),
      (error) => error === wrong,
    )
  for (let i = 0; i < 12; i += 1) await expect(attempt()).rejects.toBe(down)
  expect(await tryRight()).toBe('in')
})

test('a name takes fewer wrong passwords than Moodle does, from however many addresses', async () => {
  const outcomes = []
  for (let i = 1; i <= 20; i += 1) outcomes.push(await tryWrong(who('campus/dana', `192.0.2.${i}`)))
  expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(8)
  await expect(tryRight(who('campus/dana', '198.51.100.1'))).rejects.toMatchObject({
    code: 'auth.rate_limited',
  })
  expect(await tryRight(who('campus/noam', '198.51.100.1'))).toBe('in')
  later(30 * 60)
  expect(await tryRight(who('campus/dana', '198.51.100.1'))).toBe('in')
})

test('many tries at the same moment are no way around it', async () => {
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => tryWrong()))
  expect(outcomes.filter((outcome) => outcome === 'wrong').length).toBeLessThanOrEqual(5)
})

test('right tries at the same moment do not hinder each other', async () => {
  expect(await Promise.all([tryRight(), tryRight(), tryRight()])).toEqual(['in', 'in', 'in'])
})

test('an address that tries many names has to stop', async () => {
  for (let i = 0; i < 100; i += 1) await tryWrong(who(`campus/student-${i}`))
  expect(await tryWrong(who('campus/student-100'))).toBeGreaterThan(800)
  expect(await tryWrong(who('campus/student-100', '192.0.2.99'))).toBe('wrong')
})
