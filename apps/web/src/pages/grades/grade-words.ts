import type { Grade } from '@spike/contract'
import type { Translate } from '@spike/contract/words/translate'
import type { Format } from '../../language/format.ts'

export interface GradeWords {
  readonly text: string
  /** Moodle's letter for it, where that is not what the text says already. */
  readonly letter: string | null
  /** Otherwise the text says why there is none. */
  readonly isGiven: boolean
}

/** A grade as it is read: points of how many, Moodle's words, or that there is none; one that is hidden is no zero. */
export function gradeWords(
  { grade, gradeText, letter, max, hidden }: Grade,
  { t, format }: { readonly t: Translate; readonly format: Format },
): GradeWords {
  if (hidden) return { text: t('grades.notPublished'), letter: null, isGiven: false }
  if (grade === null) {
    const text = gradeText || letter
    return text
      ? { text, letter: null, isGiven: true }
      : { text: t('grades.none'), letter: null, isGiven: false }
  }
  const text = max === null ? format.number(grade) : t('grades.outOf', { grade: format.number(grade), max })
  return { text, letter: letter === text ? null : letter, isGiven: true }
}
