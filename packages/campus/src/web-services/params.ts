import { invalidParameter } from '../moodle-exception.ts'

/** Reads one argument, or throws `invalidparameter`. An argument that was not sent is undefined. */
type Reader<T> = (value: unknown) => T
export type ParamReaders = Record<string, Reader<unknown>>
export type ReadParams<R extends ParamReaders> = { [Name in keyof R]: ReturnType<R[Name]> }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** A form knows only text, JSON numbers and booleans too; both are taken, as PHP does. */
export function int(fallback?: number): Reader<number> {
  return (value) => {
    if (value === undefined && fallback !== undefined) return fallback
    if (typeof value === 'boolean') return Number(value)
    if (typeof value === 'number' && Number.isInteger(value)) return value
    if (typeof value === 'string' && /^-?\d+$/.test(value)) return Number(value)
    throw invalidParameter()
  }
}

export function text(fallback?: string): Reader<string> {
  return (value) => {
    if (value === undefined && fallback !== undefined) return fallback
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value)
    throw invalidParameter()
  }
}

/** A list that may be left out. A form sends it as `name[0]=…`, which arrives as a record of indexes. */
export function list<T>(read: Reader<T>): Reader<T[]> {
  return (value) => {
    if (value === undefined) return []
    if (!isRecord(value)) throw invalidParameter()
    return Object.values(value).map((item) => read(item))
  }
}

/** Fields with names. Left out, it is as if it had been sent empty. */
export function structure<R extends ParamReaders>(readers: R): Reader<ReadParams<R>> {
  return (value) => readParams(readers, value ?? {})
}

/** All arguments of a call. An unexpected one is an `invalidparameter`, as in Moodle. */
export function readParams<R extends ParamReaders>(readers: R, args: unknown): ReadParams<R> {
  if (!isRecord(args)) throw invalidParameter()
  if (Object.keys(args).some((name) => !Object.hasOwn(readers, name))) throw invalidParameter()
  return Object.fromEntries(
    Object.entries(readers).map(([name, read]) => [name, read(args[name])]),
  ) as ReadParams<R>
}
