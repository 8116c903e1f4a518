import {
  addSyncJob,
  appendJobEvents,
  type NewSyncJob,
  type Queryable,
  removeQueueJobs,
  requestCancel,
  widenOpenedJob,
} from '@spike/store'

/**
 * Makes the student's sync job and its queue job, or gives the one that is active; one for opened courses alone is then
 * to read all. Call it inside the transaction that makes what belongs to it: all of it is there, or none.
 */
export async function enqueueSync(
  db: Queryable,
  job: NewSyncJob,
): Promise<{ jobId: string; created: boolean }> {
  const { jobId, created } = await addSyncJob(db, job)
  if (!created && job.trigger !== 'opened') await widenOpenedJob(db, jobId, job.trigger)
  return { jobId, created }
}

/** Cancels a waiting job at once; a running one is asked, and its worker ends it. */
export async function cancelSync(
  db: Queryable,
  jobId: string,
): Promise<'cancelled' | 'requested' | 'already_ended' | 'not_found'> {
  const outcome = await requestCancel(db, jobId)
  if (outcome === 'cancelled') await removeQueueJobs(db, jobId)
  if (outcome === 'cancelled' || outcome === 'requested') {
    await appendJobEvents(db, jobId, [{ kind: 'cancel_requested', outcome }])
  }
  return outcome
}
