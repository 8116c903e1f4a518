import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it, vi } from 'vitest'
import { App } from '../../app.tsx'
import { answerStudent } from '../../testing/answer-student.ts'
import {
  buildCourse,
  buildCourseDetail,
  buildDiscussion,
  buildError,
  buildItem,
  buildSyncStatus,
  jobId,
} from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'

beforeEach(() => {
  history.replaceState(null, '', '/courses/7')
  answerStudent()
})

it('a course that is opened is read again, and shown as it then is', async () => {
  let read = false
  const detail = () =>
    buildCourseDetail({
      course: buildCourse({ id: '7' }),
      items: [buildItem({ name: read ? 'As it is now' : 'As it was' })],
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
  const detail = buildCourseDetail({
    course: buildCourse({ id: '7', teachers: ['ד״ר לוי', 'Prof. Katz'] }),
    discussions: [buildDiscussion({ title: 'About exercise 3' })],
  })
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

it('keeps what was new marked while it tells the server that it was seen', async () => {
  const told: unknown[] = []
  const detail = (isNew: boolean) =>
    buildCourseDetail({
      course: buildCourse({ id: '7', newCount: isNew ? 1 : 0 }),
      items: [buildItem({ isNew }), buildItem({ id: 'i2', name: 'Old', kind: 'assignment', number: null })],
    })
  server.use(
    http.get('*/api/courses/7', () => HttpResponse.json(detail(told.length === 0))),
    http.post('*/api/courses/7/open', async () => {
      await vi.waitFor(() => expect(told).toHaveLength(1))
      return HttpResponse.json({ jobId })
    }),
    http.get(`*/api/sync-status/${jobId}`, () =>
      HttpResponse.json(buildSyncStatus({ status: 'completed', progress: 100 })),
    ),
    http.post('*/api/changes/read', async ({ request }) => {
      told.push(await request.json())
      return HttpResponse.json({ unreadCount: 0 })
    }),
  )
  await renderPage(() => <App />, 'en')
  expect(await screen.findByText('New')).toBeTruthy()
  await vi.waitFor(() => expect(told).toEqual([{ courseId: '7' }]))
  expect(screen.getByText('New')).toBeTruthy()
})

it('shows a course by kind and narrowed, as the address says, and writes there what is chosen', async () => {
  history.replaceState(null, '', '/courses/7?view=kinds&q=tree')
  const detail = buildCourseDetail({
    course: buildCourse({ id: '7' }),
    items: [
      buildItem({ name: 'Trees' }),
      buildItem({ id: 'i2', name: 'Tree exercise', kind: 'assignment' }),
      buildItem({ id: 'i3', name: 'Heaps' }),
    ],
  })
  server.use(
    http.get('*/api/courses/7', () => HttpResponse.json(detail)),
    http.post('*/api/courses/7/open', () => HttpResponse.json({ jobId: null })),
  )
  await renderPage(() => <App />, 'en')
  const headings = async () =>
    (await screen.findAllByRole('heading', { level: 2 })).map(({ textContent }) => textContent)
  await screen.findByRole('heading', { name: 'Lectures' })
  expect(await headings()).toEqual(['Lectures', 'Homework and solutions'])
  expect(screen.getByText('Heaps').closest('[hidden]')).toBeTruthy()

  fireEvent.click(screen.getByRole('radio', { name: 'By section' }))
  await screen.findByRole('heading', { name: 'Week 1' })
  await vi.waitFor(() => expect(location.search).toBe('?q=tree'))
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Filter this course' }), { key: 'Escape' })
  await vi.waitFor(() => expect(screen.getByText('Heaps').closest('[hidden]')).toBeNull())
  await vi.waitFor(() => expect(location.search).toBe(''))
})
