import type { AccountSync, ErrorCode } from '@spike/contract'
import type { Queryable } from './database.ts'
import { stateOfJob } from './job-state.ts'
import { timeText } from './wire-values.ts'

export type AccountSyncRow = Omit<AccountSync, 'error'> & { readonly errorCode: ErrorCode | null }

/** The student's last syncs, the newest first. Reading what they opened is none. */
export async function listAccountSyncs(
  db: Queryable,
  userId: string,
  { limit }: { readonly limit: number },
): Promise<AccountSyncRow[]> {
  const rows = await db
    .selectFrom('sync_jobs as j')
    .select([
      'j.id',
      'j.trigger',
      'j.status',
      'j.data',
      'j.error_code',
      'j.created_at',
      'j.started_at',
      'j.finished_at',
      stateOfJob.as('state'),
    ])
    .select((eb) =>
      eb
        .selectFrom('changes')
        .whereRef('changes.job_id', '=', 'j.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('change_count'),
    )
    .where('j.user_id', '=', userId)
    .where('j.trigger', '<>', 'opened')
    .orderBy('j.created_at', 'desc')
    .orderBy('j.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    jobId: row.id,
    trigger: row.trigger,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    startedAt: timeText(row.started_at),
    finishedAt: timeText(row.finished_at),
    errorCode: row.error_code,
    unreadCourseCount: row.data.unreadCourses?.length ?? 0,
    counts: row.status === 'completed' ? (row.data.counts ?? null) : null,
    changeCount: row.change_count ?? 0,
  }))
}
