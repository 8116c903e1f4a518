import type { Language } from '../languages.ts'
import { words as ar } from './ar/index.ts'
import { words as en } from './en/index.ts'
import { words as he } from './he/index.ts'
import { createTranslate, type Translate } from './translate.ts'

export * from './translate.ts'
export type * from './words.ts'

const translators: Readonly<Record<Language, Translate>> = {
  he: createTranslate('he', he),
  en: createTranslate('en', en),
  ar: createTranslate('ar', ar),
}

/**
 * Every language at once, for the server. The browser loads one, in parts as they are needed:
 * `@spike/contract/words/entrance/he`, then `words/student/he`, and for staff `words/staff/he` besides.
 */
export function translateTo(language: Language): Translate {
  return translators[language]
}
