import { uuidPattern } from '@spike/contract'
import { readStudentSessionWithJob, type SyncJobView } from '@spike/store'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { noteSeen, sessionTimes } from '../middleware/sessions.ts'
import type { RecentRead } from './recent-reads.ts'

/** The id of a path, or 404 where it cannot be one. */
export function jobIdOf(c: Context<AppEnv>): string {
  const jobId = c.req.param('jobId') ?? ''
  if (!uuidPattern.test(jobId)) throw new ApiError('sync.not_found')
  return jobId.toLowerCase()
}

export interface StatusReader {
  /** Stands for the session; empty without one. */
  readonly sessionKey: string
  /** What this session read of the job a moment ago, if it is still so. Asks nobody. */
  readonly recent: RecentRead | null
  /**
   * Reads the job together with the session, with one question to the database.
   * Throws `auth.required` without a session and `sync.not_found` for a stranger's job.
   */
  read(): Promise<SyncJobView>
}

export function createStatusReader(
  c: Context<AppEnv>,
  deps: Pick<AppDeps, 'database' | 'now' | 'settings' | 'recentReads'>,
): StatusReader {
  const idHash = sessionTimes(c, 'student', deps)?.idHash
  const sessionKey = idHash?.toString('base64') ?? ''
  // Without a session nobody learns whether there is such a job, nor what an id looks like.
  const jobId = idHash ? jobIdOf(c) : ''
  if (jobId) c.set('jobId', jobId)
  async function read(): Promise<SyncJobView> {
    const times = sessionTimes(c, 'student', deps)
    const found = times && (await readStudentSessionWithJob(deps.database, times, jobId))
    if (!times || !found) throw new ApiError('auth.required')
    await noteSeen(deps, { idHash: times.idHash, seenAt: found.seenAt })
    c.set('userId', found.userId)
    if (!found.view) throw new ApiError('sync.not_found')
    deps.recentReads.remember(sessionKey, found.view)
    return found.view
  }
  return { sessionKey, recent: idHash ? deps.recentReads.find(sessionKey, jobId) : null, read }
}
