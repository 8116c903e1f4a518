import { MoodleError } from '@spike/moodle'
import {
  addQueueJob,
  appendJobEvents,
  type ClaimedJob,
  clearWanted,
  type Database,
  endSyncJob,
  insertAskedAgain,
  type JobEvent,
  lockFence,
  postponeSyncJob,
  type Queryable,
  type Spent,
  type Wanted,
} from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import type { Outcome } from './decide-outcome.ts'
import type { Timeline } from './timeline.ts'

export interface Ending {
  readonly db: Database
  readonly claimed: ClaimedJob
  readonly timeline: Timeline
  readonly outcome: Outcome
  /** What ended the run. */
  readonly cause: unknown
  readonly spent: Omit<Spent, 'tries'>
  /** What of that which the student had opened the run was to read. */
  readonly wanted: readonly Wanted[]
}

/**
 * Writes how an attempt that did not complete ended, with its next one if there is to be one. A cancel that was asked
 * for meanwhile comes first. Gives what became of the job; `abandon` where it was no longer this attempt's.
 */
export function writeEnding({
  db,
  claimed,
  timeline,
  outcome,
  cause,
  spent,
  wanted,
}: Ending): Promise<Outcome> {
  if (outcome.kind === 'abandon') return Promise.resolve(outcome)
  return timeline.writeWith(undefined, (appendTimeline) =>
    withDatabaseRetry(() =>
      db.transaction().execute(async (trx) => {
        const { held, cancelRequested } = await lockFence(trx, claimed)
        if (!held) return { kind: 'abandon' } as const
        const decided = cancelRequested ? ({ kind: 'cancel' } as const) : outcome
        await appendTimeline(trx)
        await appendJobEvents(trx, claimed.jobId, [describeEnding(decided, cause)])
        await endAttempt(trx, { claimed, outcome: decided, spent })
        if (decided.kind === 'postpone') return decided
        // It was tried: the next job is not for it again.
        if (decided.kind === 'fail') await clearWanted(trx, wanted)
        await insertAskedAgain(trx, claimed.jobId)
        return decided
      }),
    ),
  )
}

async function endAttempt(
  db: Queryable,
  {
    claimed,
    outcome,
    spent,
  }: Pick<Ending, 'claimed' | 'spent'> & { outcome: Exclude<Outcome, { kind: 'abandon' }> },
): Promise<void> {
  if (outcome.kind === 'cancel') {
    await endSyncJob(db, claimed, { status: 'cancelled', tries: claimed.job.tries, ...spent })
  } else if (outcome.kind === 'fail') {
    await endSyncJob(db, claimed, {
      status: 'failed',
      errorCode: outcome.code,
      tries: outcome.tries,
      ...spent,
    })
  } else {
    const { why, code, tries, delayMs } = outcome
    await postponeSyncJob(db, claimed, { outcome: why, errorCode: code, tries, delayMs, ...spent })
    await addQueueJob(db, { jobId: claimed.jobId, afterAttempt: claimed.attempt, delayMs })
  }
}

function describeEnding(outcome: Exclude<Outcome, { kind: 'abandon' }>, cause: unknown): JobEvent {
  if (outcome.kind === 'cancel') return { kind: 'finished', outcome: 'cancelled' }
  const detail = cause instanceof MoodleError ? { detail: cause.detail, function: cause.functionName } : {}
  if (outcome.kind === 'fail') return { kind: 'finished', outcome: outcome.code, data: detail }
  return {
    kind: outcome.why === 'released' ? 'released' : 'retry',
    ...(outcome.code && { outcome: outcome.code }),
    data: { ...detail, delayMs: outcome.delayMs, tries: outcome.tries },
  }
}
