import { cleanup, configure } from '@solidjs/testing-library'
import { afterEach, beforeEach, vi } from 'vitest'
import { answeringFetch, server } from './server.ts'

// A busy machine may take longer than the usual second; nothing waits longer than it must.
configure({ asyncUtilTimeout: 8000 })

beforeEach(() => {
  vi.stubGlobal('fetch', answeringFetch)
  // jsdom has no scrolling; the router scrolls to the top of a new page.
  vi.stubGlobal('scrollTo', () => undefined)
  localStorage.clear()
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  server.resetHandlers()
})
