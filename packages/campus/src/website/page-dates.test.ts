import { expect, test } from 'vitest'
import { pageDatesOf } from './page-dates.ts'

const afternoon = Date.UTC(2026, 10, 5, 11, 35, 54) / 1000
const midnight = Date.UTC(2026, 2, 9, 22, 0, 0) / 1000

test('dates are in words, in the language of the site and its time zone', () => {
  const english = pageDatesOf('en')
  expect(english.full(afternoon)).toBe('Thursday, 5 November 2026, 1:35 PM')
  expect(english.full(midnight)).toBe('Tuesday, 10 March 2026, 12:00 AM')
  expect(english.abbreviated(afternoon)).toBe('Thu, 5 Nov 2026, 1:35 PM')
  expect(english.restriction(midnight)).toBe('10 March 2026')
  expect(english.short(afternoon)).toBe('5/11/26, 13:35')
  expect(english.iso(afternoon)).toBe('2026-11-05T13:35:54+02:00')

  const hebrew = pageDatesOf('he')
  expect(hebrew.full(afternoon)).toBe('יום חמישי, 5 נובמבר 2026, 13:35')
  expect(hebrew.full(midnight)).toBe('יום שלישי, 10 מרץ 2026, 00:00')
  expect(hebrew.withoutWeekday(afternoon)).toBe('5 נובמבר 2026, 13:35')
})
