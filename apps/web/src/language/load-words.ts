import { defaultLanguage, isLanguage, type Language } from '@spike/contract/languages'
import type { StaffWords, StudentWords, Words } from '@spike/contract/words'
import { isStaffAddress } from '../staff-address.ts'

const studentLoaders: Readonly<Record<Language, () => Promise<{ words: StudentWords }>>> = {
  he: () => import('@spike/contract/words/student/he'),
  en: () => import('@spike/contract/words/student/en'),
  ar: () => import('@spike/contract/words/student/ar'),
}
const staffLoaders: Readonly<Record<Language, () => Promise<{ words: StaffWords }>>> = {
  he: () => import('@spike/contract/words/staff/he'),
  en: () => import('@spike/contract/words/staff/en'),
  ar: () => import('@spike/contract/words/staff/ar'),
}

/** The words of one language, with those of staff where this is a page of theirs; no others are downloaded. */
export async function loadWords(language: Language): Promise<StudentWords | Words> {
  const [student, staff] = await Promise.all([
    studentLoaders[language](),
    isStaffAddress() ? staffLoaders[language]() : null,
  ])
  return { ...student.words, ...staff?.words }
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
