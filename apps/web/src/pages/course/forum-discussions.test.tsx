import { screen } from '@solidjs/testing-library'
import { describe, expect, it } from 'vitest'
import { buildDiscussion } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { ForumDiscussions } from './forum-discussions.tsx'

describe('the discussions of a course', () => {
  it('are folded behind their number and how many posts are unread', async () => {
    const discussions = [
      buildDiscussion({ id: '1', title: 'Exercise 3', replyCount: 4, unreadCount: 2 }),
      buildDiscussion({ id: '2', title: 'Room', replyCount: 1, unreadCount: 0 }),
      buildDiscussion({ id: '3', title: 'Exam', replyCount: 0, unreadCount: null }),
    ]
    await renderPage(() => <ForumDiscussions discussions={discussions} />, 'en')
    const fold = screen.getByTestId('discussions')
    expect(fold).toHaveProperty('open', false)
    const words = [...fold.querySelectorAll('summary')].map((summary) => summary.textContent)
    expect(words).toEqual([
      '3 discussions · 2 unread posts',
      'Exercise 3 20 Nov 2026 · 4 replies · 2 unread posts',
      'Room 20 Nov 2026 · 1 reply',
      'Exam 20 Nov 2026 · 0 replies',
    ])
  })

  it('say nothing of unread posts where all was read', async () => {
    await renderPage(() => <ForumDiscussions discussions={[buildDiscussion()]} />, 'en')
    expect(screen.getByText('1 discussion')).toBeTruthy()
  })
})
