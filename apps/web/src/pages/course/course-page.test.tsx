import { screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { App } from '../../app.tsx'
import { buildCourse, buildItem, buildSyncStatus, jobId, student } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

it('a course that is opened is read again, and shown as it then is', async () => {
  history.replaceState(null, '', '/courses/7')
  let read = false
  const detail = () => ({
    course: buildCourse({ id: '7' }),
    sections: [
      {
        id: 's',
        moodleId: 1,
        number: 1,
        name: 'Week 1',
        summaryHtml: null,
        parentId: null,
        items: [buildItem({ name: read ? 'As it is now' : 'As it was' })],
      },
    ],
    announcements: [],
    discussions: [],
  })
  server.use(
    http.get('*/api/auth/me', () => HttpResponse.json({ user: student })),
    http.get('*/api/courses/7', () => HttpResponse.json(detail())),
    http.post('*/api/courses/7/open', async () => {
      await screen.findByText('As it was')
      return HttpResponse.json({ jobId })
    }),
    http.get(`*/api/sync-status/${jobId}`, () => {
      read = true
      return HttpResponse.json(buildSyncStatus({ status: 'completed', progress: 100 }))
    }),
  )
  await renderPage(() => <App />, 'en')
  expect(await screen.findByText('As it is now')).toBeTruthy()
})
