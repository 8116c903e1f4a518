import type { SiteSettings } from '../site-settings.ts'

/** Dates as pages write them: in words, in the site's time zone. Takes Unix seconds. */
export type PageDates = {
  /** Thursday, 5 November 2026, 1:35 PM */
  full(seconds: number): string
  /** 5 November 2026, 1:35 PM */
  withoutWeekday(seconds: number): string
  /** 5 November 2026, with the time of day unless that is midnight: how restrictions are told. */
  restriction(seconds: number): string
  /** Thu, 5 Nov 2026, 1:35 PM */
  abbreviated(seconds: number): string
  /** 5 Nov 2026 */
  day(seconds: number): string
  /** 5/11/26, 13:35, the same in every language */
  short(seconds: number): string
  /** 5 Nov 2026, 13:35 */
  attempt(seconds: number): string
  /** 2026-11-05T13:35:54+02:00 */
  iso(seconds: number): string
}

export const siteTimeZone = 'Asia/Jerusalem'

const pageDates = { he: createPageDates('he'), en: createPageDates('en') }
export const pageDatesOf = (language: SiteSettings['language']): PageDates => pageDates[language]

function createPageDates(language: SiteSettings['language']): PageDates {
  const isHebrew = language === 'he'
  const locale = isHebrew ? 'he' : 'en-US'
  const read = createReader(locale, { weekday: 'long', month: 'long' })
  const readShort = createReader(locale, { weekday: 'short', month: 'short' })
  const dateOf = (parts: Parts) => `${parts.day} ${parts.month} ${parts.year}`
  const timeOf = ({ hour, minute }: Parts) => {
    if (isHebrew) return `${hour}:${minute}`
    return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`
  }

  return {
    full(seconds) {
      const parts = read(seconds)
      return `${parts.weekday}, ${dateOf(parts)}, ${timeOf(parts)}`
    },
    withoutWeekday(seconds) {
      const parts = read(seconds)
      return `${dateOf(parts)}, ${timeOf(parts)}`
    },
    restriction(seconds) {
      const parts = read(seconds)
      const isMidnight = parts.hour === '00' && parts.minute === '00'
      return isMidnight ? dateOf(parts) : `${dateOf(parts)}, ${timeOf(parts)}`
    },
    abbreviated(seconds) {
      const parts = readShort(seconds)
      return `${parts.weekday}, ${dateOf(parts)}, ${timeOf(parts)}`
    },
    day: (seconds) => dateOf(readShort(seconds)),
    short(seconds) {
      const parts = readShort(seconds)
      return `${parts.day}/${parts.monthNumber}/${parts.year.slice(2)}, ${parts.hour}:${parts.minute}`
    },
    attempt(seconds) {
      const parts = readShort(seconds)
      return `${dateOf(parts)}, ${parts.hour}:${parts.minute}`
    },
    iso(seconds) {
      const { year, monthNumber, day, hour, minute, second, offset } = readShort(seconds)
      return `${year}-${monthNumber}-${day.padStart(2, '0')}T${hour}:${minute}:${second}${offset}`
    },
  }
}

type Parts = Record<
  'year' | 'month' | 'monthNumber' | 'day' | 'weekday' | 'hour' | 'minute' | 'second' | 'offset',
  string
>

function createReader(locale: string, words: { weekday: 'long' | 'short'; month: 'long' | 'short' }) {
  const worded = new Intl.DateTimeFormat(locale, {
    ...words,
    timeZone: siteTimeZone,
    year: 'numeric',
    day: 'numeric',
  })
  const counted = new Intl.DateTimeFormat('en-GB', {
    timeZone: siteTimeZone,
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
  return (seconds: number): Parts => {
    const date = new Date(seconds * 1000)
    const word = collectParts(worded.formatToParts(date))
    const count = collectParts(counted.formatToParts(date))
    return {
      year: word.year ?? '',
      month: word.month ?? '',
      day: word.day ?? '',
      weekday: word.weekday ?? '',
      monthNumber: count.month ?? '',
      hour: count.hour ?? '',
      minute: count.minute ?? '',
      second: count.second ?? '',
      offset: (count.timeZoneName ?? '').replace('GMT', '') || '+00:00',
    }
  }
}

const collectParts = (parts: Intl.DateTimeFormatPart[]): Record<string, string> =>
  Object.fromEntries(parts.map(({ type, value }) => [type, value]))
