import type { ErrorCode, StageKey } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { JobData } from './job-data.ts'
import type { SyncJob } from './sync-jobs.ts'

/**
 * What a run is known by. A write of another attempt, of a worker that was given up as lost, or after the end
 * changes nothing.
 */
export interface Fence {
  readonly jobId: string
  readonly attempt: number
  readonly workerId: string
}

export interface ClaimedJob extends Fence {
  readonly job: SyncJob
  /** From being queued to this claim, by the database's clock. */
  readonly waitedMs: number
}

/**
 * Takes the job for a worker: raises the fence and opens an attempt at all that was asked so far. Null where the job has
 * ended.
 */
export async function claimSyncJob(
  db: Queryable,
  { jobId, workerId }: { readonly jobId: string; readonly workerId: string },
): Promise<ClaimedJob | null> {
  const job = await db
    .updateTable('sync_jobs')
    .set((eb) => ({
      attempt: eb('attempt', '+', 1),
      worker_id: workerId,
      started_at: sql<Date>`coalesce(started_at, now())`,
      next_attempt_at: null,
      error_code: null,
      asked_again: false,
      ...touched(),
    }))
    .where('id', '=', jobId)
    .where('finished_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!job) return null
  await db
    .insertInto('sync_job_attempts')
    .values({ job_id: jobId, attempt: job.attempt, worker_id: workerId })
    .execute()
  const waitedMs = job.updated_at.getTime() - job.created_at.getTime()
  return { job, jobId, attempt: job.attempt, workerId, waitedMs }
}

/** Every write to a job raises its revision: by that, those who watch it know. */
const touched = () => ({ rev: sql<number>`rev + 1`, updated_at: sql<Date>`now()` })

const fencedUpdate = (db: Queryable, fence: Fence) =>
  db
    .updateTable('sync_jobs')
    .where('id', '=', fence.jobId)
    .where('attempt', '=', fence.attempt)
    .where('worker_id', '=', fence.workerId)
    .where('finished_at', 'is', null)

export interface FenceState {
  readonly held: boolean
  readonly cancelRequested: boolean
}
const stateOf = (row: { cancel_requested_at: Date | null } | undefined): FenceState => ({
  held: row !== undefined,
  cancelRequested: row?.cancel_requested_at != null,
})

/** Whether the fence still holds, and whether a cancel was asked for. Locks the job's row until the transaction ends. */
export async function lockFence(db: Queryable, fence: Fence): Promise<FenceState> {
  const row = await db
    .selectFrom('sync_jobs')
    .select('cancel_requested_at')
    .where('id', '=', fence.jobId)
    .where('attempt', '=', fence.attempt)
    .where('worker_id', '=', fence.workerId)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return stateOf(row)
}

export interface ProgressWrite {
  readonly stage: Exclude<StageKey, 'completed'>
  /** Whole percent; a lower one than is stored is not taken. */
  readonly progress: number
  readonly data: JobData
  readonly moodleRequests: number
  readonly activeMs: number
}

/** Gives whether the fence held, and whether a cancel was asked for meanwhile. */
export async function writeProgress(db: Queryable, fence: Fence, write: ProgressWrite): Promise<FenceState> {
  const row = await fencedUpdate(db, fence)
    .set({
      status: write.stage,
      stage: write.stage,
      progress: sql<number>`greatest(progress, ${write.progress})`,
      message: `stages.${write.stage}`,
      data: JSON.stringify(write.data),
      moodle_requests: write.moodleRequests,
      active_ms: write.activeMs,
      ...touched(),
    })
    .returning('cancel_requested_at')
    .executeTakeFirst()
  return stateOf(row)
}

/** What an attempt has cost the job so far. */
export interface Spent {
  readonly moodleRequests: number
  readonly activeMs: number
  readonly tries: number
}

export type JobEnd =
  | { readonly status: 'completed'; readonly partial: boolean; readonly data: JobData }
  | { readonly status: 'failed'; readonly errorCode: ErrorCode }
  | { readonly status: 'cancelled' }

/** Ends the job for good. False where the fence did not hold. */
export async function endSyncJob(db: Queryable, fence: Fence, end: JobEnd & Spent): Promise<boolean> {
  const errorCode = end.status === 'failed' ? end.errorCode : null
  const done = await fencedUpdate(db, fence)
    .set({
      status: end.status,
      ...(end.status === 'completed' && {
        progress: 100,
        partial: end.partial,
        data: JSON.stringify(end.data),
      }),
      message: end.status === 'completed' ? 'stages.completed' : `sync.${end.status}`,
      error_code: errorCode,
      ...columnsOf(end),
      next_attempt_at: null,
      finished_at: sql<Date>`now()`,
      ...touched(),
    })
    .returning('id')
    .executeTakeFirst()
  if (!done) return false
  await endAttempt(db, fence, { outcome: end.status, errorCode, moodleRequests: end.moodleRequests })
  return true
}

export interface Postponement extends Spent {
  readonly outcome: 'failed' | 'released' | 'postponed'
  readonly errorCode: ErrorCode | null
  /** From now, by the database's clock. */
  readonly delayMs: number
}

/** Puts the job back for another attempt: after a failed try, a stop of the worker, or a wish of the site to wait. */
export async function postponeSyncJob(
  db: Queryable,
  fence: Fence,
  postponed: Postponement,
): Promise<boolean> {
  const row = await fencedUpdate(db, fence)
    .set({
      worker_id: null,
      error_code: postponed.errorCode,
      next_attempt_at: sql<Date>`now() + ${postponed.delayMs} * interval '1 millisecond'`,
      ...columnsOf(postponed),
      ...touched(),
    })
    .returning('id')
    .executeTakeFirst()
  if (!row) return false
  await endAttempt(db, fence, postponed)
  return true
}

const columnsOf = (spent: Spent) => ({
  tries: spent.tries,
  moodle_requests: spent.moodleRequests,
  active_ms: spent.activeMs,
})

async function endAttempt(
  db: Queryable,
  { jobId, attempt }: Fence,
  end: { readonly outcome: string; readonly errorCode: ErrorCode | null; readonly moodleRequests: number },
): Promise<void> {
  await db
    .updateTable('sync_job_attempts')
    .set({
      outcome: end.outcome,
      error_code: end.errorCode,
      moodle_requests: end.moodleRequests,
      ended_at: sql<Date>`now()`,
    })
    .where('job_id', '=', jobId)
    .where('attempt', '=', attempt)
    .execute()
}
