import { z } from 'zod'

/**
 * Moodle's scalars as they really come: numbers sometimes as strings, flags as 0 and 1 or as booleans, and 0 for
 * a time that is not set.
 */

const numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
])

export const wholeNumber = numeric.pipe(z.number().int())
export const id = numeric.pipe(z.number().int().positive())
export const decimal = numeric.pipe(z.number())

export const flag = z.union([
  z.boolean(),
  numeric.pipe(z.number()).transform((value) => value !== 0),
  z.enum(['true', 'false']).transform((value) => value === 'true'),
])

const lastSecond = Date.UTC(9999, 11, 31) / 1000

/** Unix seconds. 0 and nothing are "not set", and so is a time after the year 9999, which is somebody's slip. */
export const time = wholeNumber
  .nullish()
  .transform((seconds) => (seconds && seconds > 0 && seconds <= lastSecond ? new Date(seconds * 1000) : null))

export const setTime = time
  .refine((value) => value !== null, 'a time must be set')
  .transform((value) => value as Date)

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** An address that a page may link to, or null. */
export const webAddress = text.transform((value) => (/^https?:\/\//i.test(value) ? value : null))

/** PHP writes an empty object as an empty list. */
export function objectOrNothing<T extends z.ZodType>(schema: T) {
  return z
    .union([
      z
        .array(z.unknown())
        .max(0)
        .transform(() => undefined),
      schema,
    ])
    .nullish()
    .transform((value) => value ?? undefined)
}
