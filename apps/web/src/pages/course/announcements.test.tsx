import { screen } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { buildDiscussion } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { Announcements } from './announcements.tsx'

const announcement = buildDiscussion({
  title: 'מועד המעבדה',
  authorName: 'ד״ר לוי',
  postedAt: '2026-11-20T08:00:00.000Z',
})

describe('the announcements of a course', () => {
  it('are folded behind their number, each with its date and who wrote it', async () => {
    await renderPage(
      () => <Announcements announcements={[announcement, { ...announcement, id: '2' }]} />,
      'en',
    )
    const fold = screen.getByTestId('announcements')
    expect(fold).toHaveProperty('open', false)
    expect(screen.getByText('2 announcements')).toBeTruthy()
    const [entry] = fold.querySelectorAll('li')
    expect(entry?.querySelector('summary')?.textContent).toBe('מועד המעבדה 20 Nov 2026 · ד״ר לוי')
    expect(entry?.querySelector('details')?.open).toBe(false)
    expect(entry?.querySelector('a')?.getAttribute('href')).toBe(announcement.url)
  })

  it('are no empty box where there are none', async () => {
    await renderPage(() => <Announcements announcements={[]} />, 'en')
    expect(screen.queryByTestId('announcements')).toBeNull()
  })
})
