import { dataCacheName } from './cache-names.ts'
import { pendingSignOutKey } from './pending-sign-out.ts'
import { noteAnswer } from './stored-data.ts'

/** What a browser may know without a student: how it shows Spike, and where it signs in. */
const kept: ReadonlySet<string> = new Set([
  'spike.language',
  'spike.language-of-account',
  'spike.theme',
  'spike.theme-of-account',
  'spike.university',
  'spike.font',
  pendingSignOutKey,
])

/**
 * Removes from this device what it holds of the student who leaves it: stored answers, what was searched for, the
 * notifications that are shown and the subscription for more. What a page holds in its memory goes with the page: see
 * student-app.tsx. Never rejects.
 */
export async function forgetDevice(): Promise<void> {
  noteAnswer(null)
  forgetStored()
  await Promise.allSettled([deleteData(), closeNotifications(), unsubscribe()])
}

function forgetStored(): void {
  try {
    // The router's places in the pages that were read, for one.
    sessionStorage.clear()
    const own = Object.keys(localStorage).filter((key) => key.startsWith('spike.') && !kept.has(key))
    for (const key of own) localStorage.removeItem(key)
  } catch {
    // Storage is forbidden in this browser: then nothing is in it.
  }
}

async function deleteData(): Promise<void> {
  // Neither is there on plain http.
  if (!('caches' in window)) return
  await caches.delete(dataCacheName)
}

async function closeNotifications(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  for (const notification of (await registration?.getNotifications?.()) ?? []) notification.close()
}

async function unsubscribe(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  // An answer may be on its way through the worker, which would store it.
  registration?.active?.postMessage('forget')
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}
