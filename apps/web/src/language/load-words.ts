import { defaultLanguage, isLanguage, type Language } from '@spike/contract/languages'
import type { Words } from '@spike/contract/words'

const loaders: Readonly<Record<Language, () => Promise<{ words: Words }>>> = {
  he: () => import('@spike/contract/words/he'),
  en: () => import('@spike/contract/words/en'),
  ar: () => import('@spike/contract/words/ar'),
}

/** The words of one language; the others are not downloaded. */
export async function loadWords(language: Language): Promise<Words> {
  return (await loaders[language]()).words
}

const storageKey = 'spike.language'

/** The language chosen in this browser, else Hebrew. */
export function storedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey)
    return isLanguage(stored) ? stored : defaultLanguage
  } catch {
    return defaultLanguage // storage is forbidden in this browser
  }
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage is forbidden or full: the choice holds until the page is left.
  }
}
