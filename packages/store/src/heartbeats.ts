import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface Heartbeat {
  readonly workerId: string
  readonly host: string
  readonly pid: number
  readonly concurrency: number
  readonly runningJobs: readonly string[]
  readonly memoryBytes: number
  readonly stopping: boolean
}

/** Says that a worker lives, and what it runs. */
export async function beat(db: Queryable, heartbeat: Heartbeat): Promise<void> {
  const row = {
    host: heartbeat.host,
    pid: heartbeat.pid,
    concurrency: heartbeat.concurrency,
    running_jobs: [...heartbeat.runningJobs],
    memory_bytes: heartbeat.memoryBytes,
    beat_at: sql<Date>`now()`,
    stopping_at: heartbeat.stopping ? sql<Date>`coalesce(worker_heartbeats.stopping_at, now())` : null,
    lost_at: null,
  }
  await db
    .insertInto('worker_heartbeats')
    .values({
      worker_id: heartbeat.workerId,
      ...row,
      stopping_at: heartbeat.stopping ? sql<Date>`now()` : null,
    })
    .onConflict((conflict) => conflict.column('worker_id').doUpdateSet(row))
    .execute()
}

export async function endHeartbeat(db: Queryable, workerId: string): Promise<void> {
  await db
    .updateTable('worker_heartbeats')
    .set({ stopped_at: sql<Date>`now()`, running_jobs: [] })
    .where('worker_id', '=', workerId)
    .execute()
}

/** Workers that have not beaten for so long and did not say goodbye, and whose jobs were not freed yet. */
export async function findSilentWorkers(db: Queryable, silentAfterMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('worker_heartbeats')
    .select('worker_id')
    .where('stopped_at', 'is', null)
    .where('lost_at', 'is', null)
    .where('beat_at', '<', sql<Date>`now() - ${silentAfterMs} * interval '1 millisecond'`)
    .execute()
  return rows.map((row) => row.worker_id)
}

export async function markWorkersLost(db: Queryable, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return
  await db
    .updateTable('worker_heartbeats')
    .set({ lost_at: sql<Date>`now()`, running_jobs: [] })
    .where('worker_id', 'in', workerIds)
    .execute()
}
