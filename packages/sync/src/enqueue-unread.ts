import { markWanted, type Queryable, readStillUnread, type SyncJob } from '@spike/store'
import { enqueueSync } from './enqueue.ts'

export interface UnreadOf {
  /** The sync that could not read some courses, ended. */
  readonly of: SyncJob
  readonly requestId: string | null
  readonly maxTries: number
  readonly now: Date
}

/**
 * The student asks once more for the courses that a sync could not read. Those that are still unread are wanted, as if
 * they were opened, and nothing else is read. Gives the job that reads them; null where none is left. Call it in a
 * transaction.
 */
export async function enqueueUnread(
  db: Queryable,
  { of, now, ...job }: UnreadOf,
): Promise<{ jobId: string } | null> {
  const unread = await readStillUnread(db, of)
  if (unread.length === 0) return null
  const { user_id: userId, institution_id: institutionId } = of
  // First the job, which a run locks first too.
  const { jobId } = await enqueueSync(db, {
    ...job,
    userId,
    institutionId,
    trigger: 'opened',
    retryOf: of.id,
  })
  const openings = unread.map(({ courseId }) => ({ courseId, itemId: null }))
  await markWanted(db, { userId, openings, at: now })
  return { jobId }
}
