import type { KindWords } from '../words.ts'

export const kinds = {
  lecture: 'הרצאה',
  tutorial: 'תרגול',
  lab: 'מעבדה',
  assignment: 'מטלה',
  solution: 'פתרון',
  exam: 'מבחן',
  past_exam: 'מבחן משנים קודמות',
  quiz: 'בוחן',
  recording: 'הקלטה',
  reading: 'קריאה',
  summary: 'סיכום',
  syllabus: 'סילבוס',
  announcement: 'הודעות',
  discussion: 'דיון',
  survey: 'סקר',
  tool: 'כלי',
  other: 'אחר',
} as const satisfies KindWords
