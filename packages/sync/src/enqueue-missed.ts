import { type Queryable, readSyncJob, readWanted, type Wanted } from '@spike/store'
import { enqueueSync } from './enqueue.ts'
import type { Run } from './run.ts'

/**
 * After a run's end: what was asked for too late for it becomes the next job. That is what the student opened since it
 * chose what to read (`seen` is what it knew of), and a whole sync that was asked of a run for opened courses.
 */
export async function enqueueMissed(
  db: Queryable,
  run: Pick<Run, 'claimed' | 'userId' | 'jobId'>,
  seen: readonly Wanted[],
): Promise<void> {
  const { job } = run.claimed
  const asked = (await readSyncJob(db, { jobId: run.jobId }))?.job.trigger ?? job.trigger
  const known = new Set(seen.map(nameOf))
  const isMissed = (await readWanted(db, run.userId)).some((entry) => !known.has(nameOf(entry)))
  if (asked === job.trigger && !isMissed) return
  await enqueueSync(db, {
    userId: run.userId,
    institutionId: job.institution_id,
    trigger: asked === job.trigger ? 'opened' : asked,
    requestId: job.request_id,
    maxTries: job.max_tries,
  })
}

const nameOf = (wanted: Wanted): string =>
  `${wanted.course_id} ${wanted.item_moodle_id} ${wanted.wanted_at.getTime()}`
