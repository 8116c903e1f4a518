import { screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import { App } from '../../app.tsx'
import {
  buildCourse,
  buildDiscussion,
  buildError,
  buildItem,
  buildSyncStatus,
  jobId,
  student,
} from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => {
  history.replaceState(null, '', '/courses/7')
  server.use(http.get('*/api/auth/me', () => HttpResponse.json({ user: student })))
})

it('a course that is opened is read again, and shown as it then is', async () => {
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

it('shows who teaches it and what is discussed there, and asks whose sign-in lapsed to sign in again', async () => {
  const detail = {
    course: buildCourse({ id: '7', teachers: ['ד״ר לוי', 'Prof. Katz'] }),
    sections: [],
    announcements: [],
    discussions: [buildDiscussion({ title: 'About exercise 3' })],
  }
  server.use(
    http.get('*/api/courses/7', () => HttpResponse.json(detail)),
    http.post('*/api/courses/7/open', () =>
      HttpResponse.json(buildError('auth.sign_in_again'), { status: 401 }),
    ),
  )
  await renderPage(() => <App />, 'en')
  const teachers = await screen.findByTestId('teachers')
  expect(teachers.textContent?.replaceAll(/[\u2066-\u2069]/g, '')).toBe('Teachers: ד״ר לוי, Prof. Katz')
  expect(screen.getByTestId('discussions').textContent).toContain('About exercise 3')
  expect(await screen.findByTestId('sign-in-again')).toBeTruthy()
})
