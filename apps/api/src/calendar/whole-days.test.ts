import { expect, test } from 'vitest'
import { wholeDaysOf } from './whole-days.ts'

const days = (at: string, endsAt: string | null = null) => {
  const found = wholeDaysOf({ at: new Date(at), endsAt: endsAt === null ? null : new Date(endsAt) })
  return found && [found.start, found.end].map((date) => date.toISOString().slice(0, 10))
}

test('from midnight to midnight in Israel is whole days, in winter and in summer', () => {
  expect(days('2026-11-21T22:00:00Z', '2026-11-22T22:00:00Z')).toEqual(['2026-11-22', '2026-11-23'])
  expect(days('2026-06-30T21:00:00Z', '2026-07-02T21:00:00Z')).toEqual(['2026-07-01', '2026-07-03'])
})

test('a day on which the clock is changed is a whole day of 23 or 25 hours', () => {
  expect(days('2026-03-26T22:00:00Z', '2026-03-27T21:00:00Z')).toEqual(['2026-03-27', '2026-03-28'])
  expect(days('2026-10-24T21:00:00Z', '2026-10-25T22:00:00Z')).toEqual(['2026-10-25', '2026-10-26'])
})

test('a day that ends a minute before midnight is whole, and so is one without an end', () => {
  expect(days('2026-11-21T22:00:00Z', '2026-11-22T21:59:00Z')).toEqual(['2026-11-22', '2026-11-23'])
  expect(days('2026-11-21T22:00:00Z')).toEqual(['2026-11-22', '2026-11-23'])
})

test('what begins or ends within a day is of hours, midnight in UTC too', () => {
  expect(days('2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z')).toBeNull()
  expect(days('2026-11-21T22:00:00Z', '2026-11-22T10:00:00Z')).toBeNull()
  expect(days('2026-11-21T22:00:00Z', '2026-11-21T22:00:00Z')).toBeNull()
})
