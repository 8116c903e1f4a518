import { describe, expect, it } from 'vitest'
import { buildDeadline } from '../../testing/build-data.ts'
import { createDayOf, firstWeekdayIn } from './calendar-days.ts'
import { groupDeadlines } from './group-deadlines.ts'

/** The ids in each group, for somebody in a time zone whose week begins on Sunday. */
function group(
  now: string,
  dueAts: readonly string[],
  { timeZone = 'Asia/Jerusalem', first = 0 }: { timeZone?: string; first?: number } = {},
) {
  const deadlines = dueAts.map((dueAt) => buildDeadline({ id: dueAt, dueAt }))
  const { open } = groupDeadlines(deadlines, {
    nowMs: Date.parse(now),
    dayOf: createDayOf(timeZone),
    firstOfWeek: first,
  })
  return Object.fromEntries(
    open.map(({ urgency, deadlines: inGroup }) => [urgency, inGroup.map(({ id }) => id)]),
  )
}

describe('deadlines by urgency', () => {
  it('are overdue, of today, of this week and later: the soonest first, of the missed the last', () => {
    // Monday; the week is over with Saturday.
    const groups = group('2026-11-23T10:00:00Z', [
      '2026-11-29T10:00:00Z',
      '2026-11-28T21:59:00Z',
      '2026-11-24T10:00:00Z',
      '2026-11-23T21:59:00Z',
      '2026-11-23T10:00:00Z',
      '2026-11-23T09:59:00Z',
      '2026-11-20T10:00:00Z',
    ])
    expect(groups).toEqual({
      overdue: ['2026-11-23T09:59:00Z', '2026-11-20T10:00:00Z'],
      today: ['2026-11-23T10:00:00Z', '2026-11-23T21:59:00Z'],
      thisWeek: ['2026-11-24T10:00:00Z', '2026-11-28T21:59:00Z'],
      later: ['2026-11-29T10:00:00Z'],
    })
  })

  it('leave out groups without any, and put what is done apart, the last due first', () => {
    const done = ['2026-11-20', '2026-11-25'].map((day) =>
      buildDeadline({ id: day, dueAt: `${day}T10:00:00Z`, done: true }),
    )
    const grouped = groupDeadlines(done, {
      nowMs: Date.parse('2026-11-23T10:00:00Z'),
      dayOf: createDayOf('UTC'),
      firstOfWeek: 0,
    })
    expect(grouped.open).toEqual([])
    expect(grouped.done.map(({ id }) => id)).toEqual(['2026-11-25', '2026-11-20'])
  })

  it('change their day at midnight where the student is', () => {
    const due = '2026-11-22T22:30:00Z'
    expect(group('2026-11-22T21:59:00Z', [due])).toEqual({ thisWeek: [due] })
    expect(group('2026-11-22T22:00:00Z', [due])).toEqual({ today: [due] })
    expect(group('2026-11-22T21:59:00Z', [due], { timeZone: 'America/New_York' })).toEqual({ today: [due] })
  })

  it('stay on their day when the clock is changed', () => {
    // The night to 25 October 2026 has 25 hours in Israel, the one to 27 March 23.
    expect(group('2026-10-24T21:30:00Z', ['2026-10-25T21:30:00Z'])).toEqual({
      today: ['2026-10-25T21:30:00Z'],
    })
    expect(group('2026-03-26T22:30:00Z', ['2026-03-27T20:59:00Z', '2026-03-27T21:30:00Z'])).toEqual({
      today: ['2026-03-27T20:59:00Z'],
      thisWeek: ['2026-03-27T21:30:00Z'],
    })
  })

  it('are of this week until the day before the one on which a week begins', () => {
    const [saturday, sunday, monday] = ['2026-11-28', '2026-11-29', '2026-11-30'].map(
      (day) => `${day}T10:00:00Z`,
    ) as [string, string, string]
    const wednesday = '2026-11-25T10:00:00Z'
    expect(group(wednesday, [saturday, sunday, monday])).toEqual({
      thisWeek: [saturday],
      later: [sunday, monday],
    })
    expect(group(wednesday, [saturday, sunday, monday], { first: 1 })).toEqual({
      thisWeek: [saturday, sunday],
      later: [monday],
    })
    // Saturday itself is the last day of its week.
    expect(group('2026-11-28T09:00:00Z', [saturday, sunday])).toEqual({ today: [saturday], later: [sunday] })
  })
})

describe('a week', () => {
  it('begins on Sunday in every language of Israel', () => {
    expect(['he', 'ar', 'en'].map(firstWeekdayIn)).toEqual([0, 0, 0])
  })
})
