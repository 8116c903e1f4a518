import { useQuery } from '@tanstack/solid-query'
import type { Accessor } from 'solid-js'
import { loadedValue } from '../components/loaded.tsx'
import { useSession } from '../session/session.tsx'
import { keys } from './keys.ts'

/** How many changes the student has not read; 0 while that is not known. */
export function useUnreadChanges(): Accessor<number> {
  const { api } = useSession()
  const unread = useQuery(() => ({
    queryKey: keys.unreadChanges,
    queryFn: () => api.changes({ limit: 1 }).then((answer) => answer.unreadCount),
  }))
  return () => loadedValue(unread) ?? 0
}
