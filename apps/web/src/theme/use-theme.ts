import { themes, type Theme } from '@spike/contract/themes'
import { createSignal, type Accessor } from 'solid-js'
import { readStored, store } from '../browser-storage.ts'

const storageKey = 'spike.theme'

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

/** The theme chosen in this browser; null where none was. */
export function storedTheme(): Theme | null {
  const stored = readStored(storageKey)
  return isTheme(stored) ? stored : null
}

const [theme, setTheme] = createSignal<Theme>('system')

/** Shows the page in a theme: tokens.css follows `data-theme`, the browser's own bars the `theme-color` of index.html. */
export function showTheme(shown: Theme): void {
  setTheme(shown)
  document.documentElement.dataset['theme'] = shown
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.dataset['of']
    meta.media = shown === 'system' ? `(prefers-color-scheme: ${own})` : shown === own ? 'all' : 'not all'
  }
}

/** The theme that is shown, and how to choose another, which this browser remembers. */
export function useTheme(): { theme: Accessor<Theme>; chooseTheme(chosen: Theme): void } {
  return {
    theme,
    chooseTheme(chosen) {
      showTheme(chosen)
      store(storageKey, chosen)
    },
  }
}
