import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router'
import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildResult } from '../../testing/build-result.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { SearchPage } from './search-page.tsx'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

async function openPage(address: string, more = false) {
  const asked: string[] = []
  server.use(
    http.get('*/api/search', ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push([query.get('q'), query.get('type') ?? 'all', query.get('limit')].join(' '))
      const found = query.get('q') === 'nothing' ? [] : [buildResult({ title: `About ${query.get('q')}` })]
      return HttpResponse.json({ results: found, more })
    }),
  )
  const history = createMemoryHistory()
  history.set({ value: address })
  await renderPage(
    () => (
      <MemoryRouter history={history}>
        <Route path="/search" component={SearchPage} />
      </MemoryRouter>
    ),
    'en',
  )
  await vi.advanceTimersByTimeAsync(200)
  return { asked, address: () => history.get(), wait: () => vi.advanceTimersByTimeAsync(200) }
}

describe('the search page', () => {
  it('finds what its address says, with a link to it and to Moodle', async () => {
    const page = await openPage('/search?q=exam&type=file')
    expect(page.asked).toEqual(['exam file 30'])
    expect(screen.getByRole('link', { name: /About exam/ }).getAttribute('href')).toBe('/courses/1#item-7')
    expect(screen.getByRole('link', { name: /Moodle/ }).getAttribute('href')).toBe(buildResult().url)
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Files' }).checked).toBe(true)
  })

  it('keeps in its address what is written and chosen', async () => {
    const page = await openPage('/search?q=exam')
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'quiz' } })
    await page.wait()
    fireEvent.click(screen.getByRole('radio', { name: 'Courses' }))
    await page.wait()
    expect(page.address()).toBe('/search?q=quiz&type=course')
    expect(page.asked).toEqual(['exam all 30', 'quiz all 30', 'quiz course 30'])
  })

  it('shows more when asked, as far as the server goes', async () => {
    const page = await openPage('/search?q=exam', true)
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
    await page.wait()
    expect(page.asked).toEqual(['exam all 30', 'exam all 100'])
    expect(screen.getByText(/One more word narrows them down/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('says what to do where nothing was asked for or found', async () => {
    const page = await openPage('/search')
    expect(page.asked).toEqual([])
    expect(screen.getByRole('heading', { name: 'What are you looking for?' })).toBeTruthy()
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nothing' } })
    await page.wait()
    expect(screen.getByRole('heading', { name: 'Nothing was found' })).toBeTruthy()
  })
})
