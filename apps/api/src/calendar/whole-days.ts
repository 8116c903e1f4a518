/** Where the universities are: by its midnight an entry of whole days is known. */
const timeZone = 'Asia/Jerusalem'
const dayMs = 24 * 60 * 60_000

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Midnight in UTC of the local date, and the local time as `23:59`. */
function localOf(at: Date): { readonly date: Date; readonly time: string } {
  const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    date: new Date(`${of['year']}-${of['month']}-${of['day']}T00:00:00Z`),
    time: `${of['hour']}:${of['minute']}`,
  }
}

/**
 * The dates of an entry that lasts whole days, each as midnight in UTC, the second one no more part of it: Moodle knows
 * times alone, and writes a holiday from midnight to midnight. Null where it is of hours.
 */
export function wholeDaysOf({ at, endsAt }: { readonly at: Date; readonly endsAt: Date | null }) {
  const start = localOf(at)
  if (start.time !== '00:00') return null
  if (!endsAt) return { start: start.date, end: new Date(start.date.getTime() + dayMs) }
  const end = localOf(endsAt)
  if (end.time === '23:59') return { start: start.date, end: new Date(end.date.getTime() + dayMs) }
  return end.time === '00:00' && end.date > start.date ? { start: start.date, end: end.date } : null
}
