import { createSignal, type Accessor } from 'solid-js'

export const themes = ['light', 'dark', 'system'] as const
/** `system`: as the device is. */
export type Theme = (typeof themes)[number]

const storageKey = 'spike.theme'

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value)

/** The theme chosen in this browser; null where none was. */
export function storedTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(storageKey)
    return isTheme(stored) ? stored : null
  } catch {
    return null // storage is forbidden in this browser
  }
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
      try {
        localStorage.setItem(storageKey, chosen)
      } catch {
        // Storage is forbidden or full: the choice holds until the page is left.
      }
    },
  }
}
