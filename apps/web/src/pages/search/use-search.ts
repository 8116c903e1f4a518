import type { SearchAnswer } from '@spike/contract'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { SearchAsked } from '../../api/student-api.ts'
import { loadedValue } from '../../components/loaded.tsx'
import { keys } from '../../data/keys.ts'
import { useSession } from '../../session/session.tsx'

/** As long as a quick hand takes from one key to the next: a search for each would be for nothing. */
const typingPauseMs = 120
/** What was found is hardly asked for again, and is not kept long. */
const keptMs = 60_000

/**
 * Searches as a text is written, a moment after the last key. An older answer never takes the place of a newer one: it is
 * another query's, and what nobody waits for is given up. `found` is the last answer until the next one comes.
 */
export function useSearch(asked: Accessor<SearchAsked>) {
  const { api } = useSession()
  const settled = createSettled(asked)
  const isEmpty = () => settled().text.trim() === ''
  const query = useQuery(() => {
    const now = settled()
    return {
      queryKey: keys.search(now),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.search(now, signal),
      enabled: !isEmpty(),
      placeholderData: keepPreviousData,
      gcTime: keptMs,
    }
  })
  const found = (): SearchAnswer | undefined =>
    isEmpty() || asked().text.trim() === '' ? undefined : loadedValue(query)
  return {
    found,
    /** What `found` answers is what is written now. */
    isCurrent: () => asked() === settled() && query.isSuccess && !query.isPlaceholderData,
    error: () => (query.isError ? query.error : null),
    retry: () => void query.refetch(),
  }
}

function createSettled(asked: Accessor<SearchAsked>): Accessor<SearchAsked> {
  const [settled, setSettled] = createSignal(asked())
  let waiting: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      asked,
      (now) => {
        clearTimeout(waiting)
        waiting = setTimeout(() => setSettled(now), typingPauseMs)
      },
      { defer: true },
    ),
  )
  onCleanup(() => clearTimeout(waiting))
  return settled
}
