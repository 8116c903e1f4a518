const storageKey = 'spike.font'

/**
 * Has the font loaded when the page is usable, so that it takes no bandwidth from what makes it so; at once where an
 * earlier visit has left it in the browser's cache.
 */
export function loadFontWhenIdle(): void {
  const load = () =>
    void import('./load-font.ts').then(({ loadFont }) => loadFont()).then(remember, () => undefined)
  if (isCached()) load()
  else if (document.readyState === 'complete') whenIdle(load)
  else window.addEventListener('load', () => whenIdle(load), { once: true })
}

function whenIdle(callback: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 3000 })
  else setTimeout(callback, 500)
}

function isCached(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return false // storage is forbidden in this browser
  }
}

function remember(): void {
  try {
    localStorage.setItem(storageKey, 'loaded')
  } catch {
    // Storage is forbidden or full: the next visit waits again.
  }
}
