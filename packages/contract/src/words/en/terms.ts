import type { TermWords } from '../words.ts'

export const terms = {
  A: 'Semester A',
  B: 'Semester B',
  summer: 'Summer',
  year: 'Whole year',
} as const satisfies TermWords
