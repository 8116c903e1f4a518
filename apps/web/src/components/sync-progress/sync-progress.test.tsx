import type { SyncStatus } from '@spike/contract'
import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { type QueryClient, useQueryClient } from '@tanstack/solid-query'
import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { keys } from '../../data/keys.ts'
import { buildCourse, buildError, buildSyncStatus, jobId } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { SyncProgress, type SyncProgressProps } from './sync-progress.tsx'

const nextJobId = '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a02'

/** The server's answer to each poll; `set` changes it, and a seen-again tab makes the page ask at once. */
function serveStatus(first: SyncStatus) {
  let current = first
  server.use(http.get('*/api/sync-status/:jobId', () => HttpResponse.json(current)))
  return {
    set(next: SyncStatus) {
      current = next
      document.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

const show = (props: Partial<SyncProgressProps> = {}) =>
  renderPage(() => <SyncProgress jobId={jobId} {...props} />, 'en')
const bar = () => screen.getByRole('progressbar')
const percentIs = (percent: number) =>
  waitFor(() => expect(bar().getAttribute('aria-valuenow')).toBe(String(percent)))

describe('<SyncProgress>', () => {
  it('shows how far the sync is, in a bar and a list of stages', async () => {
    const status = buildSyncStatus({ progress: 49, done: 12, total: 40 })
    const stages = status.stages.map((stage) =>
      stage.state === 'running' ? { ...stage, done: 12, total: 40 } : stage,
    )
    serveStatus({ ...status, stages, eta: { lowSeconds: 95, highSeconds: 200 } })
    await show()
    await percentIs(49)
    expect(bar().getAttribute('aria-valuetext')).toBe(
      '49%, Reading what is in the courses…, 12 of 40 courses',
    )
    const rows = within(screen.getByRole('list', { name: 'Stages of the sync' })).getAllByRole('listitem')
    expect(rows.map((row) => row.dataset['state'])).toEqual([
      'done',
      'done',
      'done',
      'running',
      'waiting',
      'waiting',
      'waiting',
    ])
    expect(screen.getByTestId('sync-progress').textContent).toMatch(/12 of 40 courses.*2–3.* minutes left/)
  })

  it('starts from what is known of the job already, before any answer', async () => {
    server.use(http.get('*/api/sync-status/:jobId', () => new Promise<never>(() => {})))
    await show({ known: buildSyncStatus({ progress: 49 }) })
    expect(bar().getAttribute('aria-valuenow')).toBe('49')
  })

  it('never goes back on screen', async () => {
    const served = serveStatus(buildSyncStatus({ progress: 60, rev: 1 }))
    await show()
    await percentIs(60)
    served.set(buildSyncStatus({ progress: 40, rev: 2, attempt: 2 }))
    await screen.findByText('Try 2 of 3')
    expect(bar().getAttribute('aria-valuenow')).toBe('60')
  })

  it('says the place in the queue while it waits', async () => {
    serveStatus(buildSyncStatus({ status: 'starting', progress: 0, startedAt: null, queuePosition: 3 }))
    await show()
    expect(await screen.findByRole('heading', { name: 'In the queue: 3 syncs before yours' })).toBeTruthy()
  })

  it('keeps the last bar and says that it reconnects while answers do not come', async () => {
    const served = serveStatus(buildSyncStatus({ progress: 45 }))
    await show()
    await percentIs(45)
    window.dispatchEvent(new Event('offline'))
    await screen.findByTestId('reconnecting')
    expect(bar().getAttribute('aria-valuenow')).toBe('45')
    served.set(buildSyncStatus({ progress: 46 }))
    window.dispatchEvent(new Event('online'))
    await percentIs(46)
    expect(screen.queryByTestId('reconnecting')).toBeNull()
  })

  it('tells once that it is complete, and what was found', async () => {
    const counts = {
      courses: 40,
      items: 900,
      files: 300,
      assignments: 169,
      deadlines: 1,
      grades: 5,
      announcements: 2,
      changes: 0,
    }
    const onComplete = vi.fn<(status: SyncStatus) => void>()
    serveStatus(buildSyncStatus({ status: 'completed', progress: 100, counts }))
    await show({ onComplete })
    const found = await screen.findByRole('list', { name: 'What was found' })
    expect(
      within(found)
        .getAllByRole('listitem')
        .map((fact) => fact.textContent),
    ).toEqual(['40 courses', '900 items', '300 files', '1 deadline'])
    expect(onComplete).toHaveBeenCalledOnce()
  })

  it('names the courses that could not be read', async () => {
    serveStatus(
      buildSyncStatus({
        status: 'completed',
        progress: 100,
        partial: true,
        unreadCourses: [{ moodleId: 4, name: 'Physics 2', code: 'moodle.course_unavailable' }],
      }),
    )
    await show()
    const unread = await screen.findByTestId('unread-courses')
    expect(unread.textContent).toContain('Physics 2')
    expect(unread.textContent).toContain('Moodle does not let you into this course now.')
  })

  it('has the courses that could not be read read again, and follows that', async () => {
    const unread = { moodleId: 4, name: 'Physics 2', code: 'moodle.course_unavailable' } as const
    const partial = buildSyncStatus({
      status: 'completed',
      progress: 100,
      partial: true,
      unreadCourses: [unread],
    })
    const served = serveStatus(partial)
    const asked: string[] = []
    server.use(
      http.post('*/api/sync/:jobId/unread', ({ params }) => {
        asked.push(String(params['jobId']))
        const next = buildSyncStatus({ jobId: nextJobId, status: 'starting', progress: 0 })
        served.set(next)
        return HttpResponse.json(next, { status: 202 })
      }),
    )
    const onComplete = vi.fn<(status: SyncStatus) => void>()
    await show({ onComplete })
    fireEvent.click(await screen.findByRole('button', { name: 'Try it again' }))
    await percentIs(0)
    expect(asked).toEqual([jobId])
    expect(screen.queryByTestId('unread-courses')).toBeNull()
    served.set(buildSyncStatus({ jobId: nextJobId, status: 'completed', progress: 100, rev: 9 }))
    await percentIs(100)
    expect(onComplete.mock.calls.map(([status]) => status.jobId)).toEqual([jobId, nextJobId])
  })

  it('says why they could not be asked for again, beside their names', async () => {
    const unread = { moodleId: 4, name: 'Physics 2', code: 'moodle.course_unavailable' } as const
    serveStatus(buildSyncStatus({ status: 'completed', progress: 100, unreadCourses: [unread] }))
    server.use(
      http.post('*/api/sync/:jobId/unread', () =>
        HttpResponse.json(buildError('server.busy'), { status: 503 }),
      ),
    )
    await show()
    fireEvent.click(await screen.findByRole('button', { name: 'Try it again' }))
    expect(
      await within(await screen.findByTestId('unread-courses')).findByText(/Too many requests/),
    ).toBeTruthy()
  })

  it('shows the courses one after another as they are saved, and asks for them only then', async () => {
    const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`
    const saved = [
      buildCourse({ id: '2', name: 'Physics', readAt: at(2) }),
      buildCourse({ id: '1', name: 'Algebra', readAt: at(1) }),
      buildCourse({ id: '3', name: 'Logic', readAt: null }),
    ]
    let asked = 0
    server.use(
      http.get('*/api/courses', () => {
        asked += 1
        return HttpResponse.json({
          courses: asked === 1 ? saved.map((course) => ({ ...course, readAt: null })) : saved,
        })
      }),
    )
    const withSaved = (progress: number, done: number) => {
      const status = buildSyncStatus({ progress, done, total: 3 })
      return {
        ...status,
        stages: status.stages.map((stage) =>
          stage.key === 'analyzing_content' ? { ...stage, done, total: 3 } : stage,
        ),
      }
    }
    const served = serveStatus(withSaved(40, 0))
    await show()
    expect(await screen.findByText(/appear here one by one/)).toBeTruthy()
    served.set(withSaved(60, 2))
    const links = await screen.findAllByTestId('saved-course')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/courses/1', '/courses/2'])
    expect(links[0]?.textContent).toContain('Algebra')
    served.set(withSaved(61, 2))
    await percentIs(61)
    expect(asked).toBe(2)
  })

  it('leaves the courses to the pages when there were some before', async () => {
    server.use(
      http.get('*/api/courses', () =>
        HttpResponse.json({ courses: [buildCourse({ readAt: '2026-11-01T10:00:00.000Z' })] }),
      ),
    )
    serveStatus(buildSyncStatus())
    let client: QueryClient | undefined
    await renderPage(() => {
      client = useQueryClient()
      return <SyncProgress jobId={jobId} />
    })
    await percentIs(45)
    await waitFor(() => expect(client?.getQueryState(keys.courses)?.status).toBe('success'))
    expect(screen.queryByTestId('saved-courses')).toBeNull()
  })

  it('shows the words of the stages where only their marks have room', async () => {
    serveStatus(buildSyncStatus())
    await show()
    const toggle = await screen.findByRole('button', { name: 'All stages' })
    expect(toggle.getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(toggle)
    expect(screen.getByRole('button', { name: 'Less' }).getAttribute('aria-expanded')).toBe('true')
  })

  it('says why it failed, and goes on with a new job when asked to try again', async () => {
    const error = { code: 'moodle.maintenance', message: '', retryable: true, requestId: 'req-7' } as const
    const onError = vi.fn<NonNullable<SyncProgressProps['onError']>>()
    const served = serveStatus(buildSyncStatus({ status: 'failed', progress: 62, error }))
    server.use(
      http.post('*/api/sync', () => {
        const next = buildSyncStatus({ jobId: nextJobId, status: 'starting', progress: 5 })
        served.set(next)
        return HttpResponse.json(next, { status: 202 })
      }),
    )
    await show({ onError })
    const alert = await screen.findByTestId('sync-error')
    expect(alert.textContent).toContain('under maintenance')
    expect(alert.textContent).toContain('another try goes on from there')
    expect(alert.textContent?.replaceAll(/[\u2068\u2069]/g, '')).toContain('Request: req-7')
    expect(onError).toHaveBeenCalledExactlyOnceWith(error)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await percentIs(5)
    expect(screen.queryByTestId('sync-error')).toBeNull()
  })

  it('offers to sign in again where only that helps', async () => {
    const error = { code: 'moodle.token_invalid', message: '', retryable: false, requestId: null } as const
    serveStatus(buildSyncStatus({ status: 'failed', error }))
    await show()
    await screen.findByRole('button', { name: 'Sign in again' })
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('cancels only after asking once more', async () => {
    let cancelled = 0
    const served = serveStatus(buildSyncStatus())
    server.use(
      http.delete('*/api/sync/:jobId', () => {
        cancelled += 1
        const next = buildSyncStatus({ cancelRequested: true, rev: 100 })
        served.set(next)
        return HttpResponse.json(next, { status: 202 })
      }),
    )
    await show()
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel the sync' }))
    fireEvent.click(screen.getByRole('button', { name: 'Keep syncing' }))
    expect(cancelled).toBe(0)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel the sync' }))
    fireEvent.click(screen.getByRole('button', { name: 'Yes, cancel' }))
    await screen.findByRole('heading', { name: 'Cancelling the sync…' })
    expect(cancelled).toBe(1)
    served.set(buildSyncStatus({ status: 'cancelled', rev: 101 }))
    expect(await screen.findByRole('button', { name: 'Start again' })).toBeTruthy()
  })

  it('says why when a wish could not be sent', async () => {
    serveStatus(buildSyncStatus({ status: 'cancelled' }))
    server.use(http.post('*/api/sync', () => HttpResponse.json(buildError('server.busy'), { status: 503 })))
    await show()
    fireEvent.click(await screen.findByRole('button', { name: 'Start again' }))
    await screen.findByText(/Too many requests at once/)
    expect(await screen.findByText(/req-1/)).toBeTruthy()
  })

  it('tells screen readers of new stages alone', async () => {
    const served = serveStatus(buildSyncStatus({ progress: 45 }))
    await show()
    await percentIs(45)
    const region = screen.getByTestId('stage-announcement')
    expect(region.getAttribute('aria-live')).toBe('polite')
    expect(region.textContent).toBe('Reading what is in the courses…')
    served.set(buildSyncStatus({ progress: 55 }))
    await percentIs(55)
    expect(region.textContent).toBe('Reading what is in the courses…')
  })
})
