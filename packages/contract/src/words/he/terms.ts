import type { TermWords } from '../words.ts'

export const terms = {
  A: 'סמסטר א׳',
  B: 'סמסטר ב׳',
  summer: 'סמסטר קיץ',
  year: 'שנתי',
} as const satisfies TermWords
