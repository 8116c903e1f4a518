import { defaultLanguage, isLanguage, type Language } from '@spike/contract/languages'
import type { EntranceWords, StaffWords, StudentWords } from '@spike/contract/words'
import { readStored, store } from '../browser-storage.ts'

/** What a page can say is loaded in parts: the entrance with the first load, each side's own behind its sign-in. */
export interface WordParts {
  entrance: EntranceWords
  student: StudentWords
  staff: StaffWords
}
export type WordPart = keyof WordParts

type Loaders<Part extends WordPart> = Readonly<Record<Language, () => Promise<{ words: WordParts[Part] }>>>

const loaders: { readonly [Part in WordPart]: Loaders<Part> } = {
  entrance: {
    he: () => import('@spike/contract/words/entrance/he'),
    en: () => import('@spike/contract/words/entrance/en'),
    ar: () => import('@spike/contract/words/entrance/ar'),
  },
  student: {
    he: () => import('@spike/contract/words/student/he'),
    en: () => import('@spike/contract/words/student/en'),
    ar: () => import('@spike/contract/words/student/ar'),
  },
  staff: {
    he: () => import('@spike/contract/words/staff/he'),
    en: () => import('@spike/contract/words/staff/en'),
    ar: () => import('@spike/contract/words/staff/ar'),
  },
}

/** The words of one language that the page has. */
export type LoadedWords = Partial<WordParts>

/** The named parts of one language's words; no others are downloaded. */
export async function loadWords(language: Language, parts: readonly WordPart[]): Promise<LoadedWords> {
  const loaded = await Promise.all(parts.map(async (part) => [part, (await loaders[part][language]()).words]))
  return Object.fromEntries(loaded) as LoadedWords
}

const storageKey = 'spike.language'

/** The language chosen in this browser; null where none was. */
export function chosenLanguage(): Language | null {
  const stored = readStored(storageKey)
  return isLanguage(stored) ? stored : null
}

/** The language chosen in this browser, else Hebrew. */
export const storedLanguage = (): Language => chosenLanguage() ?? defaultLanguage

export function storeLanguage(language: Language): void {
  store(storageKey, language)
}
