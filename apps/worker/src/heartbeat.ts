import { hostname } from 'node:os'
import { beat, type Database, endHeartbeat } from '@spike/store'
import type { Logger } from 'pino'
import type { RunningJobs } from './running-jobs.ts'

interface HeartbeatOptions {
  readonly db: Database
  readonly log: Logger
  readonly workerId: string
  readonly running: RunningJobs
  readonly concurrency: number
  readonly intervalMs: number
}

export interface WorkerHeartbeat {
  /** Says that this worker takes no new work. */
  stopping(): Promise<void>
  /** Says goodbye: this worker holds nothing any more. */
  end(): Promise<void>
}

/** Beats at once, then regularly. A beat that fails is logged: the next one may work. */
export async function startHeartbeat(options: HeartbeatOptions): Promise<WorkerHeartbeat> {
  const { db, log, workerId, running } = options
  let isStopping = false
  const beatOnce = () =>
    beat(db, {
      workerId,
      host: hostname(),
      pid: process.pid,
      concurrency: options.concurrency,
      runningJobs: running.ids,
      memoryBytes: process.memoryUsage.rss(),
      stopping: isStopping,
    })
  await beatOnce()
  const timer = setInterval(() => {
    beatOnce().catch((error: unknown) => log.warn({ err: error, workerId }, 'heartbeat failed'))
  }, options.intervalMs)
  return {
    async stopping() {
      isStopping = true
      await beatOnce()
    },
    async end() {
      clearInterval(timer)
      await endHeartbeat(db, workerId)
    },
  }
}
