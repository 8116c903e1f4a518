import { claimSyncJob } from '@spike/store'
import { runSync, type SyncDeps } from '@spike/sync'
import type { Task } from 'graphile-worker'
import { z } from 'zod'
import type { RunningJobs } from '../running-jobs.ts'

const payloadSchema = z.strictObject({ syncJobId: z.uuid() })

/** The task `sync`: claims the job and runs one attempt at it. A job that has ended meanwhile is nothing to do. */
export function createSyncTask(deps: SyncDeps, running: RunningJobs, workerId: () => Promise<string>): Task {
  return async (payload) => {
    const { syncJobId: jobId } = payloadSchema.parse(payload)
    await running.run(jobId, async (signal) => {
      const claim = { jobId, workerId: await workerId() }
      const claimed = await deps.db.transaction().execute((trx) => claimSyncJob(trx, claim))
      if (claimed) await runSync(claimed, deps, signal)
    })
  }
}
