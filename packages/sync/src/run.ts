import type { ErrorCode, WorkingStageKey } from '@spike/contract'
import type { CallRecord, Moodle, MoodleReader } from '@spike/moodle'
import {
  type ClaimedJob,
  type Database,
  type JobEvent,
  lockFence,
  lockStudent,
  type Queryable,
  type Sealer,
} from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import { RunStopped } from './errors.ts'
import type { Progress } from './progress.ts'
import type { SiteGates } from './site-gates.ts'
import type { Timeline } from './timeline.ts'

export interface SyncSettings {
  /** Cap of one try, waiting for the site's turn not counted. */
  readonly jobTimeoutMs: number
  /** Cap of a job that signing in started, over all its tries. */
  readonly autoSyncTimeoutMs: number
  /** Wait after a job's first failed try; four times as long after each further one. */
  readonly retryDelayMs: number
  /** Sites on loopback over plain http, for demos and tests: not in production. */
  readonly allowLocalSites: boolean
  /** Tries of one request. */
  readonly requestTries: number
  readonly requestTimeoutMs: number
  readonly requestsInFlight: number
}

/** What happened in runs, for the metrics. No person in any of it. */
export interface SyncObserver {
  claimed(event: { readonly institutionId: string; readonly queueWaitMs: number | null }): void
  stageEnded(event: {
    readonly institutionId: string
    readonly stage: WorkingStageKey
    readonly ms: number
  }): void
  called(event: { readonly institutionId: string; readonly call: CallRecord }): void
  ended(event: {
    readonly institutionId: string
    readonly outcome:
      | 'completed'
      | 'partial'
      | 'failed'
      | 'cancelled'
      | 'postponed'
      | 'released'
      | 'abandoned'
    readonly errorCode: ErrorCode | null
    readonly ms: number
  }): void
}

/** What is logged of a run: never content of Moodle's, names or secrets. */
export interface SyncLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface SyncDeps {
  readonly db: Database
  readonly moodle: Moodle
  readonly gates: SiteGates
  readonly sealer: Sealer
  readonly settings: SyncSettings
  readonly observer: SyncObserver
  readonly log: SyncLog
  readonly now: () => Date
}

/** One attempt at a job, as the stages see it. */
export interface Run {
  readonly claimed: ClaimedJob
  readonly userId: string
  readonly jobId: string
  readonly db: Database
  readonly reader: MoodleReader
  readonly progress: Progress
  readonly timeline: Timeline
  readonly signal: AbortSignal
  readonly now: () => Date
}

/** Whether the run reads the whole account, not what the student opened alone. */
export const readsAll = ({ claimed }: Pick<Run, 'claimed'>): boolean => claimed.job.trigger !== 'opened'

export interface FencedWrite {
  /** Told in the timeline if the writes happen. */
  readonly event?: JobEvent
  /** The student's own row is written: it is locked before the job's, as signing in does. */
  readonly locksStudent?: boolean
}

/**
 * Runs writes of a run in one transaction behind its fence, the timeline with them: they happen only while the job is
 * this attempt's and no cancel was asked for. Repeated when the database goes away, so it must be right to do it twice.
 */
export function writeInFence<T>(
  run: Pick<Run, 'db' | 'claimed' | 'timeline' | 'signal'>,
  write: (db: Queryable) => Promise<T>,
  { event, locksStudent = false }: FencedWrite = {},
): Promise<T> {
  return run.timeline.writeWith(event, (appendTimeline) =>
    withDatabaseRetry(
      () =>
        run.db.transaction().execute(async (trx) => {
          if (locksStudent) await lockStudent(trx, run.claimed.job.user_id)
          const { held, cancelRequested } = await lockFence(trx, run.claimed)
          if (!held) throw new RunStopped('fenced')
          if (cancelRequested) throw new RunStopped('cancelled')
          await appendTimeline(trx)
          return write(trx)
        }),
      run.signal,
    ),
  )
}

/** Writes the timeline where nothing else is to be written. */
export function flushTimeline(run: Parameters<typeof writeInFence>[0]): Promise<void> {
  return writeInFence(run, () => Promise.resolve())
}
