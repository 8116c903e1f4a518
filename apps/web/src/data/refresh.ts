import { useQueryClient } from '@tanstack/solid-query'
import { keys } from './keys.ts'

/** Gives a function that reads anew what the pages show: for when a sync has brought something. */
export function useRefreshStudentData(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keys.all })
}
