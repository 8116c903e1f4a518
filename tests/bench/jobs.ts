import { setTimeout as pause } from 'node:timers/promises'
import type { JobStatus } from '@spike/contract'
import { enqueueSync } from '@spike/sync'
import { sql } from 'kysely'
import type { Student } from './students.ts'
import { readWallClockMs } from './wall-clock.ts'
import type { Workbench } from './workbench.ts'

const jobTimeoutMs = 300_000

export interface EnqueuedJobs {
  readonly jobIds: readonly string[]
  /** When the commit was acknowledged, on the wall clock. */
  readonly committedAtMs: number
}

/** One sync for each student, all in one transaction. */
export async function enqueueSyncs(bench: Workbench, students: readonly Student[]): Promise<EnqueuedJobs> {
  const jobIds = await bench.db.transaction().execute(async (trx) => {
    const ids: string[] = []
    for (const student of students) {
      const job = { ...student, trigger: 'sign_in', requestId: null, maxTries: 3 } as const
      ids.push((await enqueueSync(trx, job)).jobId)
    }
    return ids
  })
  return { jobIds, committedAtMs: readWallClockMs() }
}

export interface EndedJob {
  /** On the database's clock, which is the wall clock of this machine. */
  readonly startedAtMs: number
  readonly finishedAtMs: number
  readonly moodleRequests: number
}

/** Waits for all of them. Rejects where one did not complete with all of its courses, or needed a second attempt. */
export async function waitForCompleted(
  bench: Workbench,
  { jobIds, lookEveryMs }: { readonly jobIds: readonly string[]; readonly lookEveryMs: number },
): Promise<EndedJob[]> {
  const giveUpAt = performance.now() + jobTimeoutMs
  for (;;) {
    const waiting = await bench.db
      .selectFrom('sync_jobs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('id', 'in', jobIds)
      .where('finished_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (waiting.count === 0) break
    if (performance.now() > giveUpAt) {
      throw new Error(`${waiting.count} of ${jobIds.length} syncs did not end in ${jobTimeoutMs / 1000} s`)
    }
    await pause(lookEveryMs)
  }
  const { rows } = await sql<
    EndedJob & { status: JobStatus; partial: boolean; attempt: number; code: string }
  >`
    select status, partial, attempt, error_code as code, moodle_requests as "moodleRequests",
      (extract(epoch from started_at) * 1000)::float8 as "startedAtMs",
      (extract(epoch from finished_at) * 1000)::float8 as "finishedAtMs"
    from sync_jobs where id = any(${jobIds}::uuid[])`.execute(bench.db)
  const wrong = rows.filter((row) => row.status !== 'completed' || row.partial || row.attempt !== 1)
  if (wrong.length > 0) {
    const { status, code, partial, attempt } = wrong[0] as (typeof wrong)[number]
    const how = `${status}${partial ? ', partial' : ''}, attempt ${attempt}, error ${code ?? 'none'}`
    throw new Error(`${wrong.length} of ${rows.length} syncs did not complete at once; the first: ${how}`)
  }
  return rows
}
