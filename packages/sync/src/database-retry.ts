import { isConnectionError } from '@spike/store'
import pRetry from 'p-retry'

/** Together about a minute: long enough for PostgreSQL to restart, short of a worker's own timeouts. */
const tries = 24

/** Tries again what failed because the database could not be reached. Give it only what may be done twice. */
export function withDatabaseRetry<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return pRetry(work, {
    retries: tries,
    factor: 1.6,
    minTimeout: 100,
    maxTimeout: 4_000,
    shouldRetry: ({ error }) => isConnectionError(error),
    ...(signal && { signal }),
  })
}
