import { onCleanup } from 'solid-js'

/** Calls `refresh` every few seconds while the tab is seen, and at once when it is seen again. */
export function refreshWhileSeen(refresh: () => void, everyMs = 3000): void {
  const refreshIfSeen = () => {
    if (document.visibilityState === 'visible') refresh()
  }
  const timer = setInterval(refreshIfSeen, everyMs)
  document.addEventListener('visibilitychange', refreshIfSeen)
  onCleanup(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', refreshIfSeen)
  })
}
