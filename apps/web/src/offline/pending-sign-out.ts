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

/** What a first pause is doubled up to. */
const longestPauseMs = 60_000

export interface SignOutTeller {
  /** Tells Spike now, and again until it has heard. Never throws. */
  tell(): void
  /** No more, for a page that is left. */
  end(): void
}

/**
 * For who signs out where Spike cannot be told: it is told when the network is back, and since that is said before it is
 * so, after growing pauses too.
 */
export function createSignOutTeller({ firstPauseMs = 1_000 } = {}): SignOutTeller {
  let pauseMs = firstPauseMs
  let timer: number | undefined

  function tellNow(): void {
    clearTimeout(timer)
    tellSignOut().then(
      () => (pauseMs = firstPauseMs),
      () => {
        clearTimeout(timer)
        timer = window.setTimeout(tellPending, pauseMs)
        pauseMs = Math.min(2 * pauseMs, longestPauseMs)
      },
    )
  }
  function tellPending(): void {
    if (isSignOutPending()) tellNow()
  }
  function onOnline(): void {
    pauseMs = firstPauseMs
    tellPending()
  }
  window.addEventListener('online', onOnline)
  tellPending()
  return {
    tell: tellNow,
    end() {
      clearTimeout(timer)
      window.removeEventListener('online', onOnline)
    },
  }
}
