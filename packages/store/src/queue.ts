import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** The queue's only kind of job that carries a sync: its payload is `{ syncJobId }` and nothing else. */
export const syncTaskName = 'sync'

/**
 * Adds a queue job for an attempt, on the given connection, so that it is there exactly if the transaction commits.
 * The key names the job and the attempt: a re-added key would run beside a running one, another attempt's never does.
 * graphile-worker's own retries stay at its default: Spike counts its tries itself.
 */
export async function addQueueJob(
  db: Queryable,
  {
    jobId,
    afterAttempt,
    delayMs = 0,
  }: { readonly jobId: string; readonly afterAttempt: number; readonly delayMs?: number },
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${syncTaskName},
      json_build_object('syncJobId', ${jobId}::text),
      job_key => ${`${jobId}:${afterAttempt + 1}`},
      run_at => now() + ${delayMs} * interval '1 millisecond'
    )
  `.execute(db)
}

/** Takes the waiting queue jobs of a sync away; one that a worker holds stays. */
export async function removeQueueJobs(db: Queryable, jobId: string): Promise<void> {
  await sql`
    select graphile_worker.remove_job(key) from graphile_worker.jobs
    where key like ${`${jobId}:%`} and locked_at is null
  `.execute(db)
}
