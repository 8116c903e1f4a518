import { cleanUp, type Database } from '@spike/store'
import type { Task } from 'graphile-worker'
import type { Logger } from 'pino'

/**
 * The task `clean_up`, from the crontab: deletes what is kept for JOB_CLEANUP_DAYS and no longer, changes of long ago,
 * and sessions that are over.
 */
export function createCleanUpTask({
  db,
  log,
  keepDays,
  sessionIdleDays,
}: {
  readonly db: Database
  readonly log: Logger
  readonly keepDays: number
  readonly sessionIdleDays: number
}): Task {
  return async () => {
    const deleted = await cleanUp(db, { keepDays, sessionIdleDays })
    log.info({ deleted, keepDays }, 'cleaned up')
  }
}
