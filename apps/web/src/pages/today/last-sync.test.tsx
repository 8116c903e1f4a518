import { screen } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { buildSyncStatus } from '../../testing/build-data.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { LastSync } from './last-sync.tsx'

const now = Date.parse('2026-11-23T10:00:00.000Z')

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
afterEach(() => void vi.useRealTimers())

it.each([
  [20_000, 'Synced a moment ago'],
  [5 * 60_000, 'Synced 5 minutes ago'],
  [null, 'Not synced yet'],
])('says how long ago the last sync was: %s ms', async (agoMs, words) => {
  const finishedAt = agoMs === null ? null : new Date(now - agoMs).toISOString()
  await renderPage(
    () => <LastSync status={finishedAt ? buildSyncStatus({ finishedAt }) : null} onSync={null} />,
    'en',
  )
  expect(screen.getByText(words)).toBeTruthy()
})
