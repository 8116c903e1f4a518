import { isDeepStrictEqual } from 'node:util'
import type { Difference } from '@spike/store'

/** Whether two values of a row are the same; times by their instant, as PostgreSQL stores them (to the millisecond). */
const sameValue = (a: unknown, b: unknown): boolean => a === b || isDeepStrictEqual(a, b)

/** The names of the fields in which `wanted` differs from `stored`. */
export function differingFields<Row extends object>(stored: Row, wanted: Row): (keyof Row & string)[] {
  return (Object.keys(wanted) as (keyof Row & string)[]).filter(
    (field) => !sameValue(stored[field], wanted[field]),
  )
}

/** What to write and what is gone, so that the stored rows become the wanted ones. Rows are known by `key`. */
export function diffRows<Row extends object>(
  stored: readonly Row[],
  wanted: readonly Row[],
  key: (row: Row) => number,
): Difference<Row> {
  const storedByKey = new Map(stored.map((row) => [key(row), row]))
  const wantedKeys = new Set(wanted.map(key))
  return {
    write: wanted.filter((row) => {
      const before = storedByKey.get(key(row))
      return before === undefined || differingFields(before, row).length > 0
    }),
    gone: [...storedByKey.keys()].filter((id) => !wantedKeys.has(id)),
  }
}
