import type { ActiveSync, SyncStatus } from '@spike/contract'
import type { Page } from 'playwright-core'
import { buildSyncStatus } from '@spike/web/testing'
import { answer, answerAsServer, fail, goTo, hold, type States, type Visit } from './visit.ts'

/** The page of today, and everything that it says about a sync. */
export async function* visitToday({ page, t }: Visit): States {
  await page.addInitScript(() => localStorage.setItem('spike.signed-in', 'yes'))
  hold(page, '/api/auth/me')
  await page.goto('/')
  await page.getByText(t('app.loading')).waitFor()
  yield 'asked who it is'
  fail(page, '/api/auth/me')
  await page.goto('/')
  await page.getByRole('alert').waitFor()
  yield 'not told who it is'
  answerAsServer(page)

  hold(page, '/api/(courses|deadlines|calendar|changes)')
  await page.goto('/')
  await page.locator('#content h1').waitFor()
  await page.locator('#content .loading').first().waitFor()
  yield 'today, loading'
  answerAsServer(page)

  await goTo(page, '/')
  await page.getByTestId('deadline').first().waitFor()
  await page.getByTestId('news').getByRole('link').first().waitFor()
  await page.getByTestId('deadlines').locator('summary').click()
  yield 'today'
  fail(page, '/api/(courses|deadlines|calendar|changes|sync-status/active)')
  await page.goto('/')
  await page.getByRole('alert').nth(3).waitFor()
  yield 'today, failed'
  answerAsServer(page)

  answer(page, '/api/courses', { courses: [] })
  answer(page, '/api/deadlines', { deadlines: [] })
  answer(page, '/api/calendar', { events: [] })
  answer(page, '/api/changes', { changes: [], nextCursor: null, unreadCount: 0 })
  await goTo(page, '/')
  await page.getByText(t('courses.emptyText')).waitFor()
  yield 'today without courses'
  for (const [name, shown, there] of syncs) {
    answerSync(page, shown)
    await goTo(page, '/')
    await page.locator(there).first().waitFor()
    yield `today, sync ${name}`
  }
  answerAsServer(page)
}

const ended = '2026-11-22T10:04:00.000Z'
const counts = {
  courses: 6,
  items: 60,
  files: 9,
  assignments: 12,
  deadlines: 9,
  grades: 30,
  announcements: 6,
  changes: 0,
}

/** What it is, its status, and where one sees that it is shown. */
const syncs: readonly (readonly [string, SyncStatus, string])[] = [
  ['waiting', buildSyncStatus({ status: 'starting', progress: 0, queuePosition: 3 }), '[role=progressbar]'],
  [
    'running',
    buildSyncStatus({ done: 2, total: 6, eta: { lowSeconds: 20, highSeconds: 40 } }),
    '[data-stage][data-state=running]',
  ],
  [
    'partial',
    buildSyncStatus({
      status: 'completed',
      progress: 100,
      partial: true,
      unreadCourses: [{ moodleId: 7, name: 'מבני נתונים', code: 'moodle.unreachable' }],
      counts,
      finishedAt: ended,
    }),
    '[data-testid=unread-courses]',
  ],
  [
    'failed',
    buildSyncStatus({
      status: 'failed',
      finishedAt: ended,
      error: { code: 'moodle.maintenance', message: '', retryable: true, requestId: 'req-1' },
    }),
    '[data-testid=sync-error]',
  ],
  ['cancelled', buildSyncStatus({ status: 'cancelled', finishedAt: ended }), '[data-testid=sync-progress]'],
]

function answerSync(page: Page, status: SyncStatus): void {
  const isActive = status.finishedAt === null
  const active: ActiveSync = {
    hasActiveJob: isActive,
    jobId: isActive ? status.jobId : null,
    status: isActive ? status.status : null,
    progress: isActive ? status.progress : null,
    job: isActive ? status : null,
    lastJob: isActive ? null : status,
    signInAgain: false,
  }
  answer(page, '/api/sync-status/*', status)
  answer(page, '/api/sync-status/active', active)
}
