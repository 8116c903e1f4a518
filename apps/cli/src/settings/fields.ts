import { settingsWords } from '@spike/contract/words/operator'
import { parseSchedule } from '@spike/worker'
import { z } from 'zod'

interface NumberRange {
  readonly min: number
  readonly max: number
  readonly unit?: string
}

/** A whole number in decimal digits: no sign, no blank, no exponent. */
export function wholeNumber(byDefault: number, { min, max, unit = '' }: NumberRange) {
  return z
    .string()
    .transform((text, context) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
      if (value >= min && value <= max) return value
      context.addIssue({ code: 'custom', message: settingsWords.wholeNumber(text, min, max, unit) })
      return z.NEVER
    })
    .prefault(String(byDefault))
}

const secondMs = 1000
const dayMs = 86_400_000

/** A length of time in milliseconds, a day at most. */
export function milliseconds(byDefault: number, min = 100) {
  return wholeNumber(byDefault, { min, max: dayMs, unit: 'milliseconds' })
}

export function timeoutMs(byDefault: number) {
  return milliseconds(byDefault, secondMs)
}

export function boolean(byDefault: boolean) {
  return z
    .string()
    .transform((text, context) => {
      if (text === 'true' || text === '1') return true
      if (text === 'false' || text === '0') return false
      context.addIssue({ code: 'custom', message: settingsWords.boolean(text) })
      return z.NEVER
    })
    .prefault(String(byDefault))
}

export function oneOf<const Value extends string>(allowed: readonly Value[], byDefault: Value) {
  return z
    .string()
    .transform((text, context) => {
      const found = allowed.find((value) => value === text)
      if (found !== undefined) return found
      context.addIssue({ code: 'custom', message: settingsWords.oneOf(text, allowed) })
      return z.NEVER
    })
    .prefault(byDefault)
}

function namesPostgres(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return false
  // A socket's folder stands in the query.
  return url.hostname !== '' || url.searchParams.has('host')
}

export const postgresUrl = z.string().refine(namesPostgres, {
  // The address is not repeated: it holds a password.
  message: settingsWords.databaseUrl(),
})

/** A cron line of five fields, or `off`. */
export function syncSchedule(byDefault: string) {
  return z
    .string()
    .refine((text) => parseSchedule(text) !== null, {
      error: (issue) => settingsWords.schedule(String(issue.input)),
    })
    .prefault(byDefault)
}

export const siteUrl = z.string().transform((text, context) => {
  const url = URL.parse(text)
  if (
    url &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.username
  ) {
    return url
  }
  context.addIssue({ code: 'custom', message: settingsWords.publicUrl(text) })
  return z.NEVER
})
