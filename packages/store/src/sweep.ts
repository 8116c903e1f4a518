import type { ErrorCode } from '@spike/contract'
import { sql } from 'kysely'
import type { Database, Queryable } from './database.ts'
import { findSilentWorkers, markWorkersLost } from './heartbeats.ts'
import { addQueueJob, syncTaskName } from './queue.ts'
import { insertAskedAgain } from './sync-jobs.ts'
import { clearWanted, readWanted } from './wanted.ts'

/** A job that lost its worker so often is ended: something about it kills workers. */
const mostLosses = 5
const sweepLock = 7_310_041

export interface SweepOptions {
  readonly silentAfterMs: number
}

export interface Sweep {
  readonly lostWorkers: readonly string[]
  /** Jobs put back into the queue. */
  readonly requeued: readonly string[]
  /** Jobs ended, because they lost too many workers or were to be cancelled. */
  readonly ended: readonly string[]
}

/**
 * Frees what silent workers held, and ends or requeues jobs that nobody runs and nobody will. One process at a time
 * does it; null where another one is at it.
 */
export async function sweep(db: Database, options: SweepOptions): Promise<Sweep | null> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(${sweepLock}) as locked
    `.execute(trx)
    if (!rows[0]?.locked) return null

    const lostWorkers = await findSilentWorkers(trx, options.silentAfterMs)
    const abandoned = await loseJobs(trx)
    if (lostWorkers.length > 0) {
      await sql`select graphile_worker.force_unlock_workers(${lostWorkers}::text[])`.execute(trx)
      await markWorkersLost(trx, lostWorkers)
      abandoned.push(...(await loseJobs(trx)))
    }
    const ended: string[] = []
    for (const job of abandoned) {
      const end = endOfAbandoned(job)
      if (!end) continue
      await endAbandoned(trx, job, end)
      ended.push(job.id)
    }
    const requeued = await requeueStranded(trx)
    return { lostWorkers, requeued, ended }
  })
}

interface AbandonedJob {
  readonly id: string
  readonly user_id: string
  readonly attempt: number
  readonly losses: number
  readonly cancel_requested_at: Date | null
}

/** Jobs whose worker is lost, has stopped, or was never heard of: their attempt ends as lost. */
async function loseJobs(db: Queryable): Promise<AbandonedJob[]> {
  const { rows } = await sql<AbandonedJob & { worker_id: string }>`
    with abandoned as (
      select j.id, j.attempt, j.worker_id as was_worker
      from sync_jobs j left join worker_heartbeats w on w.worker_id = j.worker_id
      where j.finished_at is null and j.worker_id is not null
        and (w.lost_at is not null or w.stopped_at is not null or w.worker_id is null)
      for update of j skip locked
    )
    update sync_jobs j
    set worker_id = null, losses = j.losses + 1, rev = j.rev + 1, updated_at = now()
    from abandoned where j.id = abandoned.id
    returning j.id, j.user_id, j.attempt, j.losses, j.cancel_requested_at, abandoned.was_worker as worker_id
  `.execute(db)
  for (const job of rows) {
    await db
      .updateTable('sync_job_attempts')
      .set({ outcome: 'lost', ended_at: sql<Date>`now()` })
      .where('job_id', '=', job.id)
      .where('attempt', '=', job.attempt)
      .execute()
    await db
      .insertInto('sync_job_events')
      .values({
        job_id: job.id,
        attempt: job.attempt,
        kind: 'worker_lost',
        data: JSON.stringify({ workerId: job.worker_id, losses: job.losses }),
      })
      .execute()
  }
  return rows
}

type AbandonedEnd =
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly errorCode: ErrorCode }

function endOfAbandoned(job: AbandonedJob): AbandonedEnd | null {
  if (job.cancel_requested_at) return { status: 'cancelled' }
  if (job.losses >= mostLosses) return { status: 'failed', errorCode: 'sync.worker_lost' }
  return null
}

async function endAbandoned(db: Queryable, job: AbandonedJob, end: AbandonedEnd): Promise<void> {
  await db
    .updateTable('sync_jobs')
    .set((eb) => ({
      status: end.status,
      message: `sync.${end.status}`,
      error_code: end.status === 'failed' ? end.errorCode : null,
      next_attempt_at: null,
      finished_at: sql<Date>`now()`,
      updated_at: sql<Date>`now()`,
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', job.id)
    .where('finished_at', 'is', null)
    .execute()
  await db
    .insertInto('sync_job_events')
    .values({
      job_id: job.id,
      attempt: job.attempt,
      kind: 'finished',
      outcome: end.status === 'failed' ? end.errorCode : end.status,
    })
    .execute()
  // What the student opened may be what kills workers.
  if (end.status === 'failed') await clearWanted(db, await readWanted(db, job.user_id))
  await insertAskedAgain(db, job.id)
}

/**
 * Jobs that no worker has and that no queue job would start: the queue job was deleted, used up, or is still locked
 * by a pool that has forgotten it. They get a queue job of their own; the fence makes a second one harmless.
 */
async function requeueStranded(db: Queryable): Promise<string[]> {
  const { rows } = await sql<{ id: string; attempt: number }>`
    with started_or_will_be as (
      select split_part(q.key, ':', 1) as job_id
      from graphile_worker.jobs q left join worker_heartbeats w on w.worker_id = q.locked_by
      where q.task_identifier = ${syncTaskName} and (
        (q.locked_at is null and q.attempts < q.max_attempts)
        -- A worker that lives has just taken it and is about to claim the job.
        or (w.stopped_at is null and w.lost_at is null and q.locked_at > now() - interval '1 minute')
      )
    )
    select j.id, j.attempt from sync_jobs j
    where j.finished_at is null and j.worker_id is null and j.updated_at < now() - interval '15 seconds'
      and not exists (select from started_or_will_be s where s.job_id = j.id::text)
    for update of j skip locked
  `.execute(db)
  for (const job of rows) {
    await addQueueJob(db, { jobId: job.id, afterAttempt: job.attempt })
    await db
      .insertInto('sync_job_events')
      .values({ job_id: job.id, attempt: job.attempt, kind: 'requeued' })
      .execute()
  }
  return rows.map((row) => row.id)
}
