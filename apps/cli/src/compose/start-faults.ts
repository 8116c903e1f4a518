import { startingWords } from '@spike/contract/words/operator'
import { OperatorError, systemCode } from '../operator-error.ts'

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
  const { host, pathname } = new URL(connectionString)
  const where = `${host}${pathname}`
  const code = systemCode(error instanceof AggregateError ? error.errors[0] : error)
  if (refused.has(code)) {
    return new OperatorError('database.refused', startingWords.databaseRefused(where), { cause: error })
  }
  if (code === databaseMissing) {
    return new OperatorError('database.missing', startingWords.databaseMissing(where), { cause: error })
  }
  if (networkCodes.has(code)) {
    return new OperatorError('database.unreachable', startingWords.databaseUnreachable(where, code), {
      cause: error,
    })
  }
  return error
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
