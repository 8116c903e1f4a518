import { type Database, findStudentsDue, listInstitutions } from '@spike/store'
import { enqueueSync } from '@spike/sync'
import type { Task } from 'graphile-worker'
import type { Logger } from 'pino'
import { parseSchedule, type Round } from '../schedule/sync-schedule.ts'

/** Two runs of the task. */
const lastMomentBeforeEndMs = 10 * 60 * 1000

interface ScheduleSyncsOptions {
  readonly db: Database
  readonly log: Logger
  readonly now: () => Date
  /** SYNC_SCHEDULE: for institutions that have no schedule of their own. */
  readonly schedule: string
  readonly maxTries: number
}

/**
 * The task `schedule_syncs`, from the crontab: starts the syncs that are due. Students of a site come one after
 * another over the whole round, each at a moment of their own, so that no hour is heavier than another.
 * Who synced in this round already, or whose sign-in the site has refused, is left alone.
 */
export function createScheduleSyncsTask(options: ScheduleSyncsOptions): Task {
  const { db, log } = options
  return async () => {
    const now = options.now()
    for (const institution of await listInstitutions(db)) {
      if (!institution.enabled) continue
      const schedule = parseSchedule(institution.sync_schedule ?? options.schedule)
      if (schedule === null) {
        log.warn(
          { institutionId: institution.id },
          'its schedule is no cron line: its students are not synced',
        )
        continue
      }
      const round = schedule === 'off' ? null : schedule.roundAt(now)
      if (!round) continue
      const userIds = await findStudentsDue(db, {
        institutionId: institution.id,
        roundStartedAt: round.startedAt,
        passedShare: passedShare(round, now),
      })
      for (const userId of userIds) {
        await db.transaction().execute((trx) =>
          enqueueSync(trx, {
            userId,
            institutionId: institution.id,
            trigger: 'schedule',
            requestId: null,
            maxTries: options.maxTries,
          }),
        )
      }
      if (userIds.length > 0)
        log.info({ institutionId: institution.id, count: userIds.length }, 'syncs scheduled')
    }
  }
}

/** How much of a round's moments have come. The last one comes before its end, so that a run of this task meets it. */
function passedShare({ startedAt, endsAt }: Round, now: Date): number {
  const lengthMs = endsAt.getTime() - startedAt.getTime() - lastMomentBeforeEndMs
  return Math.min(1, (now.getTime() - startedAt.getTime()) / lengthMs)
}
