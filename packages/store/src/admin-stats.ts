import { type AdminStats, type ErrorCode, type JobState, jobStates } from '@spike/contract'
import { sql } from 'kysely'
import { countWorkers } from './admin-workers.ts'
import type { Queryable } from './database.ts'
import { listInstitutions } from './institutions.ts'
import { stateOfJob } from './job-state.ts'

/** Counts for every state, 0 where there is none. */
export function countsByState(
  counts: readonly { readonly state: JobState; readonly count: number }[],
): Record<JobState, number> {
  const zeros = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>
  return { ...zeros, ...Object.fromEntries(counts.map(({ state, count }) => [state, count])) }
}

export interface QueueFigures {
  readonly countsByState: Record<JobState, number>
  readonly oldestWaitingSeconds: number | null
}

/** Jobs by state, and for how long the oldest one waits to be run the first time. */
export async function readQueueFigures(db: Queryable): Promise<QueueFigures> {
  const [counts, oldest] = await Promise.all([
    db
      .selectFrom('sync_jobs as j')
      .select([stateOfJob.as('state'), (eb) => eb.fn.countAll<number>().as('count')])
      .groupBy(stateOfJob)
      .execute(),
    db
      .selectFrom('sync_jobs')
      .select(sql<number | null>`extract(epoch from now() - min(created_at))::float8`.as('seconds'))
      .where('finished_at', 'is', null)
      .where('started_at', 'is', null)
      .executeTakeFirst(),
  ])
  return { countsByState: countsByState(counts), oldestWaitingSeconds: oldest?.seconds ?? null }
}

export async function readAdminStats(db: Queryable, silentAfterMs: number): Promise<AdminStats> {
  const [figures, lastDay, errors, institutions, workers] = await Promise.all([
    readQueueFigures(db),
    readLastDay(db),
    sql<{ code: ErrorCode; count: number }>`
      select error_code as code, count(*) as count from sync_jobs
      where finished_at > now() - interval '1 day' and status = 'failed' group by error_code order by 2 desc, 1
    `.execute(db),
    readInstitutionFigures(db),
    countWorkers(db, silentAfterMs),
  ])
  return { ...figures, lastDay, errorsLastDay: errors.rows, institutions, workers }
}

async function readLastDay(db: Queryable): Promise<AdminStats['lastDay']> {
  const { rows } = await sql<AdminStats['lastDay']>`
    select
      count(*) filter (where status = 'completed' and not partial) as completed,
      count(*) filter (where status = 'completed' and partial) as partial,
      count(*) filter (where status = 'failed') as failed,
      count(*) filter (where status = 'cancelled') as cancelled,
      percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)::float8)
        filter (where status = 'completed') as "medianSeconds",
      percentile_cont(0.95) within group (order by extract(epoch from finished_at - started_at)::float8)
        filter (where status = 'completed') as "p95Seconds",
      percentile_cont(0.5) within group (order by extract(epoch from started_at - created_at)::float8)
        filter (where started_at is not null) as "medianQueueWaitSeconds"
    from sync_jobs where finished_at > now() - interval '1 day'
  `.execute(db)
  return rows[0] as AdminStats['lastDay']
}

async function readInstitutionFigures(db: Queryable): Promise<AdminStats['institutions']> {
  const [institutions, users, jobs] = await Promise.all([
    listInstitutions(db),
    sql<{ id: string; count: number }>`
      select institution_id as id, count(*) as count from users group by 1
    `.execute(db),
    sql<{ id: string; active: number; failed: number }>`
      select institution_id as id, count(*) filter (where finished_at is null) as active,
        count(*) filter (where status = 'failed' and finished_at > now() - interval '1 day') as failed
      from sync_jobs where finished_at is null or finished_at > now() - interval '1 day' group by 1
    `.execute(db),
  ])
  return institutions.map(({ id, name, retry_after_until: retryAfterUntil }) => {
    const figures = jobs.rows.find((row) => row.id === id)
    return {
      institution: { id, name },
      users: users.rows.find((row) => row.id === id)?.count ?? 0,
      activeJobs: figures?.active ?? 0,
      failedLastDay: figures?.failed ?? 0,
      retryAfterUntil: retryAfterUntil?.toISOString() ?? null,
    }
  })
}
