import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from './app.tsx'
import { answerStudent } from './testing/answer-student.ts'
import { buildCourse, buildDeadline, buildError, institutions } from './testing/build-data.ts'
import { LanguageSwitch } from './language/language-switch.tsx'
import { renderPage } from './testing/render-page.tsx'
import { server } from './testing/server.ts'

beforeEach(() => {
  history.replaceState(null, '', '/')
  answerStudent()
  server.use(
    http.get('*/api/institutions', () => HttpResponse.json({ institutions })),
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

  it('is what the student needs today when they are signed in', async () => {
    await renderPage(() => <App />, 'en')
    await screen.findByRole('heading', { level: 1, name: 'Today' })
    expect(await screen.findAllByTestId('deadline')).toHaveLength(1)
    expect(document.title).toBe('Today · Spike')
  })

  it('is the one for unknown addresses where the address cannot be read', async () => {
    history.replaceState(null, '', '/courses/%E0%A4%A')
    await renderPage(() => <App />, 'en')
    expect(await screen.findByRole('heading', { level: 1, name: 'Page not found' })).toBeTruthy()
  })

  it('goes back to the sign-in page when the session has ended, and keeps nothing of the student', async () => {
    const ended = Promise.withResolvers<Response>()
    server.use(http.get('*/api/courses', () => ended.promise))
    localStorage.setItem('spike.recent-searches', '["sorting"]')
    localStorage.setItem('spike.theme', 'dark')
    await renderPage(() => <App />, 'en')
    await screen.findByRole('heading', { level: 1, name: 'Today' })
    ended.resolve(HttpResponse.json(buildError('auth.required'), { status: 401 }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
    expect(Object.keys(localStorage)).toEqual(['spike.theme'])
  })

  it('takes typing at once where nobody was signed in, before Spike has said so', async () => {
    server.use(http.get('*/api/auth/me', () => new Promise<Response>(() => {})))
    await renderPage(() => <App />, 'en')
    expect(screen.getByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
    expect(screen.getByLabelText('User name')).toBeTruthy()
  })

  it('asks nothing in the name of a student who has left while Spike could not be told', async () => {
    localStorage.setItem('spike.sign-out-pending', 'yes')
    const asked: string[] = []
    server.use(
      http.all('*/api/*', ({ request }) => {
        asked.push(new URL(request.url).pathname)
        return undefined
      }),
      http.post('*/api/auth/logout', () => new HttpResponse(null, { status: 204 })),
    )
    await renderPage(() => <App />, 'en')
    await expect.poll(() => asked).toContain('/api/institutions')
    expect(asked[0]).toBe('/api/auth/logout')
    expect(asked).not.toContain('/api/auth/me')
    expect(localStorage.getItem('spike.sign-out-pending')).toBeNull()
  })

  it('offers to try again when it cannot be known who is signed in', async () => {
    localStorage.setItem('spike.signed-in', 'yes')
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
    expect(await screen.findByRole('heading', { level: 1, name: 'Today' })).toBeTruthy()
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
