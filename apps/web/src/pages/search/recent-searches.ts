import { readStoredJson, store } from '../../browser-storage.ts'

const storageKey = 'spike.recent-searches'
const maxKept = 6

/** What was searched for in this browser, the latest first. Empty where the browser keeps nothing. */
export function readRecentSearches(): string[] {
  const stored = readStoredJson(storageKey)
  return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string').slice(0, maxKept) : []
}

export function rememberSearch(text: string): void {
  const asked = text.trim()
  if (asked === '') return
  const kept = [asked, ...readRecentSearches().filter((other) => other !== asked)].slice(0, maxKept)
  store(storageKey, JSON.stringify(kept))
}

/** When the student asks; when they sign out, forget-device.ts does. */
export function forgetRecentSearches(): void {
  store(storageKey, null)
}
