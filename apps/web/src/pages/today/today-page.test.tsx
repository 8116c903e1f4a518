import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../app.tsx'
import { answerStudent } from '../../testing/answer-student.ts'
import {
  buildActiveSync,
  buildChange,
  buildCourse,
  buildDeadline,
  buildError,
  buildEvent,
  buildSyncStatus,
  emptyChanges,
  jobId,
  student,
} from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

// A Monday. The time zone is whatever the machine's is: times here are local.
const now = new Date(2026, 10, 23, 12, 0)
const at = (day: number, hour = 10, month = 10) => new Date(2026, month, day, hour).toISOString()

const lastCompleted = buildSyncStatus({
  jobId: '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a00',
  status: 'completed',
  progress: 100,
  finishedAt: at(23, 11),
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now })
  history.replaceState(null, '', '/')
  answerStudent()
  server.use(
    http.get('*/api/sync-status/active', () =>
      HttpResponse.json(buildActiveSync({ lastJob: lastCompleted })),
    ),
    http.get('*/api/courses', () => HttpResponse.json({ courses: [buildCourse()] })),
  )
})

const showPage = (language: 'he' | 'en' = 'en') => renderPage(() => <App />, language)
const answerDeadlines = (...deadlines: ReturnType<typeof buildDeadline>[]) =>
  server.use(http.get('*/api/deadlines', () => HttpResponse.json({ deadlines })))

describe('the deadlines of today', () => {
  it('stand in groups by urgency, and what is done is folded away', async () => {
    answerDeadlines(
      buildDeadline({ id: '1', title: 'Next month', dueAt: at(20, 10, 11) }),
      buildDeadline({ id: '2', title: 'Tonight', dueAt: at(23, 22) }),
      buildDeadline({ id: '3', title: 'Missed', dueAt: at(22) }),
      buildDeadline({ id: '4', title: 'On Thursday', dueAt: at(26) }),
      buildDeadline({ id: '5', title: 'Handed in', dueAt: at(24), done: true, submissionState: 'submitted' }),
    )
    await showPage()
    const titlesIn = async (name: string) => {
      const group = await screen.findByRole('region', { name: new RegExp(`^${name}`) })
      return within(group)
        .getAllByTestId('deadline')
        .map((row) => row.querySelector('.entry-title')?.textContent)
    }
    expect(await titlesIn('Overdue')).toEqual(['Missed'])
    expect(await titlesIn('Today')).toEqual(['Tonight'])
    expect(await titlesIn('This week')).toEqual(['On Thursday'])
    expect(await titlesIn('Later')).toEqual(['Next month'])
    const done = screen.getByText('1 completed deadline').closest('details')
    expect([done?.open, done?.querySelector('.entry-title')?.textContent]).toEqual([false, 'Handed in'])
  })

  it('say the course, the state, the time left and when exactly, and lead to the item and to Moodle', async () => {
    const url = 'https://moodle.example/mod/assign/view.php?id=5'
    answerDeadlines(
      buildDeadline({ title: 'Homework', itemId: '9', dueAt: at(23, 15), submissionState: 'draft', url }),
    )
    await showPage()
    const row = await screen.findByTestId('deadline')
    expect(within(row).getByRole('link', { name: 'Homework' }).getAttribute('href')).toBe('/courses/1#item-9')
    expect(within(row).getByRole('link', { name: 'מבני נתונים' }).getAttribute('href')).toBe('/courses/1')
    expect(
      within(row)
        .getByRole('link', { name: /^Homework.*Moodle/ })
        .getAttribute('href'),
    ).toBe(url)
    expect(row.textContent).toContain('Draft, not handed in')
    const time = row.querySelector('time')
    expect([time?.textContent, time?.dateTime]).toEqual(['in 3 hours', at(23, 15)])
    expect(time?.title).toMatch(/23 Nov.*15:00/)
  })

  it('of which many are later show the first, and the rest when asked for', async () => {
    answerDeadlines(
      ...Array.from({ length: 11 }, (_, index) =>
        buildDeadline({
          id: String(index),
          itemId: '1',
          title: `Exercise ${index}`,
          dueAt: at(index + 1, 10, 11),
        }),
      ),
    )
    await showPage()
    fireEvent.click(await screen.findByRole('button', { name: '5 more deadlines' }))
    expect(screen.getAllByTestId('deadline')).toHaveLength(11)
    expect(document.activeElement?.textContent).toBe('Exercise 6')
  })

  it('that were missed more than two weeks ago are not asked for', async () => {
    let asked: URLSearchParams | undefined
    server.use(
      http.get('*/api/deadlines', ({ request }) => {
        asked = new URL(request.url).searchParams
        return HttpResponse.json({ deadlines: [] })
      }),
    )
    await showPage()
    expect(await screen.findByText(/^Nothing is due/)).toBeTruthy()
    expect(asked?.get('from')).toBe(at(9, 12))
    expect(asked?.get('includeDone')).toBe('true')
  })
})

describe('what is new', () => {
  const changes = [
    buildChange({ id: '6', title: 'Lecture 6', kind: 'new', itemId: '6', at: at(23, 9) }),
    buildChange({ id: '5', title: 'Exam', courseId: '2', courseName: 'Physics', at: at(23, 8), read: true }),
    ...[4, 3, 2].map((id) => buildChange({ id: String(id), title: `Lecture ${id}`, at: at(22, id) })),
    buildChange({ id: '1', title: 'Long ago', at: at(10) }),
  ]

  it('is what was found since the last visit, by course', async () => {
    server.use(
      http.get('*/api/auth/me', () => HttpResponse.json({ user: { ...student, lastVisitAt: at(21) } })),
      http.get('*/api/changes', () => HttpResponse.json({ ...emptyChanges, changes })),
    )
    await showPage()
    const news = await screen.findByRole('region', { name: 'New since your last visit' })
    expect(await within(news).findByText('5 changes')).toBeTruthy()
    expect(
      within(news)
        .getAllByRole('heading', { level: 3 })
        .map((name) => name.textContent),
    ).toEqual(['מבני נתונים', 'Physics'])
    expect(within(news).getByRole('link', { name: 'Lecture 6' }).getAttribute('href')).toBe(
      '/courses/1#item-6',
    )
    expect(within(news).getByText('and 1 more')).toBeTruthy()
    expect(within(news).queryByText('Long ago')).toBeNull()
    expect(within(news).getByRole('link', { name: 'All changes' }).getAttribute('href')).toBe('/changes')
  })

  it('is what is not read at a first visit', async () => {
    let unread: string | null = null
    server.use(
      http.get('*/api/changes', ({ request }) => {
        const { searchParams } = new URL(request.url)
        if (searchParams.get('limit') === '200') unread = searchParams.get('unread')
        return HttpResponse.json({ ...emptyChanges, changes: [buildChange({ title: 'Unread' })] })
      }),
    )
    await showPage()
    const news = await screen.findByRole('region', { name: 'New, not read yet' })
    expect(await within(news).findByText('Unread')).toBeTruthy()
    expect(unread).toBe('true')
  })

  it('is said to be nothing where nothing is', async () => {
    server.use(
      http.get('*/api/auth/me', () => HttpResponse.json({ user: { ...student, lastVisitAt: at(21) } })),
    )
    await showPage()
    expect(await screen.findByText('Nothing new since your last visit (2 days ago).')).toBeTruthy()
  })
})

describe('the month', () => {
  const grid = () => screen.findByRole('grid')
  const dayButton = (name: RegExp) => screen.findByRole('button', { name })
  const focused = () => document.activeElement?.textContent
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })

  it('is this one, with what stands on each day and on the one chosen', async () => {
    server.use(
      http.get('*/api/calendar', () =>
        HttpResponse.json({
          events: [
            buildEvent({ id: '1', title: 'Lab', at: at(23, 9) }),
            buildEvent({ id: '2', title: 'Exam', at: at(25) }),
          ],
        }),
      ),
    )
    await showPage()
    expect((await grid()).querySelectorAll('tbody tr')).toHaveLength(6)
    const today = await dayButton(/^Monday.* 23 November, 1 event$/)
    expect(today.getAttribute('aria-current')).toBe('date')
    expect((await screen.findByTestId('day-event')).textContent).toContain('Lab')
    fireEvent.click(await dayButton(/25 November/))
    expect(screen.getByTestId('day-event').textContent).toContain('Exam')
    expect(screen.getAllByRole('gridcell', { selected: true })).toHaveLength(1)
  })

  it('stands in the address, and back goes to the one before', async () => {
    const asked: string[] = []
    server.use(
      http.get('*/api/calendar', ({ request }) => {
        asked.push((new URL(request.url).searchParams.get('from') ?? '').slice(0, 10))
        return HttpResponse.json({ events: [] })
      }),
    )
    await showPage()
    fireEvent.click(await screen.findByRole('button', { name: 'Next month' }))
    expect(await screen.findByRole('heading', { name: /December 2026/ })).toBeTruthy()
    await waitFor(() => expect(location.search).toBe('?month=2026-12'))
    await waitFor(() => expect(asked).toEqual(['2026-10-31', '2026-11-28']))
    history.back()
    expect(await screen.findByRole('heading', { name: /November 2026/ })).toBeTruthy()
  })

  it('is gone through by keys, over its end too, from right to left where that is how it reads', async () => {
    await showPage('he')
    const today = await dayButton(/23 בנובמבר/)
    today.focus()
    press('ArrowLeft')
    expect(focused()).toMatch(/24 בנובמבר/)
    press('End')
    expect(focused()).toMatch(/28 בנובמבר/)
    press('ArrowDown')
    await waitFor(() => expect(focused()).toMatch(/5 בדצמבר/))
    await waitFor(() => expect(location.search).toBe('?month=2026-12'))
    press('PageUp')
    await waitFor(() => expect(focused()).toMatch(/^יום חמישי.*5 בנובמבר/))
    await waitFor(() => expect(location.search).toBe(''))
    expect((await grid()).querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  it('that is not one in the address is this one', async () => {
    history.replaceState(null, '', '/?month=2026-99')
    await showPage()
    expect(await screen.findByRole('heading', { name: /November 2026/ })).toBeTruthy()
  })
})

describe('the sync on the page', () => {
  it('is one quiet line while none runs, with a way to start one, whose bar then comes first', async () => {
    const job = buildSyncStatus({ progress: 3, status: 'starting' })
    server.use(
      http.post('*/api/sync', () => HttpResponse.json(job, { status: 202 })),
      http.get('*/api/sync-status/:id', ({ params }) =>
        HttpResponse.json(params['id'] === 'active' ? buildActiveSync({ lastJob: lastCompleted }) : job),
      ),
    )
    await showPage()
    expect(await screen.findByText('Synced 1 hour ago')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }))
    const bar = await screen.findByRole('progressbar')
    const deadlines = screen.getByTestId('deadlines')
    expect(bar.compareDocumentPosition(deadlines) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull()
    expect(await screen.findByText('The deadlines appear here when the sync is done.')).toBeTruthy()
  })

  it('is known before anything is shown below it, which then stays while it is asked for again', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    server.use(
      http.get('*/api/sync-status/active', async () => {
        await promise
        return HttpResponse.json(buildError('server.internal'), { status: 500 })
      }),
    )
    answerDeadlines(buildDeadline())
    await showPage()
    const row = await screen.findByTestId('deadline')
    expect(row.closest('.today-held')).toBeTruthy()
    resolve()
    const again = await screen.findByRole('button', { name: 'Try again' })
    expect(row.closest('.today-held')).toBeNull()
    server.use(http.get('*/api/sync-status/active', () => new Promise<never>(() => {})))
    fireEvent.click(again)
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(row.closest('.today-held')).toBeNull()
  })

  it('is resumed where one runs', async () => {
    const job = buildSyncStatus({ progress: 72, status: 'classifying_data' })
    server.use(
      http.get('*/api/sync-status/:id', ({ params }) =>
        HttpResponse.json(
          params['id'] === 'active' ? buildActiveSync({ hasActiveJob: true, jobId, job }) : job,
        ),
      ),
    )
    await showPage()
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('72'))
  })

  it('shows the sync that was asked for while another ran, when that one ends', async () => {
    const next = buildSyncStatus({ jobId: '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a02', progress: 31 })
    let job = buildSyncStatus()
    server.use(
      http.get('*/api/sync-status/:id', ({ params }) => {
        if (params['id'] === 'active') return HttpResponse.json(buildActiveSync({ hasActiveJob: true, job }))
        if (params['id'] === next.jobId) return HttpResponse.json(next)
        job = next
        return HttpResponse.json(lastCompleted)
      }),
    )
    await showPage()
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('31'))
  })

  it('asks whose sign-in lapsed to sign in again, even if the last sync was fine, and offers no sync', async () => {
    const active = buildActiveSync({ lastJob: lastCompleted, signInAgain: true })
    server.use(http.get('*/api/sync-status/active', () => HttpResponse.json(active)))
    await showPage()
    const note = await screen.findByTestId('sign-in-again')
    expect(note.getAttribute('role')).toBe('status')
    expect(note.textContent).toMatch(/^Your sign-in at Moodle has expired/)
    expect(screen.getByText(/^Synced/)).toBeTruthy()
    expect(screen.getByTestId('deadlines')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull()
    fireEvent.click(within(note).getByRole('button', { name: 'Sign in again' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
  })

  it('says so once where that is why the last sync failed', async () => {
    const error = { code: 'auth.sign_in_again', message: '', retryable: false, requestId: null } as const
    const failed = buildSyncStatus({ status: 'failed', error })
    server.use(
      http.get('*/api/sync-status/:id', ({ params }) =>
        HttpResponse.json(
          params['id'] === 'active' ? buildActiveSync({ lastJob: failed, signInAgain: true }) : failed,
        ),
      ),
    )
    await showPage()
    await screen.findByTestId('sync-error')
    expect(screen.getAllByRole('button', { name: 'Sign in again' })).toHaveLength(1)
    expect(screen.queryByTestId('sign-in-again')).toBeNull()
  })

  it('asks to sign in again where a sync cannot be started without', async () => {
    server.use(
      http.post('*/api/sync', () => HttpResponse.json(buildError('auth.sign_in_again'), { status: 401 })),
    )
    await showPage()
    fireEvent.click(await screen.findByRole('button', { name: 'Sync now' }))
    expect(await screen.findByTestId('sign-in-again')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is what to do where there are no courses', async () => {
    server.use(http.get('*/api/courses', () => HttpResponse.json({ courses: [] })))
    await showPage()
    expect(await screen.findByRole('heading', { name: 'No courses here yet' })).toBeTruthy()
  })
})

it('says what could not be read, each in its place', async () => {
  const refuse = () => HttpResponse.json(buildError('server.internal'), { status: 500 })
  server.use(http.get('*/api/deadlines', refuse), http.get('*/api/calendar', refuse))
  await showPage()
  for (const id of ['deadlines', 'month']) {
    const alert = await within(await screen.findByTestId(id)).findByRole('alert')
    expect(alert.textContent).toContain('req-1')
  }
  expect(await screen.findByText(/^Nothing new/)).toBeTruthy()
})
