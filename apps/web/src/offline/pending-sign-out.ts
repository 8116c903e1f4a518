import { NoConnectionError } from '../api/api-error.ts'
import { readStored, store } from '../browser-storage.ts'

/** Kept when the device is forgotten: the session of who left it must end. */
export const pendingSignOutKey = 'spike.sign-out-pending'

export function isSignOutPending(): boolean {
  return readStored(pendingSignOutKey) !== null
}

/**
 * To be called before Spike is told: it may not be there, or the page may be closed meanwhile. Where nothing can be
 * stored, it is told now or not at all.
 */
export function noteSignOut(): void {
  store(pendingSignOutKey, 'yes')
}

let telling: Promise<void> | undefined

/** Tells Spike that the student has left; several calls at once tell it once. @throws NoConnectionError */
export function tellSignOut(): Promise<void> {
  telling ??= tell().finally(() => (telling = undefined))
  return telling
}

async function tell(): Promise<void> {
  const response = await fetch(new URL('/api/auth/logout', location.origin), {
    method: 'POST',
    cache: 'no-store',
    // The page may be left right after.
    keepalive: true,
  }).catch((cause: unknown) => {
    throw new NoConnectionError(cause)
  })
  if (response.status >= 500) throw new NoConnectionError(response.status)
  store(pendingSignOutKey, null)
}
