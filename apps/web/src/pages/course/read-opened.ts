import type { OpenAnswer } from '@spike/contract'
import { hasEnded } from '@spike/contract/stages'
import { onCleanup } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import type { StudentApi } from '../../api/student-api.ts'
import { pollSync, type SyncPolling } from '../../sync/poll-sync.ts'

/**
 * Tells the server what the student opened, and waits for the sync that reads it. Gives whether anything was read. What
 * is stored is shown meanwhile, so that a failure needs no words here, but for one that the student can mend: then
 * `onSignInAgain` is called.
 */
export function createOpener(
  api: Pick<StudentApi, 'syncStatus'>,
  onSignInAgain: () => void,
): (ask: () => Promise<OpenAnswer>) => Promise<boolean> {
  const pollings = new Set<SyncPolling>()
  let left = false
  onCleanup(() => {
    left = true
    for (const polling of pollings) polling.stop()
  })

  return async (ask) => {
    const jobId = await ask().then(
      (answer) => answer.jobId,
      (error: unknown) => {
        if (error instanceof ApiError && error.code === 'auth.sign_in_again') onSignInAgain()
        return null
      },
    )
    if (jobId === null || left) return false
    const ended = Promise.withResolvers<boolean>()
    const polling = pollSync({
      jobId,
      fetchStatus: api.syncStatus,
      onStatus: ({ status }) => {
        if (hasEnded(status)) ended.resolve(true)
      },
      onReconnecting: () => undefined,
      onRefused: () => ended.resolve(false),
    })
    pollings.add(polling)
    return ended.promise.finally(() => pollings.delete(polling))
  }
}
