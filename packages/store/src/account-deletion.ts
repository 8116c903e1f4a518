import { sql } from 'kysely'
import { writeAudit } from './audit-log.ts'
import type { Database, Queryable } from './database.ts'
import { removePushJob } from './push-news.ts'
import { removeQueueJobs } from './queue.ts'
import { cancelChannel, jobChannel } from './sync-jobs.ts'

/**
 * Deletes the student with all that is kept of them, in one transaction. A sync that runs loses its fence: its worker is
 * told, and whatever it still has to write is written nowhere. The audit log says that an account of the university was
 * deleted, not whose.
 */
export async function deleteAccount(
  db: Database,
  { userId, requestId }: { readonly userId: string; readonly requestId: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const student = await lockForDeletion(trx, userId)
    if (!student) return
    const jobs = await trx.deleteFrom('sync_jobs').where('user_id', '=', userId).returning('id').execute()
    const jobIds = jobs.map(({ id }) => id)
    for (const jobId of jobIds) await removeQueueJobs(trx, jobId)
    await removePushJob(trx, userId)
    await forgetJobs(trx, jobIds)
    // The rest goes with it: every table of a student's data names its student, on delete cascade.
    await trx.deleteFrom('users').where('id', '=', userId).execute()
    await writeAudit(trx, {
      staffId: null,
      action: 'account.delete',
      target: `institution:${student.institution_id}`,
      requestId,
    })
  })
}

/**
 * First the student, then their active job, as everybody does who locks both; only then the student against new rows of
 * theirs too, when the job's run can have none under way that would wait for us.
 */
async function lockForDeletion(
  db: Queryable,
  userId: string,
): Promise<{ readonly institution_id: string } | undefined> {
  await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
  await db.selectFrom('sync_jobs').select('id').where('user_id', '=', userId).forUpdate().execute()
  return db
    .selectFrom('users')
    .select('institution_id')
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
}

/** What staff did to a job stays in the audit log, but not to which. Who runs or watches one hears that it is no more. */
async function forgetJobs(db: Queryable, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  const targets = jobIds.map((jobId) => `job:${jobId}`)
  await sql`
    update audit_log set target = 'job:deleted', data = '{}' where target = any(${targets}::text[])
  `.execute(db)
  await sql`
    select pg_notify(${cancelChannel}, id), pg_notify(${jobChannel}, json_build_object('jobId', id, 'rev', ${lastRev}::bigint)::text)
    from unnest(${[...jobIds]}::text[]) as id
  `.execute(db)
}

/** After every revision that a job can have had. */
const lastRev = Number.MAX_SAFE_INTEGER
