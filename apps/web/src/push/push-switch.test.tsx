import type { PushState } from '@spike/contract'
import { fireEvent, screen } from '@solidjs/testing-library'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { server } from '../testing/server.ts'
import { PushSwitch } from './push-switch.tsx'

const publicKey = 'BAAB'
const keyBytes = Uint8Array.of(4, 0, 1).buffer

interface Browser {
  permission?: NotificationPermission
  /** What the student answers when the browser asks. */
  answer?: NotificationPermission
  /** The subscription that it holds already. */
  holds?: { endpoint: string; key: ArrayBuffer }
}

/** A browser that can show notifications; jsdom cannot. */
function standInBrowser({ permission = 'default', answer = 'granted', holds }: Browser = {}) {
  const subscriptionTo = (endpoint: string, key: ArrayBuffer) => ({
    endpoint,
    options: { applicationServerKey: key },
    toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: () => {
      held = null
      return Promise.resolve(true)
    },
  })
  let held = holds ? subscriptionTo(holds.endpoint, holds.key) : null
  const pushManager = {
    getSubscription: () => Promise.resolve(held),
    subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array<ArrayBuffer> }) =>
      Promise.resolve((held ??= subscriptionTo('https://push.example/new', applicationServerKey.buffer))),
  }
  const registration = { pushManager }
  const requestPermission = vi.fn<() => Promise<NotificationPermission>>(() => Promise.resolve(answer))
  vi.stubGlobal('Notification', { permission, requestPermission })
  vi.stubGlobal('PushManager', {})
  vi.stubGlobal('navigator', {
    language: 'en',
    serviceWorker: {
      ready: Promise.resolve(registration),
      getRegistration: () => Promise.resolve(registration),
    },
  })
  return { requestPermission, endpoint: () => held?.endpoint ?? null }
}

/** The api, which knows an endpoint of this browser or none. */
function standInApi(known: string | null) {
  const state: { endpoint: string | null; posts: unknown[] } = { endpoint: known, posts: [] }
  const answer = () => HttpResponse.json({ publicKey, endpoint: state.endpoint } satisfies PushState)
  server.use(
    http.get('*/api/push', answer),
    http.post('*/api/push/subscriptions', async ({ request }) => {
      const body = (await request.json()) as { endpoint: string }
      state.posts.push(body)
      state.endpoint = body.endpoint
      return answer()
    }),
    http.delete('*/api/push/subscriptions', () => {
      state.endpoint = null
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return state
}

const show = () => renderPage(() => <PushSwitch />, 'en')

it('is off, asks for the permission by a click alone, and is on then', async () => {
  const browser = standInBrowser()
  const api = standInApi(null)
  await show()
  const button = await screen.findByRole('button', { name: 'Turn on notifications on this device' })
  expect(browser.requestPermission).not.toHaveBeenCalled()
  fireEvent.click(button)
  expect(await screen.findByText('Notifications are on for this device')).toBeTruthy()
  expect(api.posts).toEqual([{ endpoint: 'https://push.example/new', keys: { p256dh: 'p', auth: 'a' } }])
})

it('is turned off here and at the server', async () => {
  const browser = standInBrowser({
    permission: 'granted',
    holds: { endpoint: 'https://push.example/1', key: keyBytes },
  })
  const api = standInApi('https://push.example/1')
  await show()
  fireEvent.click(await screen.findByRole('button', { name: 'Turn off notifications on this device' }))
  expect(await screen.findByRole('button', { name: 'Turn on notifications on this device' })).toBeTruthy()
  expect([api.endpoint, browser.endpoint()]).toEqual([null, null])
})

it('tells the server where the push service has moved to', async () => {
  standInBrowser({ permission: 'granted', holds: { endpoint: 'https://push.example/2', key: keyBytes } })
  const api = standInApi('https://push.example/1')
  await show()
  expect(await screen.findByText('Notifications are on for this device')).toBeTruthy()
  expect(api.endpoint).toBe('https://push.example/2')
})

it('gives up a subscription for another key', async () => {
  standInBrowser({
    permission: 'granted',
    holds: { endpoint: 'https://push.example/old', key: new ArrayBuffer(3) },
  })
  const api = standInApi(null)
  await show()
  fireEvent.click(await screen.findByRole('button', { name: 'Turn on notifications on this device' }))
  await expect.poll(() => api.endpoint).toBe('https://push.example/new')
})

it('says how to allow what was denied', async () => {
  standInBrowser({ answer: 'denied' })
  standInApi(null)
  await show()
  fireEvent.click(await screen.findByRole('button', { name: 'Turn on notifications on this device' }))
  expect(await screen.findByText(/The browser blocks notifications/)).toBeTruthy()
})

it.each([
  ['a browser without them', {}, /cannot show notifications/],
  ['an iPhone’s browser', { standalone: false }, /Add to Home Screen/],
])('says what there is to do in %s', async (_case, navigator, text) => {
  vi.stubGlobal('navigator', { language: 'en', ...navigator })
  await show()
  expect(await screen.findByText(text)).toBeTruthy()
})

it('says so where it did not work, and can be tried again', async () => {
  standInBrowser()
  server.use(
    http.get('*/api/push', () =>
      HttpResponse.json(
        { error: { code: 'server.internal', message: '', requestId: 'r-7' } },
        { status: 500 },
      ),
    ),
  )
  await show()
  expect((await screen.findByRole('alert')).textContent).toBe('That did not work. You can try again.')
  expect(screen.getByText(/r-7/)).toBeTruthy()
  standInApi(null)
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('button', { name: 'Turn on notifications on this device' })).toBeTruthy()
})
