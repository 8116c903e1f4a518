import { createOfflineWorker, type Shell } from './offline/offline-worker.ts'
import { onNotificationClick, onPush, type PushScope } from './push/on-push.ts'
import { renewSubscription, type RenewScope } from './push/renew-subscription.ts'

/** The app's files, which the build knows: see vite/service-worker.ts. */
declare const spikeShell: Shell

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

/** What is used of a service worker's global scope; the pages' types know that of a window alone. */
interface WorkerScope extends PushScope {
  readonly registration: PushScope['registration'] & RenewScope['registration']
  skipWaiting(): Promise<void>
  readonly clients: PushScope['clients'] & { claim(): Promise<void> }
  addEventListener(
    type: 'install' | 'activate' | 'message' | 'pushsubscriptionchange',
    listener: (event: WorkerEvent) => void,
  ): void
  addEventListener(
    type: 'fetch',
    listener: (
      event: WorkerEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void },
    ) => void,
  ): void
  addEventListener(
    type: 'push',
    listener: (event: WorkerEvent & { readonly data: { json(): unknown } | null }) => void,
  ): void
  addEventListener(
    type: 'notificationclick',
    listener: (
      event: WorkerEvent & { readonly notification: { readonly data: unknown; close(): void } },
    ) => void,
  ): void
}

const scope = self as unknown as WorkerScope
const offline = createOfflineWorker({
  origin: scope.location.origin,
  caches,
  fetch: (request) => fetch(request),
  now: () => new Date(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  shell: spikeShell,
})

scope.addEventListener('install', (event) => {
  // Pages that are open keep what they have: their files stay stored, and the next page load gets the new ones.
  event.waitUntil(offline.install().then(() => scope.skipWaiting()))
})
scope.addEventListener('activate', (event) => {
  event.waitUntil(offline.removeOldShells().then(() => scope.clients.claim()))
})
scope.addEventListener('fetch', (event) => {
  const answer = offline.answer(event.request, (work) => event.waitUntil(work))
  if (answer) event.respondWith(answer)
})
// A page tells one thing: that the student has left. See forget-device.ts.
scope.addEventListener('message', (event) => event.waitUntil(offline.forget()))
scope.addEventListener('push', (event) => onPush(event, scope))
scope.addEventListener('notificationclick', (event) => onNotificationClick(event, scope))
scope.addEventListener('pushsubscriptionchange', (event) => {
  const { registration } = scope
  event.waitUntil(renewSubscription({ registration, fetch: (path, init) => fetch(path, init) }))
})
