import { jobChannel, openListener } from '@spike/store'
import type { RecentReads } from './recent-reads.ts'

export interface JobWatch {
  /** How many watch at this moment. */
  readonly size: number
  /**
   * Calls back whenever the job may have changed. Null where too many watch already; else what ends the watching,
   * which is safe to call twice.
   */
  watch(jobId: string, onChange: () => void): (() => void) | null
  /** A job has changed. */
  tell(jobId: string): void
  /** Anything may have changed: what was said meanwhile was not heard. */
  tellAll(): void
}

export function createJobWatch({ maxWatchers }: { readonly maxWatchers: number }): JobWatch {
  const watchers = new Map<string, Set<() => void>>()
  let size = 0
  function tell(jobId: string): void {
    for (const onChange of watchers.get(jobId) ?? []) onChange()
  }
  return {
    get size() {
      return size
    },
    watch(jobId, onChange) {
      if (size >= maxWatchers) return null
      const own = () => onChange()
      const ofJob = watchers.get(jobId) ?? new Set()
      watchers.set(jobId, ofJob.add(own))
      size += 1
      return () => {
        if (!ofJob.delete(own)) return
        size -= 1
        if (ofJob.size === 0) watchers.delete(jobId)
      }
    },
    tell,
    tellAll() {
      for (const jobId of watchers.keys()) tell(jobId)
    },
  }
}

/** Feeds both from PostgreSQL, over one connection of the process. */
export function listenForJobs(
  { jobWatch, recentReads }: { readonly jobWatch: JobWatch; readonly recentReads: RecentReads },
  options: { readonly connectionString: string; readonly onError: (error: unknown) => void },
) {
  return openListener({
    connectionString: options.connectionString,
    channels: [jobChannel],
    onNotification: (_channel, payload) => {
      const { jobId, rev } = JSON.parse(payload) as { jobId: string; rev: number }
      recentReads.tell(jobId, rev)
      jobWatch.tell(jobId)
    },
    onListening() {
      recentReads.forgetAll()
      jobWatch.tellAll()
    },
    onError: options.onError,
  })
}
