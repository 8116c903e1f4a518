import type { Change, ReadChangesRequest } from '@spike/contract'
import { fireEvent, screen, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../app.tsx'
import { answerStudent } from '../../testing/answer-student.ts'
import { buildChange, buildCourse } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => history.replaceState(null, '', '/changes'))

interface Shown {
  /** Every list that was asked for. */
  readonly asked: URL[]
  readonly marked: ReadChangesRequest[]
}

async function showChanges(
  all: Change[],
  { pageSize = 50, refusesMarks = false }: { pageSize?: number; refusesMarks?: boolean } = {},
): Promise<Shown> {
  const shown: Shown = { asked: [], marked: [] }
  let unreadCount = all.filter(({ read }) => !read).length
  answerStudent()
  server.use(
    http.get('*/api/courses', () =>
      HttpResponse.json({ courses: [buildCourse({ id: '1', name: 'Physics' })] }),
    ),
    http.get('*/api/changes', ({ request }) => {
      const url = new URL(request.url)
      if (url.searchParams.get('limit') === '1')
        return HttpResponse.json({ changes: [], nextCursor: null, unreadCount })
      shown.asked.push(url)
      const [kind, from] = [url.searchParams.get('kind'), Number(url.searchParams.get('cursor') ?? 0)]
      const meant = all.filter((change) => kind === null || change.kind === kind)
      const isLast = from + pageSize >= meant.length
      const changes = meant.slice(from, from + pageSize)
      return HttpResponse.json({ changes, nextCursor: isLast ? null : String(from + pageSize), unreadCount })
    }),
    http.post('*/api/changes/read', async ({ request }) => {
      shown.marked.push((await request.json()) as ReadChangesRequest)
      if (refusesMarks) return HttpResponse.error()
      unreadCount = 0
      return HttpResponse.json({ unreadCount })
    }),
  )
  await renderPage(() => <App />, 'en')
  return shown
}

const plain = (text: string | null | undefined) => text?.replaceAll(/[\u2066-\u2069]/g, '')
const rowOf = (title: string) => screen.getByText(title).closest('li')!
const unreadRows = () =>
  [...document.querySelectorAll('.change-unread .change-title')].map((row) => row.textContent)
const fieldsOf = (row: Element) =>
  [...row.querySelectorAll('.change-field')].map((line) => plain(line.textContent))

describe('a change', () => {
  it('says what changed in words, from what to what', async () => {
    await showChanges([
      buildChange({
        title: 'Renamed',
        fields: [
          { name: 'name', from: 'Lecture', to: 'Lecture 3' },
          { name: 'due', from: '2026-11-25T10:00:00.000Z', to: null },
          { name: 'file', from: null, to: '/notes.pdf' },
          { name: 'description', from: null, to: null },
          { name: 'accessible', from: 'true', to: 'false' },
          { name: 'something', from: 'a', to: 'b' },
        ],
      }),
    ])
    await screen.findByText('Renamed')
    expect(fieldsOf(rowOf('Renamed'))).toEqual([
      'Name:Before:LectureNow:Lecture 3',
      expect.stringMatching(/^Due:Before:Wed.* 25 Nov.*Now:empty$/),
      'File:/notes.pdf',
      'The description',
      'Open to you:Before:yesNow:no',
      'Another detail:Before:aNow:b',
    ])
  })

  it('leads to the item in Spike and in Moodle, a grade to the grades, what is gone nowhere', async () => {
    await showChanges([
      buildChange({ id: '3', title: 'Item', courseId: '1', itemId: '7', url: 'https://moodle.example/7' }),
      buildChange({ id: '2', title: 'Grade', kind: 'grade_given', subject: 'grade', courseId: '1' }),
      buildChange({ id: '1', title: 'Physics 2020', kind: 'gone', subject: 'course', courseId: null }),
    ])
    const item = await screen.findByRole('link', { name: 'Item' })
    expect(item.getAttribute('href')).toBe('/courses/1#item-7')
    expect(within(rowOf('Item')).getByRole('link', { name: /In Moodle/ })).toMatchObject({
      href: 'https://moodle.example/7',
    })
    expect(screen.getByRole('link', { name: 'Grade' }).getAttribute('href')).toBe('/grades#course-1')
    expect(within(rowOf('Physics 2020')).queryByRole('link')).toBeNull()
  })

  it('unfolds what an announcement says, and is read then', async () => {
    const { marked } = await showChanges([
      buildChange({ title: 'Room', kind: 'announcement_posted', textHtml: '<p>Room 7</p>' }),
    ])
    await screen.findByText('Room')
    const fold = rowOf('Room').querySelector('details')!
    expect(fold.textContent).toContain('Room 7')
    fold.open = true
    await expect.poll(() => marked).toEqual([{ ids: ['1'] }])
  })
})

describe('the feed', () => {
  it('is grouped by day', async () => {
    const now = Date.now()
    const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()
    await showChanges([
      buildChange({ id: '3', at: daysAgo(0), title: 'A' }),
      buildChange({ id: '2', at: daysAgo(1), title: 'B' }),
      buildChange({ id: '1', at: '2020-03-01T10:00:00.000Z', title: 'C' }),
    ])
    await screen.findByText('A')
    expect(
      screen
        .getAllByRole('region')
        .map((day) => day.querySelector('h2')?.textContent)
        .slice(0, 3),
    ).toEqual(['today', 'yesterday', 'Sunday, 1 March 2020'])
  })

  it('shows more when asked', async () => {
    const all = ['c', 'b', 'a'].map((title, index) => buildChange({ id: String(3 - index), title }))
    await showChanges(all, { pageSize: 2 })
    await screen.findByText('c')
    expect(screen.queryByText('a')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByText('a')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('is filtered by kind and course, which stand in the address', async () => {
    const { asked } = await showChanges([
      buildChange({ id: '2', title: 'Due', kind: 'deadline_moved' }),
      buildChange({ id: '1', title: 'Fresh', kind: 'new' }),
    ])
    await screen.findByText('Fresh')
    fireEvent.change(screen.getByRole('combobox', { name: 'Kind' }), { target: { value: 'deadline_moved' } })
    await expect.poll(() => screen.queryByText('Fresh')).toBeNull()
    await screen.findByRole('option', { name: 'Physics' })
    fireEvent.change(screen.getByRole('combobox', { name: 'Course' }), { target: { value: '1' } })
    await expect.poll(() => location.search).toBe('?kind=deadline_moved&course=1')
    await expect.poll(() => asked.at(-1)?.search).toBe('?kind=deadline_moved&courseId=1')
  })

  it('shows all where the address names two courses, which is no filter', async () => {
    history.replaceState(null, '', '/changes?course=1&course=2')
    const { asked } = await showChanges([buildChange({ title: 'Fresh' })])
    await screen.findByText('Fresh')
    expect(asked.filter(({ searchParams }) => searchParams.has('courseId'))).toEqual([])
  })

  it.each([
    ['/changes', 'Nothing has changed yet'],
    ['/changes?unread=1', 'All read'],
    ['/changes?kind=moved', 'No such changes'],
  ])('says at %s that there is none', async (address, title) => {
    history.replaceState(null, '', address)
    await showChanges([])
    expect(await screen.findByText(title)).toBeTruthy()
  })
})

describe('marking as read', () => {
  const two = [buildChange({ id: '9', title: 'Second' }), buildChange({ id: '8', title: 'First' })]

  it('marks one at once', async () => {
    const { marked } = await showChanges(two)
    fireEvent.click(await screen.findByRole('button', { name: /Mark as read: .*First/ }))
    await expect.poll(unreadRows).toEqual(['Second'])
    await expect.poll(() => marked).toEqual([{ ids: ['8'] }])
  })

  it('marks all that were there when the page was shown', async () => {
    const { marked } = await showChanges(two)
    fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await expect.poll(unreadRows).toEqual([])
    expect(marked).toEqual([{ upTo: '9' }])
    await expect.poll(() => screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull()
  })

  it('marks those of the filter alone', async () => {
    history.replaceState(null, '', '/changes?kind=changed&course=1')
    const { marked } = await showChanges(two)
    fireEvent.click(await screen.findByRole('button', { name: 'Mark these as read' }))
    await expect.poll(() => marked).toEqual([{ upTo: '9', kinds: ['changed'], courseId: '1' }])
  })

  it('has what is new on Today read anew', async () => {
    const { asked } = await showChanges(two)
    const askedByToday = () => asked.filter(({ searchParams }) => searchParams.get('limit') === '200').length
    const goTo = async (name: RegExp | string) =>
      fireEvent.click(
        within(await screen.findByRole('navigation', { name: 'Main' })).getByRole('link', { name }),
      )
    await goTo('Today')
    await expect.poll(askedByToday).toBe(1)
    await goTo(/^Changes/)
    fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await expect.poll(unreadRows).toEqual([])
    await expect.poll(() => screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull()
    await goTo('Today')
    await expect.poll(askedByToday).toBe(2)
  })

  it('takes the marks back and says so where the server does not take them', async () => {
    await showChanges(two, { refusesMarks: true })
    fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await expect.poll(() => screen.getByTestId('announcer').textContent).toContain('was not saved')
    expect(unreadRows()).toEqual(['Second', 'First'])
  })
})
