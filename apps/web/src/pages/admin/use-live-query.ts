import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { reconcile } from 'solid-js/store'

const everyMs = 3000

export interface LiveQueryOptions<T> {
  /** What is asked for; `staff` stands before it. */
  queryKey: readonly unknown[]
  queryFn: () => Promise<T>
  /** The name of the rows' id; null: they are told apart by position. */
  rowId: string | null
  /** Whether an answer will not change any more. */
  isFinal?: (answer: T) => boolean
}

/**
 * Asks again every few seconds while the tab is seen. A new answer changes only what differs in what is shown, so that
 * it neither rebuilds a table nor takes the focus from a link in it.
 */
export function useLiveQuery<T>(options: () => LiveQueryOptions<T>) {
  return useQuery<T>(() => {
    const { queryKey, queryFn, rowId, isFinal } = options()
    return {
      queryKey: ['staff', ...queryKey],
      queryFn,
      refetchInterval: ({ state }) => (state.data !== undefined && isFinal?.(state.data) ? false : everyMs),
      placeholderData: keepPreviousData,
      // What was shown is written over, so it must not be come back to.
      staleTime: 0,
      gcTime: 0,
      reconcile: (before, after) =>
        before === undefined
          ? structuredClone(after)
          : reconcile(after, { key: rowId, merge: rowId === null })(before),
    }
  })
}
