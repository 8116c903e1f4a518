import type { StudentApi } from '../api/student-api.ts'
import { keys } from './keys.ts'

/** What is overdue for longer than this was let go, or Moodle was never told. */
const overdueShownMs = 14 * 86_400_000

/** What is due, done or not. */
export const deadlinesQuery = (api: StudentApi) => ({
  queryKey: keys.deadlines,
  queryFn: () => api.deadlines(new Date(Date.now() - overdueShownMs)),
})
