import { fireEvent, screen, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../app.tsx'
import { answerStudent } from '../testing/answer-student.ts'
import { buildError, emptyChanges } from '../testing/build-data.ts'
import { renderPage } from '../testing/render-page.tsx'
import { server } from '../testing/server.ts'

const nav = () => screen.findByRole('navigation', { name: 'Main' })

beforeEach(async () => {
  history.replaceState(null, '', '/nowhere')
  answerStudent()
  server.use(http.get('*/api/changes', () => HttpResponse.json({ ...emptyChanges, unreadCount: 120 })))
  await renderPage(() => <App />, 'en')
  await nav()
})

describe('the frame around the pages', () => {
  it('leads to the pages, names the tab by each and puts the focus on its heading', async () => {
    fireEvent.click(within(await nav()).getByRole('link', { name: 'Grades' }))
    const heading = await screen.findByRole('heading', { level: 1, name: 'Grades' })
    await expect.poll(() => location.pathname).toBe('/grades')
    expect(document.title).toBe('Grades · Spike')
    await expect.poll(() => document.activeElement).toBe(heading)
    expect(within(await nav()).getByRole('link', { current: 'page' }).textContent).toBe('Grades')
  })

  it('says how many changes are unread', async () => {
    const link = await within(await nav()).findByRole('link', { name: /120 unread changes/ })
    expect(link.textContent).toContain('99+')
  })

  it('opens the search by Ctrl K whatever the keyboard writes, and by a slash where nothing is typed', async () => {
    fireEvent.keyDown(document.body, { key: 'ל', code: 'KeyK', ctrlKey: true })
    const dialog = await screen.findByRole('dialog')
    fireEvent.keyDown(dialog, { key: 'Escape' })
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
    const field = document.body.appendChild(document.createElement('input'))
    expect(fireEvent.keyDown(field, { key: '/', code: 'Slash' })).toBe(true)
    // Whoever handles a key says so: it is not written too.
    expect(fireEvent.keyDown(document.body, { key: '/', code: 'Slash' })).toBe(false)
    expect(await screen.findByRole('dialog')).toBeTruthy()
  })

  it('skips to the content without changing the address', () => {
    fireEvent.click(screen.getByRole('link', { name: 'Skip to content' }))
    expect(document.activeElement?.id).toBe('content')
    expect(location.href).not.toContain('#')
  })

  it('stays around a page that cannot be drawn, which the next one takes the place of', async () => {
    // Grades without their list: nothing that the server says.
    server.use(http.get('*/api/grades', () => HttpResponse.json({ courses: [null] })))
    fireEvent.click(within(await nav()).getByRole('link', { name: 'Grades' }))
    await screen.findByRole('heading', { level: 1, name: 'This page could not be shown.' })
    fireEvent.click(within(await nav()).getByRole('link', { name: /^Account/ }))
    expect(await screen.findByRole('heading', { level: 1, name: 'My account' })).toBeTruthy()
  })

  it('signs the student out, even when the server cannot be told', async () => {
    server.use(
      http.post('*/api/auth/logout', () => HttpResponse.json(buildError('server.busy'), { status: 503 })),
      http.get('*/api/institutions', () => HttpResponse.json({ institutions: [] })),
    )
    fireEvent.click(screen.getByRole('button', { name: /^Menu of/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Sign out' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to Spike' })).toBeTruthy()
    expect(location.pathname).toBe('/')
  })
})
