import { openListener } from '@spike/store'

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

/** Feeds the watch from PostgreSQL, over one connection of the process. */
export function listenForJobs(
  watch: JobWatch,
  options: { readonly connectionString: string; readonly onError: (error: unknown) => void },
) {
  return openListener({
    connectionString: options.connectionString,
    channels: ['sync_job'],
    onNotification: (_channel, payload) => {
      const { jobId } = JSON.parse(payload) as { jobId: string }
      watch.tell(jobId)
    },
    onListening: () => watch.tellAll(),
    onError: options.onError,
  })
}
