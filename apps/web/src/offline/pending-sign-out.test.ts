import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { server } from '../testing/server.ts'
import { createSignOutTeller, isSignOutPending, noteSignOut } from './pending-sign-out.ts'

it('a sign-out that Spike did not hear is told again until it has', async () => {
  let told = 0
  server.use(
    http.post('*/api/auth/logout', () => {
      told += 1
      return told < 3 ? HttpResponse.error() : new HttpResponse(null, { status: 204 })
    }),
  )
  noteSignOut()
  // Begins with what an earlier page left to be told.
  const teller = createSignOutTeller({ firstPauseMs: 1 })
  await vi.waitFor(() => expect(isSignOutPending()).toBe(false))
  expect(told).toBe(3)
  teller.end()
})

it('is told as soon as the network is back', async () => {
  let isBack = false
  server.use(
    http.post('*/api/auth/logout', () =>
      isBack ? new HttpResponse(null, { status: 204 }) : HttpResponse.error(),
    ),
  )
  const asked = vi.spyOn(globalThis, 'fetch')
  const teller = createSignOutTeller({ firstPauseMs: 3_600_000 })
  noteSignOut()
  teller.tell()
  await expect(asked.mock.results[0]?.value).rejects.toBeInstanceOf(TypeError)
  asked.mockRestore()
  isBack = true
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(isSignOutPending()).toBe(false))
  teller.end()
})
