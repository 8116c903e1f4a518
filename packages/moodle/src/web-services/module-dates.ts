import { z } from 'zod'
import type { ReadDate } from '../reading.ts'
import { text, time } from '../answers/fields.ts'

export const dateSchema = z.object({
  timestamp: time,
  /** From 4.1; the label beside it is in the student's language. */
  dataid: text,
})

/** What a module type adds about itself: JSON, from some versions on JSON of JSON. Nothing where it is neither. */
export function readCustomData(customdata: unknown): Readonly<Record<string, unknown>> {
  let value = customdata
  for (let layer = 0; layer < 2 && typeof value === 'string'; layer++) {
    try {
      value = JSON.parse(value)
    } catch {
      return {}
    }
  }
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The dates in Moodle's order. Where one is not named, the module's own data may hold the same time by its name. */
export function mapDates(dates: readonly z.output<typeof dateSchema>[], customdata: unknown): ReadDate[] {
  const set = dates.flatMap(({ dataid, timestamp }) => (timestamp ? [{ dataid, at: timestamp }] : []))
  const names = set.every(({ dataid }) => dataid) ? [] : Object.entries(readCustomData(customdata))
  const nameOf = (at: Date) => names.find(([, value]) => Number(value) * 1000 === at.getTime())?.[0]
  return set.map(({ dataid, at }) => ({ id: dataid || (nameOf(at) ?? null), at }))
}
