import type { Change, ChangesAnswer, ReadChangesRequest } from '@spike/contract'
import { type InfiniteData, useQueryClient } from '@tanstack/solid-query'
import { useSession } from '../session/session.tsx'
import { keys } from './keys.ts'

type ShownPages = InfiniteData<ChangesAnswer, string | null>

/** Pages of changes as they are once the student has read what a request names; the same object where that is none. */
export function withRead<Pages extends ShownPages>(pages: Pages, request: ReadChangesRequest): Pages {
  const isMeant = (change: Change) => !change.read && matches(change, request)
  if (!pages.pages.some(({ changes }) => changes.some(isMeant))) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      changes: page.changes.map((change) => (isMeant(change) ? { ...change, read: true } : change)),
    })),
  }
}

/** As the server decides it: all that is said must hold. */
function matches(change: Change, { ids, upTo, courseId, kinds }: ReadChangesRequest): boolean {
  return (
    (ids === undefined || ids.includes(change.id)) &&
    (upTo === undefined || Number(change.id) <= Number(upTo)) &&
    (courseId === undefined || change.courseId === courseId) &&
    (kinds === undefined || kinds.includes(change.kind))
  )
}

/**
 * Gives a function that marks changes as read: on the page at once, and as it was before when the server does not take
 * it, which then rejects.
 */
export function useMarkChangesRead(): (request: ReadChangesRequest) => Promise<void> {
  const { api } = useSession()
  const client = useQueryClient()
  const lists = { queryKey: keys.changesLists }
  return async (request) => {
    // An answer from before would put the marks back.
    await client.cancelQueries({ queryKey: keys.allChanges })
    const before = client.getQueriesData<ShownPages>(lists)
    client.setQueriesData<ShownPages>(lists, (pages) => pages && withRead(pages, request))
    try {
      client.setQueryData(keys.unreadChanges, await api.markChangesRead(request))
    } catch (error) {
      for (const [key, pages] of before) client.setQueryData(key, pages)
      throw error
    }
    // What they say is new is the same.
    for (const queryKey of [keys.courses, keys.allNewChanges]) void client.invalidateQueries({ queryKey })
  }
}
