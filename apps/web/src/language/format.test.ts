import { describe, expect, it } from 'vitest'
import { createFormat, hebrewYear } from './format.ts'

const plain = (text: string) => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '')
const now = new Date(2026, 10, 22, 15, 0).getTime()

describe('the Hebrew year', () => {
  it.each([
    [2025, 'תשפ״ו'],
    [2026, 'תשפ״ז'],
    [2029, 'תש״צ'],
    [2054, 'תתט״ו'],
    [2055, 'תתט״ז'],
    [2058, 'תתי״ט'],
  ])('that begins in the autumn of %i is %s', (startYear, letters) => {
    expect(hebrewYear(startYear)).toBe(letters)
  })
})

describe('formats', () => {
  it('name an academic year by both calendars in Hebrew and by one elsewhere', () => {
    expect(plain(createFormat('he').academicYear(2025))).toBe('תשפ״ו · 2025–26')
    expect(plain(createFormat('en').academicYear(1999))).toBe('1999–00')
  })

  it('call the next day of the calendar tomorrow, and the one after that not', () => {
    const { relative } = createFormat('en')
    expect(relative(new Date(2026, 10, 23, 16, 0).toISOString(), now)).toBe('tomorrow')
    expect(relative(new Date(2026, 10, 24, 14, 0).toISOString(), now)).toBe('in 2 days')
    expect(relative(new Date(2026, 10, 23, 9, 0).toISOString(), now)).toBe('in 18 hours')
  })

  it('give a range of time in the unit that fits', () => {
    const { secondsRange } = createFormat('en')
    expect(plain(secondsRange(18, 41))).toBe('20–40 seconds')
    expect(plain(secondsRange(95, 250))).toBe('2–4 minutes')
    expect(plain(secondsRange(1, 2))).toBe('~5 seconds')
  })

  it('give a file its size in the unit that fits', () => {
    const { bytes } = createFormat('en')
    expect([0, 999, 182_000, 8_900_000].map(bytes).map(plain)).toEqual([
      '0 bytes',
      '999 bytes',
      '182 kB',
      '8.9 MB',
    ])
  })
})
