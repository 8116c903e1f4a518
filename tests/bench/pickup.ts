import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { startChild } from './child.ts'
import { enqueueSyncs, waitForCompleted } from './jobs.ts'
import { percentile } from './percentiles.ts'
import { addInstitution, signInStudent } from './students.ts'
import { readWallClockMs } from './wall-clock.ts'
import type { Workbench } from './workbench.ts'

export interface LatencyFigures {
  readonly samples: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly mostMs: number
}

export interface PickupFigures {
  /** From the commit that queued a sync to its claim by an idle worker. */
  readonly spike: LatencyFigures
  /** From the commit of a job to the first line of a task that does nothing. */
  readonly bare: LatencyFigures
}

const samples = 200
const warmUps = 10
/** As a worker has them by default. */
const queueSettings = ['--concurrency', '10', '--poll', '2000']

/** Jobs one at a time, each to a worker that has nothing else to do. */
export async function measurePickup(bench: Workbench): Promise<PickupFigures> {
  const bare = await measureBare(bench)
  const worker = await bench.startWorker()
  try {
    const institutionId = 'pickup'
    await addInstitution(bench, institutionId)
    // A student without courses: their syncs are short, so that many can be had.
    const student = await signInStudent(bench, { username: 'none', institutionId })
    const spike = await worker.whileAlive(
      measureLatency(async () => {
        const { jobIds, committedAtMs } = await enqueueSyncs(bench, [student])
        const [job] = await waitForCompleted(bench, { jobIds, lookEveryMs: 10 })
        return (job?.startedAtMs ?? Number.NaN) - committedAtMs
      }),
    )
    return { spike, bare }
  } finally {
    await worker.stop()
  }
}

async function measureBare(bench: Workbench): Promise<LatencyFigures> {
  const queue = await startChild({
    name: 'the no-op queue',
    program: new URL('./noop-queue.ts', import.meta.url),
    args: ['--database', bench.connectionString, ...queueSettings],
    folder: bench.folder,
    ready: /noop queue runs/,
  })
  try {
    let heard: (begunAtMs: number) => void = () => {}
    queue.onMessage((message) => heard((message as { begunAtMs: number }).begunAtMs))
    return await queue.whileAlive(
      measureLatency(async () => {
        const begun = Promise.withResolvers<number>()
        heard = begun.resolve
        await bench.db
          .transaction()
          .execute((trx) => sql`select graphile_worker.add_job('bench_noop', '{}'::json)`.execute(trx))
        const committedAtMs = readWallClockMs()
        return (await begun.promise) - committedAtMs
      }),
    )
  } finally {
    await queue.stop()
  }
}

async function measureLatency(runOne: () => Promise<number>): Promise<LatencyFigures> {
  const latenciesMs: number[] = []
  for (let count = 0; count < warmUps + samples; count++) {
    const latencyMs = await runOne()
    if (count >= warmUps) latenciesMs.push(latencyMs)
    // Until the queue has written the job's end and is idle; not always the same, so as to hit no rhythm.
    await pause(8 + Math.random() * 16)
  }
  return {
    samples,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    mostMs: percentile(latenciesMs, 1),
  }
}
