import { fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { describe, expect, it, vi } from 'vitest'
import { Announcer } from '../../components/announce.tsx'
import { buildError } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { server } from '../../testing/server.ts'
import { CalendarFeedCard } from './calendar-feed-card.tsx'

const feedOf = (secret: string) => ({
  url: `https://spike.example/api/calendar/${secret}.ics`,
  webcalUrl: `webcal://spike.example/api/calendar/${secret}.ics`,
  createdAt: '2026-11-22T10:00:00.000Z',
})

/** Answers as the server does, with one address after another. */
function answerFeeds(first: string | null): { made: () => number } {
  let current = first
  let made = 0
  const answer = () => HttpResponse.json({ feed: current === null ? null : feedOf(current) })
  server.use(
    http.get('*/api/account/calendar-feed', answer),
    http.post('*/api/account/calendar-feed', () => {
      made += 1
      current = `made-${made}`
      return answer()
    }),
    http.delete('*/api/account/calendar-feed', () => {
      current = null
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return { made: () => made }
}

const showCard = () =>
  renderPage(
    () => (
      <>
        <CalendarFeedCard />
        <Announcer />
      </>
    ),
    'en',
  )
const address = async () => ((await screen.findByLabelText('Your secret address')) as HTMLInputElement).value

describe('the address of the calendar', () => {
  it('is made when asked for, and opens the calendar of the device', async () => {
    answerFeeds(null)
    await showCard()
    fireEvent.click(await screen.findByRole('button', { name: 'Make an address' }))
    expect(await address()).toBe(feedOf('made-1').url)
    expect(
      screen.getByRole('link', { name: 'Add to the calendar of this device' }).getAttribute('href'),
    ).toBe(feedOf('made-1').webcalUrl)
  })

  it('is copied, and where the browser forbids that, selected', async () => {
    answerFeeds('first')
    const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValueOnce()
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    await showCard()
    const copy = await screen.findByRole('button', { name: 'Copy' })
    fireEvent.click(copy)
    expect((await screen.findByTestId('toast')).textContent).toBe('The address was copied.')
    expect(writeText).toHaveBeenCalledWith(feedOf('first').url)
    writeText.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
    fireEvent.click(copy)
    await waitFor(() => expect(screen.getByTestId('toast').textContent).toMatch(/^It cannot be copied/))
  })

  it('is changed only after the question whether to', async () => {
    const { made } = answerFeeds('first')
    await showCard()
    const change = await screen.findByRole('button', { name: 'Change the address' })
    fireEvent.click(change)
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'No, keep it' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(made()).toBe(0)
    fireEvent.click(change)
    const dialog = await screen.findByRole('dialog', { name: 'Change the address?' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Change the address' }))
    await waitFor(async () => expect(await address()).toBe(feedOf('made-1').url))
  })

  it('is switched off after a question too', async () => {
    answerFeeds('first')
    await showCard()
    fireEvent.click(await screen.findByRole('button', { name: 'Switch off' }))
    const dialog = await screen.findByRole('dialog', { name: 'Switch the address off?' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Switch off' }))
    expect(await screen.findByRole('button', { name: 'Make an address' })).toBeTruthy()
  })

  it('says why it could not be changed, and stays', async () => {
    answerFeeds(null)
    server.use(
      http.post('*/api/account/calendar-feed', () =>
        HttpResponse.json(buildError('server.internal'), { status: 500 }),
      ),
    )
    await showCard()
    fireEvent.click(await screen.findByRole('button', { name: 'Make an address' }))
    expect((await screen.findByRole('alert')).textContent).toContain('req-1')
    expect(screen.getByRole('button', { name: 'Make an address' })).toBeTruthy()
  })
})
