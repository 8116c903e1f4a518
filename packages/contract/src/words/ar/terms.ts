import type { TermWords } from '../words.ts'

export const terms = {
  A: 'الفصل الأول',
  B: 'الفصل الثاني',
  summer: 'الفصل الصيفي',
  year: 'سنوي',
} as const satisfies TermWords
