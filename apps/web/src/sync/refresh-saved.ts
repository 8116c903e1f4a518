import type { SyncStatus } from '@spike/contract'
import type { QueryClient } from '@tanstack/solid-query'
import { keys } from '../data/keys.ts'

/**
 * Gives a function that is told each status of a sync, and has what the pages show of courses and deadlines read anew
 * when more courses were saved than at the last one: not at every poll.
 */
export function createSavedRefresh(client: QueryClient): (status: SyncStatus) => void {
  let jobId: string | undefined
  let savedBefore = 0
  return (status) => {
    const saved = status.stages.find((stage) => stage.key === 'analyzing_content')?.done ?? 0
    const isMore = status.jobId === jobId && saved > savedBefore
    jobId = status.jobId
    savedBefore = saved
    if (!isMore) return
    // What is being read just now is not given up for it: the next one comes soon.
    for (const queryKey of [keys.courses, keys.deadlines])
      void client.invalidateQueries({ queryKey }, { cancelRefetch: false })
  }
}
