const storageKey = 'spike.reloaded-at'
const againAfterMs = 60_000

/**
 * After an update a page that was opened before it may ask for a file that is no more: it is loaded anew, once, and has
 * the new ones then.
 */
export function reloadForMissingFile(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || wasReloaded()) return
    event.preventDefault()
    location.reload()
  })
}

function wasReloaded(): boolean {
  try {
    const reloadedAt = Number(sessionStorage.getItem(storageKey))
    if (Date.now() - reloadedAt < againAfterMs) return true
    sessionStorage.setItem(storageKey, String(Date.now()))
    return false
  } catch {
    return true // storage is forbidden: it could be reloaded for ever
  }
}
