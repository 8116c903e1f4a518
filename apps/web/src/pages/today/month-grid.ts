import type { CalendarEvent } from '@spike/contract'
import { dayAsDate, toDay, weekStart, type Day } from './calendar-days.ts'

/** `2026-11`. */
export type Month = string

const weeksShown = 6
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/

/** Null for what is no month. */
export function readMonth(text: unknown): Month | null {
  return typeof text === 'string' && monthPattern.test(text) ? text : null
}

export function monthOf(day: Day): Month {
  return dayAsDate(day).toISOString().slice(0, 7)
}

/** The month that many before or after. */
export function shiftMonth(month: Month, months: number): Month {
  const [year, number] = parse(month)
  return monthOf(toDay(year, number + months, 1))
}

/** The same day of the month that many months on; the last one where that month is shorter. */
function shiftDayByMonths(day: Day, months: number): Day {
  const date = dayAsDate(day)
  const [year, number] = parse(shiftMonth(monthOf(day), months))
  return Math.min(toDay(year, number, date.getUTCDate()), toDay(year, number + 1, 0))
}

export function firstDayOf(month: Month): Day {
  const [year, number] = parse(month)
  return toDay(year, number, 1)
}

/** The weeks that show a month, with the days around it: always as many, so that nothing moves from month to month. */
export function weeksOf(month: Month, firstOfWeek: number): Day[][] {
  const first = weekStart(firstDayOf(month), firstOfWeek)
  return Array.from({ length: weeksShown }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => first + week * 7 + weekday),
  )
}

/** The moments between which all the days shown of a month are, wherever on earth the student is. */
export function rangeOf(month: Month, firstOfWeek: number): { from: Date; to: Date } {
  const weeks = weeksOf(month, firstOfWeek)
  const first = weeks[0]?.[0] ?? 0
  return { from: dayAsDate(first - 1), to: dayAsDate(first + weeksShown * 7 + 1) }
}

/** What stands on each day, in the order in which it was given; what lasts for days is on each of them. */
export function eventsByDay(
  events: readonly CalendarEvent[],
  dayOf: (at: number | string) => Day,
): Map<Day, CalendarEvent[]> {
  const byDay = new Map<Day, CalendarEvent[]>()
  for (const event of events) {
    // What ends at midnight is not on the day that begins then.
    const last = event.endsAt === null ? dayOf(event.at) : dayOf(Date.parse(event.endsAt) - 1)
    const first = dayOf(event.at)
    for (let day = first; day <= Math.max(first, last); day += 1) {
      const sameDay = byDay.get(day)
      if (sameDay) sameDay.push(event)
      else byDay.set(day, [event])
    }
  }
  return byDay
}

function parse(month: Month): [year: number, number: number] {
  return [Number(month.slice(0, 4)), Number(month.slice(5))]
}

/** How far a key moves the chosen day of the grid; null for a key that moves nothing. */
export function dayAfterKey(
  day: Day,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  { rtl, firstOfWeek }: { rtl: boolean; firstOfWeek: number },
): Day | null {
  const start = weekStart(day, firstOfWeek)
  switch (key) {
    case 'ArrowLeft':
      return rtl ? day + 1 : day - 1
    case 'ArrowRight':
      return rtl ? day - 1 : day + 1
    case 'ArrowUp':
      return day - 7
    case 'ArrowDown':
      return day + 7
    case 'Home':
      return start
    case 'End':
      return start + 6
    case 'PageUp':
      return shiftDayByMonths(day, shiftKey ? -12 : -1)
    case 'PageDown':
      return shiftDayByMonths(day, shiftKey ? 12 : 1)
    default:
      return null
  }
}
