import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { App } from '../app.tsx'
import { answerStudent } from '../testing/answer-student.ts'
import { buildActiveSync, buildCourse, buildSyncStatus, jobId } from '../testing/build-data.ts'
import { renderPage } from '../testing/render-page.tsx'
import { server } from '../testing/server.ts'

it('a sync that ends while another page is shown is seen there', async () => {
  history.replaceState(null, '', '/')
  answerStudent()
  const running = buildSyncStatus({ status: 'analyzing_content', progress: 40, pollAfterMs: 20 })
  let isOver = false
  server.use(
    http.get('*/api/sync-status/active', () => HttpResponse.json(buildActiveSync({ job: running }))),
    http.get(`*/api/sync-status/${jobId}`, () =>
      HttpResponse.json(
        isOver ? buildSyncStatus({ status: 'completed', progress: 100, rev: running.rev + 1 }) : running,
      ),
    ),
    http.get('*/api/courses', () =>
      HttpResponse.json({
        courses: [
          buildCourse({ id: '1', name: 'Read early' }),
          ...(isOver ? [buildCourse({ id: '2', name: 'Read last' })] : []),
        ],
      }),
    ),
  )
  await renderPage(() => <App />, 'en')
  await screen.findByRole('progressbar')
  const [courses] = screen.getAllByRole('link', { name: 'Courses' })
  fireEvent.click(courses!)
  await screen.findByRole('heading', { level: 1, name: 'My courses' })
  expect(screen.getByRole('link', { name: 'Read early' })).toBeTruthy()
  isOver = true
  expect(await screen.findByRole('link', { name: 'Read last' })).toBeTruthy()
})
