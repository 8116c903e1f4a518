import { insertAskedAgain, type Queryable, readWanted } from '@spike/store'
import { enqueueSync } from './enqueue.ts'
import type { Run } from './run.ts'

/**
 * After a run's end, when what it was to read is wanted no more: what was asked for too late for it becomes the next
 * job. That is a whole sync that was asked of a run for opened courses, and what the student opened since.
 */
export async function enqueueMissed(
  db: Queryable,
  run: Pick<Run, 'claimed' | 'userId' | 'jobId'>,
): Promise<void> {
  await insertAskedAgain(db, run.jobId)
  if ((await readWanted(db, run.userId)).length === 0) return
  const { job } = run.claimed
  await enqueueSync(db, {
    userId: run.userId,
    institutionId: job.institution_id,
    trigger: 'opened',
    requestId: job.request_id,
    maxTries: job.max_tries,
  })
}
