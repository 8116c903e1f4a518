import type { PushState } from '@spike/contract'
import { subscribeAt } from './browser-push.ts'

/** What is used of a service worker's global scope. */
export interface RenewScope {
  readonly registration: { readonly pushManager: Pick<PushManager, 'getSubscription' | 'subscribe'> }
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/**
 * The browser or its push service has ended a subscription, or made another in its place: subscribes anew and tells Spike,
 * which else would send to where nobody is. Who turned notifications off or signed out has none that could end.
 */
export async function renewSubscription({ registration, fetch }: RenewScope): Promise<void> {
  const known = await fetch('/api/push', { cache: 'no-store' })
  // The session is over, and no notification belongs to nobody.
  if (!known.ok) return
  const { publicKey } = (await known.json()) as PushState
  const subscription = await subscribeAt(registration.pushManager, publicKey)
  await fetch('/api/push/subscriptions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(subscription),
  })
}
