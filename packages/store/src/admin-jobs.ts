import {
  type AdminJob,
  type AdminJobDetail,
  type AdminJobsQuery,
  type AdminWorker,
  type JobState,
  uuidPattern,
} from '@spike/contract'
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { countsByState } from './admin-stats.ts'
import { stateOfJob } from './job-state.ts'
import type { DB, SyncJobs, Users } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { readAdminWorker } from './admin-workers.ts'
import { timeText } from './wire-values.ts'

/** The last row of a page. */
export interface JobsCursor {
  /** Since 1970: a Date would round PostgreSQL's microseconds, and a page would repeat or miss a row. */
  readonly createdAtMicros: number
  readonly id: string
}

export type AdminJobsFilter = Omit<AdminJobsQuery, 'cursor' | 'limit'>

type AdminJobRow = Selectable<SyncJobs> & Pick<Selectable<Users>, 'username'> & { state: JobState }
type JobsQuery = SelectQueryBuilder<DB & { j: SyncJobs; u: Users }, 'j' | 'u', object>

const jobs = (db: Queryable): JobsQuery =>
  db.selectFrom('sync_jobs as j').innerJoin('users as u', 'u.id', 'j.user_id') as unknown as JobsQuery

/** The filters but for the state and the status, which the counts leave out. */
function filtered(query: JobsQuery, filter: AdminJobsFilter): JobsQuery {
  let narrowed = query
  if (filter.institution !== undefined) narrowed = narrowed.where('j.institution_id', '=', filter.institution)
  if (filter.user !== undefined) {
    narrowed = uuidPattern.test(filter.user)
      ? narrowed.where('j.user_id', '=', filter.user)
      : narrowed.where(sql`lower(u.username)`, '=', filter.user.toLowerCase())
  }
  if (filter.errorCode !== undefined) narrowed = narrowed.where('j.error_code', '=', filter.errorCode)
  if (filter.from !== undefined) narrowed = narrowed.where('j.created_at', '>=', new Date(filter.from))
  if (filter.to !== undefined) narrowed = narrowed.where('j.created_at', '<=', new Date(filter.to))
  return narrowed
}

const toAdminJob = (row: AdminJobRow): AdminJob => ({
  jobId: row.id,
  state: row.state,
  status: row.status,
  progress: row.progress,
  trigger: row.trigger,
  institutionId: row.institution_id,
  userId: row.user_id,
  username: row.username,
  attempt: row.attempt,
  errorCode: row.error_code,
  workerId: row.worker_id,
  requestId: row.request_id,
  retryOf: row.retry_of,
  moodleRequests: row.moodle_requests,
  createdAt: row.created_at.toISOString(),
  startedAt: timeText(row.started_at),
  updatedAt: row.updated_at.toISOString(),
  finishedAt: timeText(row.finished_at),
})

/** The newest first. */
export async function listAdminJobs(
  db: Queryable,
  filter: AdminJobsFilter,
  { after, limit }: { readonly after: JobsCursor | null; readonly limit: number },
): Promise<{ jobs: AdminJob[]; next: JobsCursor | null; countsByState: Record<JobState, number> }> {
  let query = filtered(jobs(db), filter)
  if (filter.status !== undefined) query = query.where('j.status', '=', filter.status)
  if (filter.state !== undefined) query = query.where(stateOfJob, '=', filter.state)
  if (after) {
    query = query.where(
      sql<boolean>`(j.created_at, j.id) < (
        timestamptz 'epoch' + ${after.createdAtMicros}::float8 * interval '1 microsecond', ${after.id}::uuid
      )`,
    )
  }
  const [rows, counts] = await Promise.all([
    query
      .selectAll('j')
      .select([
        'u.username',
        stateOfJob.as('state'),
        sql<number>`(extract(epoch from j.created_at) * 1000000)::bigint`.as('created_at_micros'),
      ])
      .orderBy('j.created_at', 'desc')
      .orderBy('j.id', 'desc')
      .limit(limit + 1)
      .execute(),
    filtered(jobs(db), filter)
      .select([stateOfJob.as('state'), (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(stateOfJob)
      .execute(),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    jobs: page.map(toAdminJob),
    next: rows.length > limit && last ? { createdAtMicros: last.created_at_micros, id: last.id } : null,
    countsByState: countsByState(counts),
  }
}

export async function readAdminJob(db: Queryable, jobId: string): Promise<AdminJob | null> {
  const row = await jobs(db)
    .selectAll('j')
    .select(['u.username', stateOfJob.as('state')])
    .where('j.id', '=', jobId)
    .executeTakeFirst()
  return row ? toAdminJob(row) : null
}

/** A job with all that is known of it; the last `maxEvents` of its timeline. */
export async function readAdminJobDetail(
  db: Queryable,
  {
    jobId,
    maxEvents,
    silentAfterMs,
  }: { readonly jobId: string; readonly maxEvents: number; readonly silentAfterMs: number },
): Promise<AdminJobDetail | null> {
  const row = await jobs(db)
    .selectAll('j')
    .select(['u.username', stateOfJob.as('state')])
    .where('j.id', '=', jobId)
    .executeTakeFirst()
  if (!row) return null
  const [attempts, events, worker, queue] = await Promise.all([
    db.selectFrom('sync_job_attempts').selectAll().where('job_id', '=', jobId).orderBy('attempt').execute(),
    db
      .selectFrom('sync_job_events')
      .selectAll()
      .where('job_id', '=', jobId)
      .orderBy('id', 'desc')
      .limit(maxEvents + 1)
      .execute(),
    readWorkerOf(db, row.worker_id, silentAfterMs),
    readQueueRows(db, jobId),
  ])
  return {
    job: {
      ...toAdminJob(row),
      partial: row.partial,
      unreadCourses: [...(row.data.unreadCourses ?? [])],
      counts: row.data.counts ?? null,
      losses: row.losses,
      tries: row.tries,
      maxTries: row.max_tries,
      cancelRequestedAt: timeText(row.cancel_requested_at),
      nextAttemptAt: timeText(row.next_attempt_at),
    },
    attempts: attempts.map((attempt) => ({
      attempt: attempt.attempt,
      workerId: attempt.worker_id,
      startedAt: attempt.started_at.toISOString(),
      endedAt: timeText(attempt.ended_at),
      outcome: attempt.outcome as AdminJobDetail['attempts'][number]['outcome'],
      errorCode: attempt.error_code,
      moodleRequests: attempt.moodle_requests,
    })),
    timeline: events
      .slice(0, maxEvents)
      .toReversed()
      .map((event) => ({
        id: String(event.id),
        at: event.at.toISOString(),
        attempt: event.attempt,
        kind: event.kind,
        function: event.function,
        durationMs: event.duration_ms,
        bytes: event.bytes,
        outcome: event.outcome,
        data: event.data as Record<string, unknown>,
      })),
    timelineTruncated: events.length > maxEvents,
    worker,
    queue,
  }
}

const readWorkerOf = (
  db: Queryable,
  workerId: string | null,
  silentAfterMs: number,
): Promise<AdminWorker | null> =>
  workerId === null ? Promise.resolve(null) : readAdminWorker(db, workerId, silentAfterMs)

/** The queue's own rows of a job: their key begins with its id. */
async function readQueueRows(db: Queryable, jobId: string): Promise<AdminJobDetail['queue']> {
  const { rows } = await sql<{
    id: number
    key: string | null
    run_at: Date
    attempts: number
    max_attempts: number
    locked_by: string | null
    locked_at: Date | null
    last_error: string | null
  }>`
    select id, key, run_at, attempts, max_attempts, locked_by, locked_at, last_error
    from graphile_worker.jobs where key like ${`${jobId}:%`} order by id
  `.execute(db)
  return rows.map((row) => ({
    id: String(row.id),
    key: row.key,
    runAt: row.run_at.toISOString(),
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    lockedBy: row.locked_by,
    lockedAt: timeText(row.locked_at),
    lastError: row.last_error,
  }))
}
