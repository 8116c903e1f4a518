import { jobChannel, openListener } from '@spike/store'
import type { RecentReads } from './recent-reads.ts'

export interface JobWatch {
  /** How many watch at this moment. */
  readonly size: number
  /** Whether too many watch already: all together, or of this session. */
  isFull(sessionKey: string): boolean
  /**
   * Calls back whenever the job may have changed. Null where it is full; else what ends the watching, which is safe to
   * call twice.
   */
  watch(
    who: { readonly jobId: string; readonly sessionKey: string },
    onChange: () => void,
  ): (() => void) | null
  /** A job has changed. */
  tell(jobId: string): void
  /** Anything may have changed: what was said meanwhile was not heard. */
  tellAll(): void
}

/** More than anybody has tabs open; less than keeps the others out. */
const maxWatchersOfSession = 8

export function createJobWatch({ maxWatchers }: { readonly maxWatchers: number }): JobWatch {
  const watchers = new Map<string, Set<() => void>>()
  const sizeBySession = new Map<string, number>()
  let size = 0
  const sizeOf = (sessionKey: string) => sizeBySession.get(sessionKey) ?? 0
  function count(sessionKey: string, change: 1 | -1): void {
    size += change
    const left = sizeOf(sessionKey) + change
    if (left === 0) sizeBySession.delete(sessionKey)
    else sizeBySession.set(sessionKey, left)
  }
  const isFull = (sessionKey: string) => size >= maxWatchers || sizeOf(sessionKey) >= maxWatchersOfSession
  function tell(jobId: string): void {
    for (const onChange of watchers.get(jobId) ?? []) onChange()
  }
  return {
    get size() {
      return size
    },
    isFull,
    watch({ jobId, sessionKey }, onChange) {
      if (isFull(sessionKey)) return null
      const own = () => onChange()
      const ofJob = watchers.get(jobId) ?? new Set()
      watchers.set(jobId, ofJob.add(own))
      count(sessionKey, 1)
      return () => {
        if (!ofJob.delete(own)) return
        count(sessionKey, -1)
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
