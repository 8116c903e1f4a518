/** Codes of PostgreSQL (class 08, 57P0x) and of the socket that say the connection is gone, not that the query is wrong. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
])
/** node-postgres gives these without a code. */
const connectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'not queryable',
]

/** Whether PostgreSQL refused a value (class 22, data exception; class 23, a constraint): trying again changes nothing. */
export function isRefusedData(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' && /^2[23][0-9A-Z]{3}$/.test(code)
}

/** Whether a row names a student or a session that is no more: deleted, or signed out, since it was looked for. */
export function isOwnerGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
  return (
    code === '23503' &&
    (constraint === `${String(table)}_user_id_fkey` || constraint === `${String(table)}_session_id_hash_fkey`)
  )
}

/** Whether PostgreSQL ended a query because it took longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === '57014'
}

/** Whether an error means that the database could not be reached, so that the same thing may work in a moment. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return connectionCodes.has(code)
  return (
    connectionMessages.some((message) => error.message.includes(message)) ||
    (error instanceof AggregateError && error.errors.some(isConnectionError)) ||
    isConnectionError(error.cause)
  )
}
