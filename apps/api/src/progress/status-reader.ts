import { readStudentSessionWithJob, type SyncJobView } from '@spike/store'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { noteSeen, sessionTimes } from '../middleware/sessions.ts'

/** A uuid in any letters: what is none names no job. */
const uuidPattern = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The id of a path, or 404 where it cannot be one. */
export function jobIdOf(c: Context<AppEnv>): string {
  const jobId = c.req.param('jobId') ?? ''
  if (!uuidPattern.test(jobId)) throw new ApiError('sync.not_found')
  return jobId.toLowerCase()
}

/**
 * Reads one of the student's jobs together with the session, with one question to the database.
 * Throws `auth.required` without a session and `sync.not_found` for a stranger's job.
 */
export function createStatusReader(
  c: Context<AppEnv>,
  deps: Pick<AppDeps, 'database' | 'now' | 'settings'>,
): () => Promise<SyncJobView> {
  const idHash = sessionTimes(c, 'student', deps)?.idHash
  // Without a session nobody learns whether there is such a job, nor what an id looks like.
  const jobId = idHash ? jobIdOf(c) : ''
  if (jobId) c.set('jobId', jobId)
  return async () => {
    const times = sessionTimes(c, 'student', deps)
    const read = times && (await readStudentSessionWithJob(deps.database, times, jobId))
    if (!times || !read) throw new ApiError('auth.required')
    await noteSeen(deps, { idHash: times.idHash, seenAt: read.seenAt })
    c.set('userId', read.userId)
    if (!read.view) throw new ApiError('sync.not_found')
    return read.view
  }
}
