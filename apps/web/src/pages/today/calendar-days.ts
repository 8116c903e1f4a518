/** Days of a calendar as whole numbers since 1970-01-01, so that they can be counted without a clock in the way. */
export type Day = number

const dayMs = 86_400_000
/** 1970-01-01 was a Thursday; 0 is Sunday. */
const firstWeekday = 4

/** Tells on which day a moment is where the student is. `timeZone` is the device's where it is not said. */
export function createDayOf(timeZone?: string): (at: number | string) => Day {
  const parts = new Intl.DateTimeFormat('en-US', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  })
  return (at) => {
    const of = { year: 0, month: 0, day: 0 }
    for (const { type, value } of parts.formatToParts(typeof at === 'number' ? at : Date.parse(at))) {
      if (type === 'year' || type === 'month' || type === 'day') of[type] = Number(value)
    }
    return toDay(of.year, of.month, of.day)
  }
}

/** `month` is 1 to 12; a day or month too many goes on into the next. */
export function toDay(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / dayMs)
}

/** 0 is Sunday. */
function weekdayOf(day: Day): number {
  return (((day + firstWeekday) % 7) + 7) % 7
}

/** The first day of the week that holds it. `firstOfWeek` 0 is Sunday. */
export function weekStart(day: Day, firstOfWeek: number): Day {
  return day - ((weekdayOf(day) - firstOfWeek + 7) % 7)
}

/** A moment that is on that day in UTC: to be formatted with `timeZone: 'UTC'`. */
export function dayAsDate(day: Day): Date {
  return new Date(day * dayMs)
}

/** `2026-11-22`. */
export function dayText(day: Day): string {
  return dayAsDate(day).toISOString().slice(0, 10)
}

/**
 * On which weekday a week begins (0 is Sunday) for who reads a language in Israel, where the universities are: Sunday,
 * also where a browser cannot say.
 */
export function firstWeekdayIn(language: string): number {
  const locale = new Intl.Locale(language, { region: 'IL' }) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number }
    weekInfo?: { firstDay: number }
  }
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 7 }
  return firstDay % 7
}
