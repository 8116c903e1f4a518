import type { StaffRole } from '@spike/contract/roles'
import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { StaffApp } from './staff-app.tsx'
import { buildError, institutions, jobId, student } from './testing/build-data.ts'
import { buildAdminJob, buildJobDetail } from './testing/build-staff-data.ts'
import { renderPage } from './testing/render-page.tsx'
import { server } from './testing/server.ts'

const countsByState = { waiting: 0, running: 1, completed: 5, partial: 0, failed: 2, cancelled: 0 }
const nextJobId = '7b1f6f0a-4a51-4c1c-9d0a-0f3c5f3b1a02'
let asked: URLSearchParams[]

function signInAs(role: StaffRole) {
  server.use(
    http.get('*/api/admin/me', () =>
      HttpResponse.json({ staff: { id: student.id, email: 'ops@spike.example', role } }),
    ),
  )
}

function showAt(path: string) {
  history.replaceState(null, '', path)
  return renderPage(() => <StaffApp />, 'en')
}

beforeEach(() => {
  asked = []
  signInAs('operator')
  server.use(
    http.get('*/api/institutions', () => HttpResponse.json({ institutions })),
    http.get('*/api/admin/jobs', ({ request }) => {
      asked.push(new URL(request.url).searchParams)
      return HttpResponse.json({ jobs: [buildAdminJob()], nextCursor: 'next-1', countsByState })
    }),
    http.get('*/api/admin/jobs/:id', ({ params }) =>
      HttpResponse.json(buildJobDetail({ jobId: String(params['id']) })),
    ),
  )
})

describe('the staff’s pages', () => {
  it('ask to sign in, also a student who is signed in', async () => {
    server.use(
      http.get('*/api/admin/me', () => HttpResponse.json(buildError('auth.forbidden'), { status: 403 })),
    )
    await showAt('/admin')
    expect(await screen.findByRole('heading', { level: 1, name: 'Staff sign-in' })).toBeTruthy()
  })

  it('list the syncs with their counts by state', async () => {
    await showAt('/admin')
    await screen.findByRole('link', { name: 'noa' })
    expect(screen.getByRole('button', { name: 'Failed 2' })).toBeTruthy()
    await expect.poll(() => location.pathname).toBe('/admin/jobs')
  })

  it('keep the filters in the address, and page on from there', async () => {
    await showAt('/admin/jobs?user=noa')
    fireEvent.click(await screen.findByRole('button', { name: 'Failed 2' }))
    await expect.poll(() => asked.at(-1)?.toString()).toBe('state=failed&user=noa')
    fireEvent.click(screen.getByRole('button', { name: 'Next page' }))
    await expect.poll(() => asked.at(-1)?.get('cursor')).toBe('next-1')
    expect(location.search).toContain('state=failed')
  })

  it('show a sync with its runs and each call of Moodle', async () => {
    await showAt(`/admin/jobs/${jobId}`)
    const timeline = await screen.findByTestId('timeline')
    expect(timeline.textContent).toContain('core_course_get_contents')
    expect(timeline.textContent).toContain('121')
    expect(screen.getByTestId('attempts').textContent).toContain('lost')
  })

  it('let an operator retry a sync that has ended, and go on to the new one', async () => {
    server.use(
      http.post('*/api/admin/jobs/:id/retry', () => HttpResponse.json({ jobId: nextJobId }, { status: 202 })),
    )
    await showAt(`/admin/jobs/${jobId}`)
    fireEvent.click(await screen.findByRole('button', { name: 'Retry' }))
    await expect.poll(() => location.pathname).toBe(`/admin/jobs/${nextJobId}`)
  })

  it('offer a cancel, not a retry, while it runs', async () => {
    server.use(
      http.get('*/api/admin/jobs/:id', () =>
        HttpResponse.json(
          buildJobDetail({ state: 'running', status: 'analyzing_content', finishedAt: null }),
        ),
      ),
    )
    await showAt(`/admin/jobs/${jobId}`)
    await screen.findByRole('button', { name: 'Cancel' })
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull()
  })

  it('let a viewer only look', async () => {
    signInAs('viewer')
    await showAt(`/admin/jobs/${jobId}`)
    await screen.findByText('Your role may only look.')
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull()
  })
})
