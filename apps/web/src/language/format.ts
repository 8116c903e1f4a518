import type { Language } from '@spike/contract/languages'

/** Numbers and dates as a language writes them. Dates come as ISO 8601 and are shown in the device's time zone. */
export interface Format {
  number(value: number): string
  /** `value` is 0 to 100. */
  percent(value: number): string
  /** Day, month and year. */
  date(iso: string): string
  /** Weekday, day, month and time. */
  dayAndTime(iso: string): string
  /** Hours and minutes. */
  time(iso: string): string
  /** A month with its year. The date is the UTC one, here and in the next two: days of a calendar have no time zone. */
  month(date: Date): string
  /** Weekday, day and month. */
  day(date: Date): string
  weekday(date: Date, style: 'long' | 'narrow'): string
  /** "Today", "yesterday", else weekday, day and month; the year too where it is another than now's. */
  recentDay(iso: string, nowMs: number): string
  /** To the second, for staff. */
  exactTime(iso: string): string
  /** "in 3 days", "2 hours ago". */
  relative(iso: string, nowMs: number): string
  /** A span of seconds as a range in the unit that fits: "2–4 minutes". */
  secondsRange(lowSeconds: number, highSeconds: number): string
  seconds(seconds: number): string
  bytes(bytes: number): string
  /** An academic year by the calendar year it starts in: `תשפ״ו · 2025–26`. */
  academicYear(startYear: number): string
  list(parts: readonly string[]): string
  compare(a: string, b: string): number
}

const locales: Readonly<Record<Language, string>> = { he: 'he-IL', en: 'en-GB', ar: 'ar-u-nu-latn' }
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const relativeUnits = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

export function createFormat(language: Language): Format {
  const locale = locales[language]
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const weekdays = {
    long: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }),
    narrow: new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' }),
  }
  const weekday = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const weekdayAndDay = new Intl.DateTimeFormat(locale, weekday)
  const weekdayAndDate = new Intl.DateTimeFormat(locale, { ...weekday, year: 'numeric' })
  const exactTime = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
  const collator = new Intl.Collator(locale, { numeric: true })
  /** By power of a thousand: one costs as much to make as a row of a list to draw. */
  const byteSizes: Intl.NumberFormat[] = []
  const inUnit = (unit: string, maximumFractionDigits = 0) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits })

  return {
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    date: (iso) => date.format(new Date(iso)),
    dayAndTime: (iso) => dayAndTime.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    month: (at) => month.format(at),
    day: (at) => day.format(at),
    weekday: (at, style) => weekdays[style].format(at),
    recentDay(iso, nowMs) {
      const daysAway = calendarDays(Date.parse(iso)) - calendarDays(nowMs)
      if (Math.abs(daysAway) <= 1) return relative.format(daysAway, 'day')
      const isThisYear = new Date(iso).getFullYear() === new Date(nowMs).getFullYear()
      return (isThisYear ? weekdayAndDay : weekdayAndDate).format(new Date(iso))
    },
    exactTime: (iso) => exactTime.format(new Date(iso)),
    relative(iso, nowMs) {
      const seconds = (Date.parse(iso) - nowMs) / 1000
      const [unit, size] = relativeUnits.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
      // "in 0 seconds" reads as "now"; the last minute is not worth counting.
      if (unit === 'second') return relative.format(0, 'second')
      // "Tomorrow" is the next day of the calendar, not the next 24 hours.
      if (unit === 'day') return relative.format(calendarDays(Date.parse(iso)) - calendarDays(nowMs), 'day')
      return relative.format(Math.trunc(seconds / size), unit)
    },
    secondsRange(lowSeconds, highSeconds) {
      const [unit, size] = highSeconds >= 90 ? (['minute', 60] as const) : (['second', 1] as const)
      // Rounded to what a person can use: whole minutes, or fives of seconds.
      const step = unit === 'minute' ? 1 : 5
      const round = (seconds: number) => Math.max(step, Math.round(seconds / size / step) * step)
      const range = inUnit(unit).formatRange(
        round(lowSeconds),
        Math.max(round(lowSeconds), round(highSeconds)),
      )
      return range.replace(/\d+–\d+/, leftToRight)
    },
    seconds(seconds) {
      if (seconds >= 5400) return inUnit('hour', 1).format(seconds / 3600)
      return seconds >= 90 ? inUnit('minute', 1).format(seconds / 60) : inUnit('second', 1).format(seconds)
    },
    bytes(bytes) {
      const power = Math.min(byteUnits.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
      const unit = byteUnits[power] ?? 'byte'
      const digits = power < 2 ? 0 : 1
      const size = (byteSizes[power] ??= new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        // The short name of a byte has no plural.
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: digits,
      }))
      return isolate(size.format(bytes / 1000 ** power))
    },
    academicYear(startYear) {
      const years = leftToRight(`${startYear}–${String((startYear + 1) % 100).padStart(2, '0')}`)
      return language === 'he' ? `${hebrewYear(startYear)} · ${years}` : years
    },
    list: (parts) => list.format(parts),
    compare: collator.compare,
  }
}

/** Keeps `2025–26` from turning around in a line of Hebrew or Arabic (Unicode's isolates). */
function leftToRight(text: string): string {
  return `\u2066${text}\u2069`
}

/** Keeps a text in its own direction, whichever that is: `182 kB` inside Hebrew. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** Days since 1970 on the device's calendar. */
function calendarDays(ms: number): number {
  const at = new Date(ms)
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000)
}

const hebrewDigits = [
  [400, 'ת'],
  [300, 'ש'],
  [200, 'ר'],
  [100, 'ק'],
  [90, 'צ'],
  [80, 'פ'],
  [70, 'ע'],
  [60, 'ס'],
  [50, 'נ'],
  [40, 'מ'],
  [30, 'ל'],
  [20, 'כ'],
  [10, 'י'],
  [9, 'ט'],
  [8, 'ח'],
  [7, 'ז'],
  [6, 'ו'],
  [5, 'ה'],
  [4, 'ד'],
  [3, 'ג'],
  [2, 'ב'],
  [1, 'א'],
] as const

/** The Hebrew year that begins in the autumn of a calendar year, in letters without its thousands: 2025 is תשפ״ו. */
export function hebrewYear(startYear: number): string {
  let rest = (startYear + 3761) % 1000
  let letters = ''
  for (const [value, letter] of hebrewDigits) {
    // 15 and 16 are written 9+6 and 9+7, so as not to spell a name of God.
    if (value === 10 && (rest === 15 || rest === 16)) continue
    for (; rest >= value; rest -= value) letters += letter
  }
  return letters.length > 1 ? `${letters.slice(0, -1)}״${letters.slice(-1)}` : `${letters}׳`
}
