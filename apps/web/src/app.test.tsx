import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from './app.tsx'
import {
  buildCourse,
  buildDeadline,
  buildError,
  buildSyncStatus,
  institutions,
  jobId,
  student,
} from './testing/build-data.ts'
import { LanguageSwitch } from './language/language-switch.tsx'
import { renderPage } from './testing/render-page.tsx'
import { server } from './testing/server.ts'

const noJob = {
  hasActiveJob: false,
  jobId: null,
  status: null,
  progress: null,
  job: null,
  lastJob: null,
  signInAgain: false,
}
const lastCompleted = buildSyncStatus({
  status: 'completed',
  progress: 100,
  finishedAt: '2026-11-22T10:00:00.000Z',
})

beforeEach(() => {
  history.replaceState(null, '', '/')
  server.use(
    http.get('*/api/institutions', () => HttpResponse.json({ institutions })),
    http.get('*/api/auth/me', () => HttpResponse.json({ user: student })),
    http.get('*/api/sync-status/active', () => HttpResponse.json(noJob)),
    http.get('*/api/courses', () => HttpResponse.json({ courses: [buildCourse()] })),
    http.get('*/api/deadlines', () => HttpResponse.json({ deadlines: [buildDeadline()] })),
  )
})

describe('the page', () => {
  it('is the sign-in page while nobody is signed in', async () => {
    server.use(
      http.get('*/api/auth/me', () => HttpResponse.json(buildError('auth.required'), { status: 401 })),
    )
    await renderPage(() => <App />)
    expect(await screen.findByRole('heading', { level: 1, name: 'כניסה ל-Spike' })).toBeTruthy()
  })

  it('is the student’s courses by year and term when they are signed in', async () => {
    await renderPage(() => <App />, 'en')
    await screen.findByRole('heading', { level: 3, name: 'Semester A' })
    expect(screen.getAllByTestId('course-card')).toHaveLength(1)
    expect(document.title).toBe('My courses · Spike')
  })

  it('asks for what was missed lately too, and shows it first with the word for it', async () => {
    const dayMs = 86_400_000
    const due = (id: string, days: number) =>
      buildDeadline({ id, title: id, dueAt: new Date(Date.now() + days * dayMs).toISOString() })
    let from = Number.NaN
    server.use(
      http.get('*/api/deadlines', ({ request }) => {
        from = Date.parse(new URL(request.url).searchParams.get('from') ?? '')
        return HttpResponse.json({ deadlines: [due('Missed', -3), due('Next', 3)] })
      }),
    )
    await renderPage(() => <App />, 'en')
    const [missed, next] = within(await screen.findByTestId('deadlines')).getAllByRole('listitem')
    expect(missed?.textContent).toMatch(/Overdue, 3 days ago.*Missed/)
    expect(next?.textContent).not.toContain('Overdue')
    expect(Math.abs(Date.now() - 14 * dayMs - from)).toBeLessThan(60_000)
  })

  it('resumes the bar of the sync that runs', async () => {
    const job = buildSyncStatus({ progress: 72, status: 'classifying_data' })
    server.use(
      http.get('*/api/sync-status/active', () =>
        HttpResponse.json({ ...noJob, hasActiveJob: true, jobId, status: job.status, progress: 72, job }),
      ),
      http.get('*/api/sync-status/:jobId', () => HttpResponse.json(job)),
    )
    await renderPage(() => <App />, 'en')
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('72'))
  })

  it('starts a sync when asked to, and shows its bar', async () => {
    const job = buildSyncStatus({ progress: 3, status: 'starting' })
    server.use(
      http.post('*/api/sync', () => HttpResponse.json(job, { status: 202 })),
      http.get('*/api/sync-status/:id', ({ params }) =>
        HttpResponse.json(params['id'] === 'active' ? noJob : job),
      ),
    )
    await renderPage(() => <App />, 'en')
    fireEvent.click(await screen.findByRole('button', { name: 'Sync now' }))
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('3'))
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull()
  })

  it('shows the sync that was asked for while another ran, when that one ends', async () => {
    const next = buildSyncStatus({ jobId: '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a02', progress: 31 })
    let job = buildSyncStatus()
    server.use(
      http.get('*/api/sync-status/:id', ({ params }) => {
        if (params['id'] === 'active') return HttpResponse.json({ ...noJob, hasActiveJob: true, job })
        if (params['id'] === next.jobId) return HttpResponse.json(next)
        job = next
        return HttpResponse.json(lastCompleted)
      }),
    )
    await renderPage(() => <App />, 'en')
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('31'))
  })

  it('asks whose sign-in lapsed to sign in again, even if the last sync was fine, and offers no sync', async () => {
    const active = { ...noJob, lastJob: lastCompleted, signInAgain: true }
    server.use(http.get('*/api/sync-status/active', () => HttpResponse.json(active)))
    await renderPage(() => <App />, 'en')
    const note = await screen.findByTestId('sign-in-again')
    expect(note.getAttribute('role')).toBe('status')
    expect(note.textContent).toMatch(/^Your sign-in at Moodle has expired/)
    expect(screen.getByText(/^Synced/)).toBeTruthy()
    expect(await screen.findByTestId('course-card')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull()
    fireEvent.click(within(note).getByRole('button', { name: 'Sign in again' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
  })

  it('says so once where that is why the last sync failed', async () => {
    const error = { code: 'auth.sign_in_again', message: '', retryable: false } as const
    const failed = buildSyncStatus({ status: 'failed', error })
    server.use(
      http.get('*/api/sync-status/:id', ({ params }) =>
        HttpResponse.json(
          params['id'] === 'active' ? { ...noJob, lastJob: failed, signInAgain: true } : failed,
        ),
      ),
    )
    await renderPage(() => <App />, 'en')
    await screen.findByTestId('sync-error')
    expect(screen.getAllByRole('button', { name: 'Sign in again' })).toHaveLength(1)
    expect(screen.queryByTestId('sign-in-again')).toBeNull()
  })

  it('asks to sign in again where a sync cannot be started without', async () => {
    server.use(
      http.post('*/api/sync', () => HttpResponse.json(buildError('auth.sign_in_again'), { status: 401 })),
    )
    await renderPage(() => <App />, 'en')
    fireEvent.click(await screen.findByRole('button', { name: 'Sync now' }))
    expect(await screen.findByTestId('sign-in-again')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is the one for unknown addresses where the address cannot be read', async () => {
    history.replaceState(null, '', '/courses/%E0%A4%A')
    await renderPage(() => <App />, 'en')
    expect(await screen.findByRole('heading', { level: 1, name: 'Page not found' })).toBeTruthy()
  })

  it('says what to do when there are no courses', async () => {
    server.use(http.get('*/api/courses', () => HttpResponse.json({ courses: [] })))
    await renderPage(() => <App />, 'en')
    expect(await screen.findByRole('heading', { name: 'No courses here yet' })).toBeTruthy()
  })

  it('goes back to the sign-in page when the session has ended', async () => {
    server.use(
      http.get('*/api/courses', () => HttpResponse.json(buildError('auth.required'), { status: 401 })),
    )
    await renderPage(() => <App />, 'en')
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
  })

  it('offers to try again when it cannot be known who is signed in', async () => {
    server.use(
      http.get(
        '*/api/auth/me',
        () => HttpResponse.json(buildError('server.database_unavailable'), { status: 503 }),
        {
          once: true,
        },
      ),
    )
    await renderPage(() => <App />, 'en')
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'My courses' })).toBeTruthy()
  })
})

describe('the language', () => {
  it('changes words and direction at once, and is remembered', async () => {
    await renderPage(() => <LanguageSwitch />)
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['he', 'rtl'])
    fireEvent.click(screen.getByRole('button', { name: 'English' }))
    await screen.findByRole('group', { name: 'Language' })
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr'])
    expect(localStorage.getItem('spike.language')).toBe('en')
  })
})
