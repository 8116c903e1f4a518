import type { SyncStatus } from '@spike/contract'
import { batch, createSignal, onCleanup, onMount } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { useRefreshStudentData } from '../../data/refresh.ts'
import { useSession } from '../../session/session.tsx'
import { needsSignIn } from '../../sync/sync-words.ts'
import { useSyncWatch } from '../../sync/sync-watch.tsx'

/** The sync that the page shows: the one that runs, one that did not end well, or how long ago the last one was. */
export function useTodaySync() {
  const { api, takeFirstJobId } = useSession()
  const refresh = useRefreshStudentData()
  const [jobId, setJobId] = createSignal(takeFirstJobId())
  const [known, setKnown] = createSignal<SyncStatus>()
  const [ended, setEnded] = createSignal<SyncStatus | null>(null)
  const [completedJobId, setCompletedJobId] = createSignal<string>()
  const [error, setError] = createSignal<unknown>()
  const [signInAgain, setSignInAgain] = createSignal(false)
  // Whether a sync runs is not known until the server has said so.
  const [asked, setAsked] = createSignal(false)

  function follow(status: SyncStatus): void {
    batch(() => {
      setKnown(status)
      setJobId(status.jobId)
    })
  }

  async function find(): Promise<void> {
    setError(undefined)
    try {
      const { job, lastJob, signInAgain: mustSignIn } = await api.activeSync()
      // A sync that did not end well is shown with its reason until the next one.
      const shown = job ?? (lastJob && lastJob.status !== 'completed' ? lastJob : null)
      batch(() => {
        if (shown) follow(shown)
        setEnded(lastJob?.status === 'completed' ? lastJob : null)
        // The reason of a sync that failed by it says so itself.
        setSignInAgain(mustSignIn && !(shown?.error && needsSignIn(shown.error.code)))
        setAsked(true)
      })
    } catch (failure) {
      setError(failure)
    }
  }
  onMount(() => void find())

  async function start(): Promise<void> {
    setError(undefined)
    try {
      follow(await api.startSync())
    } catch (failure) {
      if (failure instanceof ApiError && failure.code === 'auth.sign_in_again') setSignInAgain(true)
      else setError(failure)
    }
  }

  function completed(status: SyncStatus): void {
    batch(() => {
      setJobId(status.jobId)
      setEnded(status)
      setCompletedJobId(status.jobId)
    })
    void refresh()
    // What was asked of it while it ran has become the next one.
    void find()
  }

  /** One is shown with its bar, or with the reason why it ended. */
  const isShown = () => jobId() !== null && completedJobId() !== jobId()
  const watch = useSyncWatch()
  watch.leave()
  onCleanup(() => {
    const left = jobId()
    if (left !== null && isShown()) watch.take(left)
  })
  return { jobId, known, ended, error, signInAgain, asked, isShown, find, start, follow, completed }
}
