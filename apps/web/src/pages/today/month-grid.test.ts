import type { CalendarEvent } from '@spike/contract'
import { describe, expect, it } from 'vitest'
import { buildEvent } from '../../testing/build-data.ts'
import { createDayOf, dayText, toDay } from './calendar-days.ts'
import { dayAfterKey, eventsByDay, rangeOf, readMonth, shiftMonth, weeksOf } from './month-grid.ts'

describe('the weeks of a month', () => {
  it('are always six, from the day on which a week begins', () => {
    const weeks = weeksOf('2026-11', 0)
    expect(weeks).toHaveLength(6)
    expect([weeks[0]?.[0], weeks[5]?.[6]].map((day) => dayText(day ?? 0))).toEqual([
      '2026-11-01',
      '2026-12-12',
    ])
    expect(dayText(weeksOf('2026-11', 1)[0]?.[0] ?? 0)).toBe('2026-10-26')
    expect(weeksOf('2026-02', 0)).toHaveLength(6)
  })

  it('are asked for with a day to spare on both sides, for every time zone', () => {
    const { from, to } = rangeOf('2026-11', 0)
    expect([from.toISOString(), to.toISOString()]).toEqual([
      '2026-10-31T00:00:00.000Z',
      '2026-12-14T00:00:00.000Z',
    ])
  })
})

describe('a month', () => {
  it('goes over the end of a year', () => {
    expect([shiftMonth('2026-12', 1), shiftMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })

  it('is read from an address, and anything else is none', () => {
    expect(['2026-11', '2026-13', '26-1', '', undefined].map(readMonth)).toEqual([
      '2026-11',
      null,
      null,
      null,
      null,
    ])
  })
})

describe('what stands on a day', () => {
  const dayOf = createDayOf('Asia/Jerusalem')
  const on = (event: Partial<CalendarEvent>) =>
    [...eventsByDay([buildEvent(event)], dayOf).keys()].map(dayText)

  it('is what happens between its midnights where the student is', () => {
    expect(on({ at: '2026-11-22T22:30:00.000Z' })).toEqual(['2026-11-23'])
  })

  it('is also what lasts over it, but not what ends as it begins', () => {
    expect(on({ at: '2026-11-21T22:00:00.000Z', endsAt: '2026-11-23T22:00:00.000Z' })).toEqual([
      '2026-11-22',
      '2026-11-23',
    ])
    expect(on({ at: '2026-11-22T08:00:00.000Z', endsAt: '2026-11-22T08:00:00.000Z' })).toEqual(['2026-11-22'])
  })
})

describe('a key', () => {
  // A Sunday.
  const day = toDay(2026, 11, 22)
  const after = (key: string, { rtl = false, shiftKey = false } = {}) => {
    const next = dayAfterKey(day, { key, shiftKey }, { rtl, firstOfWeek: 0 })
    return next === null ? null : dayText(next)
  }

  it('moves by days and weeks as they are seen, so that left is later from right to left', () => {
    expect([after('ArrowLeft'), after('ArrowRight')]).toEqual(['2026-11-21', '2026-11-23'])
    expect([after('ArrowLeft', { rtl: true }), after('ArrowRight', { rtl: true })]).toEqual([
      '2026-11-23',
      '2026-11-21',
    ])
    expect([after('ArrowUp'), after('ArrowDown')]).toEqual(['2026-11-15', '2026-11-29'])
  })

  it('goes to the ends of the week, and by months and years', () => {
    expect([after('Home'), after('End')]).toEqual(['2026-11-22', '2026-11-28'])
    expect([after('PageUp'), after('PageDown')]).toEqual(['2026-10-22', '2026-12-22'])
    expect(after('PageDown', { shiftKey: true })).toBe('2027-11-22')
    expect(
      dayText(
        dayAfterKey(
          toDay(2027, 1, 31),
          { key: 'PageDown', shiftKey: false },
          { rtl: false, firstOfWeek: 0 },
        ) ?? 0,
      ),
    ).toBe('2027-02-28')
  })

  it('that means nothing here moves nothing', () => {
    expect(after('Enter')).toBeNull()
  })
})
