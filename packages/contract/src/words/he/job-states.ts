import type { JobStateWords } from '../words.ts'

export const jobStates = {
  waiting: 'ממתין',
  running: 'רץ',
  completed: 'הושלם',
  partial: 'הושלם חלקית',
  failed: 'נכשל',
  cancelled: 'בוטל',
} as const satisfies JobStateWords
