import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { type Counter, createCounter } from './rate-limits.ts'

let database: TestDatabase
let counter: Counter
beforeAll(async () => {
  database = await createTestDatabase()
  counter = createCounter(database.pool, 'test', 60)
})
afterAll(() => database.close())
beforeEach(() => {
  // Timers stay real, or the database's would stand still.
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

test('points that are added at the same moment all count, whichever way they are added', async () => {
  const counts = await Promise.all(
    Array.from({ length: 20 }, (_, at) => (at % 2 ? counter.extend('many', 60) : counter.add('many'))),
  )
  expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  expect((await counter.read('many')).points).toBe(20)
})

test('added points stay as long as the first, extended ones from now on', async () => {
  await counter.add('stay')
  later(40)
  await counter.add('stay')
  expect(await counter.read('stay')).toEqual({ points: 2, msLeft: 20_000 })
  await counter.extend('stay', 60)
  expect(await counter.read('stay')).toEqual({ points: 3, msLeft: 60_000 })
})

test('after their time the points begin anew', async () => {
  await counter.extend('over', 60)
  later(60)
  expect((await counter.read('over')).points).toBe(0)
  expect(await counter.extend('over', 60)).toBe(1)
})

test('counters of two names do not see each other', async () => {
  await counter.extend('shared', 60)
  expect((await createCounter(database.pool, 'other', 60).read('shared')).points).toBe(0)
})
