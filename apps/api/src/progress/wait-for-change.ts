import type { SyncJobView } from '@spike/store'
import type { JobWatch } from './job-watch.ts'

export interface WaitOptions {
  readonly jobId: string
  /** Whose waiting it is: each session has a share. */
  readonly sessionKey: string
  readonly jobWatch: JobWatch
  /** Reads the job again; null where it is no longer to be seen. */
  readonly read: () => Promise<SyncJobView | null>
  /** Whether the job is what whoever waits knows already. */
  readonly isKnown: (view: SyncJobView) => boolean
  readonly timeoutMs: number
  /** The place in the queue changes without a word: a job that waits there is read again so often. */
  readonly queueRereadMs: number
  /** Ends the waiting: whoever asked has gone, or the api stops. */
  readonly signal: AbortSignal
}

/**
 * Holds until the job is not what is known, the time is up or the signal says so. Gives the job as last read.
 * `waited` is false where too many wait already.
 */
export async function waitForChange(
  options: WaitOptions,
): Promise<{ view: SyncJobView | null; waited: boolean }> {
  let wake = () => {}
  let changed = false
  const notice = () => {
    changed = true
    wake()
  }
  const unwatch = options.jobWatch.watch(options, notice)
  if (!unwatch) return { view: await options.read(), waited: false }
  let over = false
  const end = () => {
    over = true
    wake()
  }
  const timer = setTimeout(end, options.timeoutMs)
  options.signal.addEventListener('abort', end)
  if (options.signal.aborted) over = true
  try {
    // Read after watching began, or a change between the two would be missed.
    let view = await options.read()
    while (view && options.isKnown(view) && !over) {
      if (!changed) {
        const inQueue = view.queuePosition !== null
        await new Promise<void>((resolve) => {
          const reread = inQueue ? setTimeout(notice, options.queueRereadMs) : undefined
          wake = () => {
            clearTimeout(reread)
            resolve()
          }
        })
      }
      if (changed) {
        changed = false
        view = await options.read()
      }
    }
    return { view, waited: true }
  } finally {
    clearTimeout(timer)
    options.signal.removeEventListener('abort', end)
    unwatch()
  }
}
