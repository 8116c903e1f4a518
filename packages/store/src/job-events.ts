import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { toJson } from './upsert.ts'

export interface JobEvent {
  readonly kind: string
  readonly at?: Date
  readonly function?: string
  readonly durationMs?: number
  readonly bytes?: number
  readonly outcome?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/**
 * Appends to a job's timeline, as events of its present attempt. A run does so behind its fence.
 * Never give it content of Moodle's, names or secrets: staff read it.
 */
export async function appendJobEvents(
  db: Queryable,
  jobId: string,
  events: readonly JobEvent[],
): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into sync_job_events (job_id, attempt, at, kind, function, duration_ms, bytes, outcome, data)
    select j.id, j.attempt, coalesce(e.at, now()), e.kind, e.function, e.duration_ms, e.bytes, e.outcome,
      coalesce(e.data, '{}')
    from jsonb_to_recordset(${toJson(
      events.map((event) => ({
        at: event.at,
        kind: event.kind,
        function: event.function,
        duration_ms: event.durationMs === undefined ? undefined : Math.round(event.durationMs),
        bytes: event.bytes,
        outcome: event.outcome,
        data: event.data,
      })),
    )}::jsonb) as e (
      at timestamptz, kind text, function text, duration_ms int, bytes int, outcome text, data jsonb
    )
    join sync_jobs j on j.id = ${jobId}::uuid
  `.execute(db)
}
