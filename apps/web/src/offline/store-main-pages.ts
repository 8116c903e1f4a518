import type { QueryClient } from '@tanstack/solid-query'
import type { StudentApi } from '../api/student-api.ts'
import { store } from '../browser-storage.ts'
import { changesQuery } from '../data/changes-query.ts'
import { deadlinesQuery } from '../data/deadlines-query.ts'
import { keys } from '../data/keys.ts'
import { whenIdle } from '../when-idle.ts'

/** A visit ends after as long without a request: see the api's visits. */
const onceInMs = 30 * 60_000
const afterSyncMs = 60_000
const idleTimeoutMs = 30_000
const storageKey = 'spike.main-pages-read-at'

export interface StoreMainPagesOptions {
  readonly client: QueryClient
  readonly api: StudentApi
  /** Aborted when the student leaves. */
  readonly signal: AbortSignal
}

/**
 * Has what the main pages show read once a visit, so that the service worker stores it for when there is no network, also
 * of pages that were not opened: one after the other, when the page is idle, and not where the student saves data. While a
 * sync runs there is nothing whole to store yet.
 */
export function storeMainPages({ client, api, signal }: StoreMainPagesOptions): void {
  const reads = [
    () => client.prefetchQuery({ queryKey: keys.courses, queryFn: api.courses }),
    () => client.prefetchQuery(deadlinesQuery(api)),
    () => client.prefetchQuery({ queryKey: keys.grades, queryFn: api.grades }),
    () => client.prefetchInfiniteQuery(changesQuery(api, {})),
  ]

  async function readAll(): Promise<void> {
    if (signal.aborted || savesData() || wasReadLately()) return
    if ((await api.activeSync()).hasActiveJob) {
      const timer = setTimeout(readWhenIdle, afterSyncMs)
      signal.addEventListener('abort', () => clearTimeout(timer))
      return
    }
    if (signal.aborted) return
    store(storageKey, String(Date.now()))
    for (const read of reads) if (!signal.aborted) await read()
  }
  // What cannot be read now is read at the next visit.
  const readWhenIdle = () =>
    whenIdle(() => void readAll().catch(() => undefined), { timeoutMs: idleTimeoutMs })
  readWhenIdle()
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true
}

/** By whichever tab. */
function wasReadLately(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(storageKey)) < onceInMs
  } catch {
    return true // storage is forbidden: it could be read without an end
  }
}
