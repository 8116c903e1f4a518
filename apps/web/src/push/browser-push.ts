import type { NewPushSubscription } from '@spike/contract'

/** Whether this browser can show notifications, and if not, what there is to do. */
export type PushSupport = 'supported' | 'unsupported' | 'needsHomeScreen'

export function readPushSupport(): PushSupport {
  if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'supported'
  // Safari on iPhone and iPad alone knows `standalone`; there a page on the home screen has what is missing here.
  return 'standalone' in navigator && navigator.standalone === false ? 'needsHomeScreen' : 'unsupported'
}

/** The endpoint of the subscription that this browser holds; null where it holds none. */
export async function readOwnEndpoint(): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null
}

const readyTimeoutMs = 10_000

/** Subscribes at the browser's push service for the key; a subscription for another key is given up. */
export async function subscribeBrowser(publicKey: string): Promise<NewPushSubscription> {
  const registration = await Promise.race([navigator.serviceWorker.ready, rejectAfter(readyTimeoutMs)])
  return subscribeAt(registration.pushManager, publicKey)
}

/** The same for whoever has the push manager: the service worker knows no `navigator.serviceWorker`. */
export async function subscribeAt(
  pushManager: Pick<PushManager, 'getSubscription' | 'subscribe'>,
  publicKey: string,
): Promise<NewPushSubscription> {
  const key = bytesOf(publicKey)
  const held = await pushManager.getSubscription()
  if (held && !sameBytes(held.options.applicationServerKey, key)) await held.unsubscribe()
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } }
}

/** Gives up the subscription that this browser holds, if any. */
export async function unsubscribeBrowser(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function sameBytes(a: ArrayBuffer | null, b: Uint8Array): boolean {
  const bytes = new Uint8Array(a ?? new ArrayBuffer(0))
  return bytes.length === b.length && bytes.every((byte, index) => byte === b[index])
}

/** `ready` never settles where no service worker is registered. */
function rejectAfter(timeoutMs: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('No service worker')), timeoutMs)
  })
}
