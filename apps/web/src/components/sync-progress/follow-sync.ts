import type { SyncStatus } from '@spike/contract'
import { hasEnded } from '@spike/contract/stages'
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { ApiError } from '../../api/api-error.ts'
import type { StudentApi } from '../../api/student-api.ts'
import type { SyncPolling } from '../../sync/poll-sync.ts'
import { pollTogether } from '../../sync/poll-together.ts'

export interface FollowedSync {
  /** The newest status of the job; null before the first answer. */
  status: Accessor<SyncStatus | null>
  /** What the bar shows, in whole percent: within one job it never goes back. */
  shownPercent: Accessor<number>
  reconnecting: Accessor<boolean>
  /** The server will not tell about this job. */
  refused: Accessor<ApiError | null>
  /** Takes a status that came by another way (the answer to a cancel), then asks for the next. */
  take(status: SyncStatus): void
  askNow(): void
}

/** Follows one job at a time, as long as the component that calls it is shown; several tabs ask the server as one. */
export function followSync(options: {
  jobId: Accessor<string>
  /** What is known of the job already, so that its bar does not start at nothing. */
  known: () => SyncStatus | undefined
  api: Pick<StudentApi, 'syncStatus'>
  /** Called for each new status. */
  onStatus: (status: SyncStatus) => void
}): FollowedSync {
  const [status, setStatus] = createSignal<SyncStatus | null>(null)
  const [shownPercent, setShownPercent] = createSignal(0)
  const [reconnecting, setReconnecting] = createSignal(false)
  const [refused, setRefused] = createSignal<ApiError | null>(null)
  let polling: SyncPolling | undefined

  function take(next: SyncStatus): void {
    const before = status()
    // An answer that was overtaken on its way says less than what is shown.
    if (before && before.jobId === next.jobId && next.rev < before.rev) return
    setShownPercent((shown) => Math.max(shown, next.progress))
    setStatus(next)
    options.onStatus(next)
  }

  createEffect(
    on(options.jobId, (jobId) => {
      setStatus(null)
      setShownPercent(0)
      setReconnecting(false)
      setRefused(null)
      const known = options.known()
      if (known?.jobId === jobId) {
        take(known)
        // It will not change any more; and what was read since it ended, only who gave it knows.
        if (hasEnded(known.status)) return
      }
      polling = pollTogether({
        jobId,
        fetchStatus: options.api.syncStatus,
        onStatus: take,
        onReconnecting: setReconnecting,
        onRefused: setRefused,
      })
      onCleanup(() => polling?.stop())
    }),
  )

  return { status, shownPercent, reconnecting, refused, take, askNow: () => polling?.pollNow() }
}
