import { QueryClient, replaceEqualDeep } from '@tanstack/solid-query'
import { ApiError } from '../api/api-error.ts'

const staleAfterMs = 30_000
const keptUnusedMs = 30 * 60_000
const retryDelayMs = 500

/** What was read of the student's data, kept while the page is open so that a page come back to shows it at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: staleAfterMs,
        gcTime: keptUnusedMs,
        // Without a network it is asked all the same: the service worker has the last answer.
        networkMode: 'always',
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        retry: (failures, error) => failures < 1 && !isRefusal(error),
        retryDelay: retryDelayMs,
        // Rows that did not change stay the same objects, and lists keep their elements.
        reconcile: (before, after) => replaceEqualDeep(before, after),
      },
    },
  })
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500
}
