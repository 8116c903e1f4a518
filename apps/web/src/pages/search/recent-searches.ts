const storageKey = 'spike.recent-searches'
const maxKept = 6

/** What was searched for in this browser, the latest first. Empty where the browser keeps nothing. */
export function readRecentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string').slice(0, maxKept) : []
  } catch {
    return []
  }
}

export function rememberSearch(text: string): void {
  const asked = text.trim()
  if (asked === '') return
  const kept = [asked, ...readRecentSearches().filter((other) => other !== asked)].slice(0, maxKept)
  try {
    localStorage.setItem(storageKey, JSON.stringify(kept))
  } catch {
    // Kept for convenience only: a browser that keeps nothing searches as well.
  }
}

/** When the student asks; when they sign out, forget-device.ts does. */
export function forgetRecentSearches(): void {
  try {
    localStorage.removeItem(storageKey)
  } catch {
    // As above: then there is nothing.
  }
}
