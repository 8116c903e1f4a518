import { readStored, store } from '../browser-storage.ts'

const storageKey = 'spike.font'

/**
 * Has the font loaded when the page is usable, so that it takes no bandwidth from what makes it so; at once where an
 * earlier visit has left it in the browser's cache.
 */
export function loadFontWhenIdle(): void {
  const load = () =>
    void import('./load-font.ts')
      .then(({ loadFont }) => loadFont())
      .then(
        () => store(storageKey, 'loaded'),
        () => undefined,
      )
  if (readStored(storageKey) !== null) load()
  else if (document.readyState === 'complete') whenIdle(load)
  else window.addEventListener('load', () => whenIdle(load), { once: true })
}

function whenIdle(callback: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 3000 })
  else setTimeout(callback, 500)
}
