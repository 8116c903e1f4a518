import type { SubmissionState } from '../reading.ts'

/** Moodle's phrases on the index of assignments, in its language packs of 3.11 to 5.x. */
const phrases: Readonly<Record<'new' | 'draft' | 'reopened' | 'submitted', readonly string[]>> = {
  new: [
    'no submission',
    'new submission',
    'no attempt',
    'no submissions have been made yet',
    'nothing has been submitted for this assignment',
    'טרם הוגש',
    'אין הגשה',
    'לא הוגש',
    'אין הגשות',
    'לא הוגשה מטלה',
    'לא בוצעו הגשות',
    'لا تسليم',
    'لم يتم تقديم',
    'لا يوجد تسليم',
    'لم يتم التسليم',
  ],
  draft: [
    'draft (not submitted)',
    'טיוטה (לא הוגש)',
    'מצב טיוטה (לא הוגש)',
    'טיוטה',
    'مسودة (غير مسلمة)',
    'مسودة',
  ],
  reopened: ['reopened', 'נפתח מחדש', 'أعيد فتحه'],
  submitted: [
    'submitted for grading',
    'submitted',
    'הוגש למתן ציון',
    'הוגש לבדיקה',
    'הוגש',
    'مسلمة للتقييم',
    'سلم للتقييم',
    'تم التسليم للتقييم',
  ],
}

const states = new Map(
  Object.entries(phrases).flatMap(([state, known]) =>
    known.map((phrase) => [phrase, state as SubmissionState]),
  ),
)

/** The state that a phrase names; `unknown` for one that is not in the list. */
export function parseSubmissionWords(words: string): SubmissionState {
  const phrase = words
    .toLowerCase()
    .replace(/[\u200e\u200f]|\p{Mn}/gu, '')
    .replace(/\(\s+/g, '(')
    .replace(/\s+\)/g, ')')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .trim()
  return states.get(phrase) ?? 'unknown'
}
