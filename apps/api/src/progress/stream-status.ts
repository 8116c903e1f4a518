import { hasEnded } from '@spike/contract'
import type { SyncJobView } from '@spike/store'
import type { JobWatch } from './job-watch.ts'
import { waitForChange } from './wait-for-change.ts'

export interface StreamOptions {
  readonly jobId: string
  readonly sessionKey: string
  readonly jobWatch: JobWatch
  readonly first: SyncJobView
  readonly read: () => Promise<SyncJobView>
  /** The JSON text of a job. */
  readonly write: (view: SyncJobView) => string
  readonly heartbeatMs: number
  readonly queueRereadMs: number
  readonly signal: AbortSignal
}

/** Server-sent events: one `status` for each change, a comment while nothing changes, the end after the final state. */
export function streamStatus(options: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const gone = new AbortController()
  const signal = AbortSignal.any([options.signal, gone.signal])

  async function* events(): AsyncGenerator<string> {
    let view = options.first
    for (;;) {
      yield `event: status\nid: ${view.job.rev}\ndata: ${options.write(view)}\n\n`
      if (hasEnded(view.job.status)) return
      const known = view
      const isKnown = ({ job, queuePosition }: SyncJobView) =>
        job.rev === known.job.rev && queuePosition === known.queuePosition
      for (;;) {
        const next = await waitForChange({ ...options, signal, isKnown, timeoutMs: options.heartbeatMs })
        if (signal.aborted || !next.view || !next.waited) return
        view = next.view
        if (!isKnown(view)) break
        yield ': waiting\n\n'
      }
    }
  }

  const source = events()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch {
        // Signed out meanwhile, or the database is gone: the client asks again and is told.
        controller.close()
      }
    },
    cancel() {
      gone.abort()
    },
  })
}
