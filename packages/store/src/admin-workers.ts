import type { AdminWorker } from '@spike/contract'
import { type Selectable, sql } from 'kysely'
import type { WorkerHeartbeats } from './database.gen.ts'
import type { Queryable } from './database.ts'

const stateOfWorker = (silentAfterMs: number) => sql<AdminWorker['state']>`
  case
    when stopped_at is not null then 'stopped'
    when lost_at is not null or beat_at < now() - ${silentAfterMs} * interval '1 millisecond' then 'silent'
    when stopping_at is not null then 'stopping'
    else 'alive'
  end`

const toAdminWorker = (row: Selectable<WorkerHeartbeats> & { state: AdminWorker['state'] }): AdminWorker => ({
  workerId: row.worker_id,
  host: row.host,
  pid: row.pid,
  state: row.state,
  concurrency: row.concurrency,
  runningJobs: row.running_jobs,
  startedAt: row.started_at.toISOString(),
  beatAt: row.beat_at.toISOString(),
  memoryBytes: row.memory_bytes,
})

/** Workers that beat in the last day, the newest first. */
export async function listAdminWorkers(db: Queryable, silentAfterMs: number): Promise<AdminWorker[]> {
  const rows = await db
    .selectFrom('worker_heartbeats')
    .selectAll()
    .select(stateOfWorker(silentAfterMs).as('state'))
    .where('beat_at', '>', sql<Date>`now() - interval '1 day'`)
    .orderBy('started_at', 'desc')
    .orderBy('worker_id')
    .execute()
  return rows.map(toAdminWorker)
}

export async function readAdminWorker(
  db: Queryable,
  workerId: string,
  silentAfterMs: number,
): Promise<AdminWorker | null> {
  const row = await db
    .selectFrom('worker_heartbeats')
    .selectAll()
    .select(stateOfWorker(silentAfterMs).as('state'))
    .where('worker_id', '=', workerId)
    .executeTakeFirst()
  return row ? toAdminWorker(row) : null
}

/** How many workers beat, and how many fell silent in the last day. One that stops still works. */
export async function countWorkers(
  db: Queryable,
  silentAfterMs: number,
): Promise<{ alive: number; silent: number }> {
  const workers = await listAdminWorkers(db, silentAfterMs)
  return {
    alive: workers.filter((worker) => worker.state === 'alive' || worker.state === 'stopping').length,
    silent: workers.filter((worker) => worker.state === 'silent').length,
  }
}
