import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** Days after which what changed is told no more: once the student has read it, and whether or not they have. */
export const changesKeptDays = { read: 180, any: 365 } as const

/**
 * Deletes ended jobs with their attempts and timelines after `keepDays`, but for each student's last sync, which their
 * page shows (reading what was opened is none); what changed long ago (`changesKeptDays`); and what is of no use any more: sessions that expired or were not seen for
 * `sessionIdleDays`, with the notifications of their browsers; sign-ins never finished, rate limits, workers long gone.
 */
export async function cleanUp(
  db: Queryable,
  { keepDays, sessionIdleDays }: { readonly keepDays: number; readonly sessionIdleDays: number },
): Promise<{ jobs: number; changes: number; sessions: number; workers: number }> {
  const jobs = await sql`
    delete from sync_jobs j
    where j.finished_at < now() - ${keepDays} * interval '1 day'
      and (j.trigger = 'opened' or exists (
        select from sync_jobs later
        where later.user_id = j.user_id and later.created_at > j.created_at and later.trigger <> 'opened'
      ))
  `.execute(db)
  const changes = await sql`
    delete from changes
    where at < now() - ${changesKeptDays.any} * interval '1 day'
      or (read_at is not null and at < now() - ${changesKeptDays.read} * interval '1 day')
  `.execute(db)
  const sessions = await sql`
    delete from sessions
    where expires_at < now() or seen_at < now() - ${sessionIdleDays} * interval '1 day'
  `.execute(db)
  await sql`delete from launches where expires_at < now()`.execute(db)
  const workers = await sql`
    delete from worker_heartbeats
    where coalesce(stopped_at, lost_at) < now() - ${keepDays} * interval '1 day'
  `.execute(db)
  await sql`delete from rate_limits where expire < extract(epoch from now()) * 1000`.execute(db)
  return {
    jobs: Number(jobs.numAffectedRows ?? 0),
    changes: Number(changes.numAffectedRows ?? 0),
    sessions: Number(sessions.numAffectedRows ?? 0),
    workers: Number(workers.numAffectedRows ?? 0),
  }
}
