import { hasEnded } from '@spike/contract/stages'
import { createContext, onCleanup, useContext, type ParentProps } from 'solid-js'
import { useRefreshStudentData } from '../data/refresh.ts'
import { useSession } from '../session/session.tsx'
import type { SyncPolling } from './poll-sync.ts'
import { pollTogether } from './poll-together.ts'

/** Follows a sync that no page shows, so that its end is seen on whichever page the student is by then. */
export interface SyncWatch {
  /** For a page that is left while it follows this sync. */
  take(jobId: string): void
  /** For a page that follows syncs itself. */
  leave(): void
}

const SyncWatchContext = createContext<SyncWatch>()

export function useSyncWatch(): SyncWatch {
  const watch = useContext(SyncWatchContext)
  if (!watch) throw new Error('useSyncWatch outside of SyncWatchProvider')
  return watch
}

export function SyncWatchProvider(props: ParentProps) {
  const { api } = useSession()
  const refresh = useRefreshStudentData()
  let polling: SyncPolling | undefined
  const leave = () => polling?.stop()
  onCleanup(leave)
  const watch: SyncWatch = {
    take(jobId) {
      leave()
      polling = pollTogether({
        jobId,
        fetchStatus: api.syncStatus,
        onStatus: ({ status }) => {
          if (hasEnded(status)) void refresh()
        },
        onReconnecting: () => undefined,
        onRefused: () => undefined,
      })
    },
    leave,
  }
  return <SyncWatchContext.Provider value={watch}>{props.children}</SyncWatchContext.Provider>
}
