import { NoConnectionError } from '../api/api-error.ts'

/** Kept when the device is forgotten: the session of who left it must end. */
export const pendingSignOutKey = 'spike.sign-out-pending'

export function isSignOutPending(): boolean {
  try {
    return localStorage.getItem(pendingSignOutKey) !== null
  } catch {
    return false // storage is forbidden in this browser
  }
}

/** To be called before Spike is told: it may not be there, or the page may be closed meanwhile. */
export function noteSignOut(): void {
  try {
    localStorage.setItem(pendingSignOutKey, 'yes')
  } catch {
    // Storage is forbidden or full: it is told now or not at all.
  }
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
  localStorage.removeItem(pendingSignOutKey)
}
