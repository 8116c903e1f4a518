import type { JobStateWords } from '../words.ts'

export const jobStates = {
  waiting: 'في الانتظار',
  running: 'قيد التنفيذ',
  completed: 'اكتمل',
  partial: 'اكتمل جزئيًا',
  failed: 'فشل',
  cancelled: 'أُلغي',
} as const satisfies JobStateWords
