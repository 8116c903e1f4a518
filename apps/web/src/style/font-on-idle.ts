import { readStored, store } from '../browser-storage.ts'
import { whenIdle } from '../when-idle.ts'

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
  const loadIdly = () => whenIdle(load, { timeoutMs: 3000, guessMs: 500 })
  if (readStored(storageKey) !== null) load()
  else if (document.readyState === 'complete') loadIdly()
  else window.addEventListener('load', loadIdly, { once: true })
}
