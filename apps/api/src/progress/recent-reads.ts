import { hasEnded } from '@spike/contract'
import type { SyncJobView } from '@spike/store'

export interface RecentRead {
  readonly jobId: string
  readonly rev: number
  readonly ended: boolean
}

export interface RecentReads {
  /** What the session read of the job a moment ago and was not told to have changed since; else null. */
  find(sessionKey: string, jobId: string): RecentRead | null
  /** The session was allowed to read this, now. */
  remember(sessionKey: string, view: SyncJobView): void
  /** The job has this revision now. */
  tell(jobId: string, rev: number): void
  /** Anything may have changed. */
  forgetAll(): void
}

interface JobEntry extends RecentRead {
  /** Until when each session may be answered without asking the database. */
  readonly sessions: Map<string, number>
}

/** A session that has ended elsewhere, or a notification that got lost, shows after so long. */
const trustMs = 3_000
const mostJobs = 20_000

/**
 * Lets a poll that finds nothing new be answered without the database: most polls of a running sync are such. Only ever
 * says that nothing has changed; what there is to read is always read. Jobs in the queue are left out, their place there
 * changes without a word.
 */
export function createRecentReads({ now }: { readonly now: () => number }): RecentReads {
  const jobs = new Map<string, JobEntry>()

  function put(entry: JobEntry): JobEntry {
    jobs.delete(entry.jobId)
    jobs.set(entry.jobId, entry)
    if (jobs.size > mostJobs) jobs.delete(jobs.keys().next().value ?? '')
    return entry
  }

  return {
    find(sessionKey, jobId) {
      const entry = jobs.get(jobId)
      const until = entry?.sessions.get(sessionKey)
      if (!entry || until === undefined) return null
      if (until > now()) return entry
      entry.sessions.delete(sessionKey)
      return null
    },
    remember(sessionKey, { job, queuePosition }) {
      if (queuePosition !== null) return
      const known = jobs.get(job.id)
      // A revision that is older than one we were told of was read before the change.
      if (known && known.rev > job.rev) return
      const entry =
        known && known.rev === job.rev && known.ended === hasEnded(job.status)
          ? known
          : put({ jobId: job.id, rev: job.rev, ended: hasEnded(job.status), sessions: new Map() })
      entry.sessions.set(sessionKey, now() + trustMs)
    },
    tell(jobId, rev) {
      const known = jobs.get(jobId)
      if (!known || known.rev < rev) put({ jobId, rev, ended: false, sessions: new Map() })
    },
    forgetAll: () => jobs.clear(),
  }
}
