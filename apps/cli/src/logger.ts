import { type DestinationStream, type Logger, pino } from 'pino'

/** Names of fields whose value is never written, at the top of a line and one or two levels down. */
const secretNames = [
  'password',
  'passwordHash',
  'token',
  'wstoken',
  'privatetoken',
  'secret',
  'credential',
  'sealed',
  'wrappedKey',
  'authorization',
  'cookie',
  'connectionString',
  '["set-cookie"]',
]
const paths = secretNames.flatMap((name) => {
  const last = name.startsWith('[') ? name : `.${name}`
  return [name, `*${last}`, `*.*${last}`]
})

/** Of an error of PostgreSQL: these may repeat a row, and so what a student wrote. */
const rowFields = new Set(['where', 'detail', 'internalQuery', 'hint'])

function writeError(error: unknown): unknown {
  return error instanceof Error ? withoutRows(pino.stdSerializers.err(error)) : error
}

function withoutRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRows)
  if (typeof value !== 'object' || value === null) return value
  // Only PostgreSQL's errors have a severity; `detail` of another error is ours.
  const ofPostgres = 'severity' in value
  const kept = Object.entries(value).filter(([name]) => !(ofPostgres && rowFields.has(name)))
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutRows(field)]))
}

/** Lines of JSON, to standard output or to a file. */
export function createLogger(options: { readonly level: string; readonly file?: string }): Logger {
  // Written at once: what a crash would swallow is what one wants to read.
  return createLoggerTo(pino.destination({ dest: options.file ?? 1, sync: true, mkdir: true }), options.level)
}

export function createLoggerTo(destination: DestinationStream, level: string): Logger {
  const serializers = { err: writeError }
  return pino(
    { level, serializers, redact: { paths, censor: '[secret]' }, base: { pid: process.pid } },
    destination,
  )
}
