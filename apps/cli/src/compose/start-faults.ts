import { startingWords } from '@spike/contract/words/operator'
import { isConnectionError } from '@spike/store'
import { exitCodes, OperatorError, systemCode } from '../operator-error.ts'

/** SQLSTATEs: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const refused = new Set(['28000', '28P01'])
const databaseMissing = '3D000'
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])

/** A fault of connecting in operator's words, or the error itself where it is none. Names no password. */
export function explainDatabaseFault(error: unknown, connectionString: string): unknown {
  const url = new URL(connectionString)
  const { host, pathname, searchParams } = url
  const where = `${host || searchParams.get('host') || 'localhost'}${pathname}`
  const code = systemCode(error instanceof AggregateError ? error.errors[0] : error)
  if (refused.has(code)) {
    return new OperatorError('database.refused', startingWords.databaseRefused(where), { cause: error })
  }
  if (code === databaseMissing) {
    return new OperatorError('database.missing', startingWords.databaseMissing(where), { cause: error })
  }
  // A socket's file that is not there has a code of the file system.
  if (networkCodes.has(code) || isOfConnecting(error)) {
    return new OperatorError('database.unreachable', startingWords.databaseUnreachable(where, code), {
      cause: error,
    })
  }
  const file = unreadableFile(error, url)
  if (file !== null) {
    return new OperatorError('database.file', startingWords.databaseFile(file, code), {
      exitCode: exitCodes.settings,
      cause: error,
    })
  }
  if (isConnectionError(error)) {
    return new OperatorError('database.silent', startingWords.databaseSilent(where), { cause: error })
  }
  return error
}

const isOfConnecting = (error: unknown) =>
  error instanceof Error && 'syscall' in error && error.syscall === 'connect'

/** The `sslrootcert`, `sslcert` or `sslkey` of the address, where reading it is what failed. */
function unreadableFile(error: unknown, { searchParams }: URL): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null
  const files = ['sslrootcert', 'sslcert', 'sslkey'].flatMap((name) => searchParams.getAll(name))
  // Reading a folder fails after it was opened, and then its path is not told.
  if (error.syscall === 'read') return files.length > 0 ? files.join(', ') : null
  return files.find((file) => 'path' in error && error.path === file) ?? null
}

/** A fault of listening in operator's words, or the error itself where it is none. */
export function explainListenFault(error: unknown, address: { host: string; port: number }): unknown {
  const { host, port } = address
  const message = new Map([
    ['EADDRINUSE', startingWords.portInUse(host, port)],
    ['EACCES', startingWords.portRefused(host, port)],
    ['EADDRNOTAVAIL', startingWords.hostUnknown(host)],
    ['ENOTFOUND', startingWords.hostUnknown(host)],
    ['EAI_AGAIN', startingWords.hostUnknown(host)],
  ]).get(systemCode(error))
  return message === undefined ? error : new OperatorError('listen.failed', message, { cause: error })
}
