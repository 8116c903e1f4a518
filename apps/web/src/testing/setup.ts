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
  // One document serves many files: each test finds it as a person's first visit does.
  history.replaceState(null, '', '/')
  document.title = ''
  document.documentElement.removeAttribute('lang')
  document.documentElement.removeAttribute('dir')
  document.body.replaceChildren()
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  server.resetHandlers()
})
