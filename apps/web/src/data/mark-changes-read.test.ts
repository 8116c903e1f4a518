import { expect, it } from 'vitest'
import { buildChange } from '../testing/build-data.ts'
import { withRead } from './mark-changes-read.ts'

const pages = {
  pageParams: [null, 'x'],
  pages: [
    [buildChange({ id: '11' }), buildChange({ id: '10', kind: 'new', courseId: '2' })],
    [buildChange({ id: '9' }), buildChange({ id: '8', read: true })],
  ].map((changes) => ({ changes, nextCursor: null, unreadCount: 3 })),
}
const unreadAfter = (request: Parameters<typeof withRead>[1]) =>
  withRead(pages, request).pages.flatMap(({ changes }) =>
    changes.filter(({ read }) => !read).map(({ id }) => id),
  )

it.each([
  [{ ids: ['9', '11'] }, ['10']],
  // Ids are numbers: 9 is before 10.
  [{ upTo: '10' }, ['11']],
  [{ courseId: '1' }, ['10']],
  [{ upTo: '11', kinds: ['new' as const] }, ['11', '9']],
])('%j leaves %j unread', (request, unread) => {
  expect(unreadAfter(request)).toEqual(unread)
})

it('pages of which nothing is meant stay the same object', () => {
  expect(withRead(pages, { ids: ['8'] })).toBe(pages)
})
