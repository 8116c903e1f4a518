import type { Trigger } from '@spike/contract'
import { type Selectable, sql } from 'kysely'
import type { SyncJobs } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { appendJobEvents } from './job-events.ts'
import { addQueueJob } from './queue.ts'

export type SyncJob = Selectable<SyncJobs>

/** A job as a person sees it: with how many jobs the queue has before it (1000 is as many or more); null once it runs or has ended. */
export interface SyncJobView {
  readonly job: SyncJob
  readonly queuePosition: number | null
}

/** Notified with a job's id when a running job is to be cancelled. */
export const cancelChannel = 'sync_cancel'
/** Notified with `{jobId, rev}` at every write to a job. */
export const jobChannel = 'sync_job'

export interface NewSyncJob {
  readonly userId: string
  readonly institutionId: string
  readonly trigger: Trigger
  readonly requestId: string | null
  readonly maxTries: number
  readonly retryOf?: string
}

export const viewColumns = sql<number | null>`
  case when j.finished_at is null and j.started_at is null then (
    select count(*)::int from (
      select from sync_jobs earlier
      where earlier.finished_at is null and earlier.started_at is null
        and (earlier.created_at, earlier.id) < (j.created_at, j.id)
      -- Everybody who waits asks this every few seconds.
      limit 1000
    ) as before
  ) end
`.as('queue_position')

const viewQuery = (db: Queryable) => db.selectFrom('sync_jobs as j').selectAll('j').select(viewColumns)

export function toView(row: (SyncJob & { queue_position: number | null }) | undefined): SyncJobView | null {
  if (!row) return null
  const { queue_position: queuePosition, ...job } = row
  return { job, queuePosition }
}

/** With `userId`: null for somebody else's job, as if there were none. */
export async function readSyncJob(
  db: Queryable,
  { jobId, userId }: { readonly jobId: string; readonly userId?: string },
): Promise<SyncJobView | null> {
  let query = viewQuery(db).where('j.id', '=', jobId)
  if (userId !== undefined) query = query.where('j.user_id', '=', userId)
  return toView(await query.executeTakeFirst())
}

export async function readActiveSyncJob(db: Queryable, userId: string): Promise<SyncJobView | null> {
  return toView(
    await viewQuery(db).where('j.user_id', '=', userId).where('j.finished_at', 'is', null).executeTakeFirst(),
  )
}

/** The last sync that ended; reading what was opened is none. */
export async function readLastEndedSyncJob(db: Queryable, userId: string): Promise<SyncJobView | null> {
  const query = viewQuery(db)
    .where('j.user_id', '=', userId)
    .where('j.finished_at', 'is not', null)
    .where('j.trigger', '<>', 'opened')
    .orderBy('j.finished_at', 'desc')
    .limit(1)
  return toView(await query.executeTakeFirst())
}

/**
 * Inserts the job unless the student has an active one; then gives that one's id and keeps it from ending until the
 * transaction does: what belongs to the new one is there before the active one looks for what it missed.
 */
export async function insertSyncJob(
  db: Queryable,
  job: NewSyncJob,
): Promise<{ jobId: string; created: boolean }> {
  const inserted = await db
    .insertInto('sync_jobs')
    .values({
      user_id: job.userId,
      institution_id: job.institutionId,
      trigger: job.trigger,
      request_id: job.requestId,
      max_tries: job.maxTries,
      retry_of: job.retryOf ?? null,
    })
    .onConflict((conflict) => conflict.column('user_id').where('finished_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { jobId: inserted.id, created: true }
  const active = await db
    .selectFrom('sync_jobs')
    .select('id')
    .where('user_id', '=', job.userId)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  // The active one ended between the two statements: the place is free now.
  return active ? { jobId: active.id, created: false } : insertSyncJob(db, job)
}

/**
 * An active job that was to read opened courses alone is to read all that `trigger` asks for. One that runs as such, or
 * that is to be cancelled, is followed by another.
 */
export async function widenOpenedJob(db: Queryable, jobId: string, trigger: Trigger): Promise<void> {
  await db
    .updateTable('sync_jobs')
    .set({ trigger, asked_again: sql<boolean>`worker_id is not null` })
    .where('id', '=', jobId)
    .where((eb) => eb.or([eb('trigger', '=', 'opened'), eb('cancel_requested_at', 'is not', null)]))
    .where('finished_at', 'is', null)
    .execute()
}

/** After a job's end, in the same transaction: what was asked of it too late becomes the next one. */
export async function insertAskedAgain(db: Queryable, jobId: string): Promise<void> {
  const job = await db
    .selectFrom('sync_jobs')
    .selectAll()
    .where('id', '=', jobId)
    .where('asked_again', '=', true)
    .executeTakeFirst()
  if (!job) return
  await addSyncJob(db, {
    userId: job.user_id,
    institutionId: job.institution_id,
    trigger: job.trigger,
    requestId: job.request_id,
    maxTries: job.max_tries,
  })
}

/** Inserts the job, with its queue job, unless the student has an active one. */
export async function addSyncJob(
  db: Queryable,
  job: NewSyncJob,
): Promise<{ jobId: string; created: boolean }> {
  const inserted = await insertSyncJob(db, job)
  if (!inserted.created) return inserted
  await addQueueJob(db, { jobId: inserted.jobId, afterAttempt: 0 })
  await appendJobEvents(db, inserted.jobId, [{ kind: 'queued', data: { trigger: job.trigger } }])
  return inserted
}

/**
 * Asks for a cancel. A job that no worker has (waiting for its first or its next attempt) ends at once;
 * a running one is told, and ends when its worker notices.
 */
export async function requestCancel(
  db: Queryable,
  jobId: string,
): Promise<'cancelled' | 'requested' | 'already_ended' | 'not_found'> {
  const waiting = await db
    .updateTable('sync_jobs')
    .set((eb) => ({
      status: 'cancelled',
      message: 'sync.cancelled',
      cancel_requested_at: sql<Date>`now()`,
      next_attempt_at: null,
      error_code: null,
      finished_at: sql<Date>`now()`,
      updated_at: sql<Date>`now()`,
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', jobId)
    .where('finished_at', 'is', null)
    .where('worker_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (waiting) return 'cancelled'
  const running = await db
    .updateTable('sync_jobs')
    .set((eb) => ({
      cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, now())`,
      // What was asked before is not wanted any more.
      asked_again: false,
      updated_at: sql<Date>`now()`,
      rev: eb('rev', '+', 1),
    }))
    .where('id', '=', jobId)
    .where('finished_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (running) {
    await sql`select pg_notify(${cancelChannel}, ${jobId})`.execute(db)
    return 'requested'
  }
  const any = await db.selectFrom('sync_jobs').select('id').where('id', '=', jobId).executeTakeFirst()
  return any ? 'already_ended' : 'not_found'
}

/** Which of these jobs are to be cancelled: for a worker that may have missed a notification. */
export async function findCancelRequested(db: Queryable, jobIds: readonly string[]): Promise<string[]> {
  if (jobIds.length === 0) return []
  const rows = await db
    .selectFrom('sync_jobs')
    .select('id')
    .where('id', 'in', jobIds)
    .where('cancel_requested_at', 'is not', null)
    .where('finished_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
