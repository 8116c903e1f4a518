import { cleanUp, type Database } from '@spike/store'
import type { Task } from 'graphile-worker'
import type { Logger } from 'pino'

/** The task `clean_up`, from the crontab: deletes what is kept for JOB_CLEANUP_DAYS and no longer. */
export function createCleanUpTask({
  db,
  log,
  keepDays,
}: {
  readonly db: Database
  readonly log: Logger
  readonly keepDays: number
}): Task {
  return async () => {
    const deleted = await cleanUp(db, { keepDays })
    log.info({ deleted, keepDays }, 'cleaned up')
  }
}
