import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { buildError } from '../testing/build-data.ts'
import { server } from '../testing/server.ts'
import { renewSubscription } from './renew-subscription.ts'

const subscription = {
  endpoint: 'https://push.example/renewed',
  options: { applicationServerKey: Uint8Array.of(4, 0, 1).buffer },
  toJSON: () => ({ endpoint: 'https://push.example/renewed', keys: { p256dh: 'p', auth: 'a' } }),
}

function openScope(held: typeof subscription | null) {
  const subscribe = vi.fn<() => Promise<typeof subscription>>(() => Promise.resolve(subscription))
  const pushManager = { getSubscription: () => Promise.resolve(held), subscribe }
  const scope = {
    registration: { pushManager: pushManager as unknown as PushManager },
    fetch: (path: string, init?: RequestInit) => fetch(new URL(path, location.origin), init),
  }
  return { scope, subscribe }
}

/** What Spike is told of. */
function answerPush(): unknown[] {
  const told: unknown[] = []
  server.use(
    http.get('*/api/push', () =>
      HttpResponse.json({ publicKey: 'BAAB', endpoint: 'https://push.example/old' }),
    ),
    http.post('*/api/push/subscriptions', async ({ request }) => {
      told.push(await request.json())
      return HttpResponse.json({ publicKey: 'BAAB', endpoint: subscription.endpoint })
    }),
  )
  return told
}

it.each([
  ['ended', null],
  ['was renewed by the browser', subscription],
])('tells Spike where to send when a subscription %s', async (_what, held) => {
  const told = answerPush()
  const { scope, subscribe } = openScope(held)
  await renewSubscription(scope)
  expect(subscribe).toHaveBeenCalledOnce()
  expect(told).toEqual([{ endpoint: subscription.endpoint, keys: { p256dh: 'p', auth: 'a' } }])
})

it('subscribes nobody when nobody is signed in any more', async () => {
  server.use(http.get('*/api/push', () => HttpResponse.json(buildError('auth.required'), { status: 401 })))
  const { scope, subscribe } = openScope(null)
  await renewSubscription(scope)
  expect(subscribe).not.toHaveBeenCalled()
})
