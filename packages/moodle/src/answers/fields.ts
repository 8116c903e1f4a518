import { z } from 'zod'
import { cleanLink, trimAddress } from '../clean-link.ts'
import { dropUnsafeCharacters } from '../clean-text.ts'

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
/** An id that need not be there; Moodle's 0 is none. */
export const optionalId = wholeNumber
  .nullish()
  .transform((value) => (typeof value === 'number' && value > 0 ? value : null))
export const decimal = numeric.pipe(z.number())

/** A count of something, as a database column holds it: what is too large to be one, or less than none, is not told. */
export const count = wholeNumber
  .nullish()
  .transform((value) => (typeof value === 'number' && value >= 0 && value < 2 ** 31 ? value : null))

export const flag = z.union([
  z.boolean(),
  numeric.pipe(z.number()).transform((value) => value !== 0),
  z.enum(['true', 'false']).transform((value) => value === 'true'),
])

/** Times beyond this are nobody's: PostgreSQL's texts of them are not JavaScript's. */
export const lastSecond = Date.UTC(9999, 11, 31) / 1000

/** Any number at all: one too large for a double is read as infinite. */
const anyNumber = z.union([numeric, z.literal([Infinity, -Infinity])])

/**
 * Unix seconds, without the fraction. 0 and nothing are "not set", and so is what cannot be: before 1970 or after the
 * year 9999, which is somebody's slip.
 */
export const time = anyNumber.nullish().transform((value) => {
  const seconds = Math.floor(value ?? 0)
  return seconds > 0 && seconds <= lastSecond ? new Date(seconds * 1000) : null
})

/** A time that must be one: a row without it is not of the known shape. */
export const setTime = time
  .refine((value) => value !== null, 'a time must be set')
  .transform((value) => value as Date)

/** Text that must be there, as it can be stored: see `dropUnsafeCharacters`. */
export const setText = z.string().transform(dropUnsafeCharacters)

export const text = setText.nullish().transform((value) => value ?? '')

/** An address that a page may link to, without anybody's session in it; or null. */
export const webAddress = text.transform((value) => {
  const address = trimAddress(value)
  return /^https?:\/\//i.test(address) ? cleanLink(address) : null
})

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
