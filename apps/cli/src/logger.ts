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

/** Lines of JSON, to standard output or to a file. */
export function createLogger(options: { readonly level: string; readonly file?: string }): Logger {
  // Written at once: what a crash would swallow is what one wants to read.
  return createLoggerTo(pino.destination({ dest: options.file ?? 1, sync: true, mkdir: true }), options.level)
}

export function createLoggerTo(destination: DestinationStream, level: string): Logger {
  return pino({ level, redact: { paths, censor: '[secret]' }, base: { pid: process.pid } }, destination)
}
