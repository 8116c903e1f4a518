import type { ChangesAnswer } from '@spike/contract'
import { changeKinds } from '@spike/contract/change-kinds'
import type { StudentApi } from '../api/student-api.ts'
import { type ChangesFilter, keys } from './keys.ts'

/** What changed, the newest first, a page after the other. */
export const changesQuery = (api: StudentApi, filter: ChangesFilter) => ({
  queryKey: keys.changes(filter),
  queryFn: ({ pageParam }: { pageParam: string | null }) =>
    api.changes({
      kinds: changeKinds.filter((kind) => kind === filter.kind),
      cursor: pageParam,
      ...(filter.courseId && { courseId: filter.courseId }),
      ...(filter.unread && { unread: true }),
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: ChangesAnswer) => page.nextCursor,
})
