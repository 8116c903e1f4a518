import type { Student } from '@spike/contract'
import type { Language } from '@spike/contract/languages'
import { readStored, store } from '../browser-storage.ts'
import { chosenLanguage } from '../language/load-words.ts'
import { storedTheme, useTheme } from '../theme/use-theme.ts'

type Choice = 'language' | 'theme'

/** What a browser took over from the account, so that it is not taken for the browser's own choice. */
const keyOf = (choice: Choice) => `spike.${choice}-of-account`

/**
 * Shows the pages as the account has it, unless this browser chose otherwise: on a device that a student is new to, and
 * after they chose something else on another one.
 */
export function takeAccountChoices(
  student: Pick<Student, 'language' | 'languageChosen' | 'theme'>,
  switchLanguage: (language: Language) => Promise<void>,
): void {
  if (!isOwn('theme', storedTheme()) && student.theme !== (storedTheme() ?? 'system')) {
    markTaken('theme', student.theme)
    useTheme().chooseTheme(student.theme)
  }
  const { language } = student
  if (!language || !student.languageChosen || isOwn('language', chosenLanguage())) return
  markTaken('language', language)
  // Without a network the words cannot be loaded: the page then stays in its language.
  if (language !== chosenLanguage()) switchLanguage(language).catch(() => undefined)
}

/** From now on it is what this browser chose. */
export function markOwn(choice: Choice): void {
  store(keyOf(choice), null)
}

function markTaken(choice: Choice, value: string): void {
  store(keyOf(choice), value)
}

function isOwn(choice: Choice, stored: string | null): boolean {
  return stored !== null && readStored(keyOf(choice)) !== stored
}
