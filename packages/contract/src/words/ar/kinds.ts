import type { KindWords } from '../words.ts'

export const kinds = {
  lecture: 'محاضرة',
  tutorial: 'تمرين',
  lab: 'مختبر',
  assignment: 'وظيفة',
  solution: 'حل',
  exam: 'امتحان',
  past_exam: 'امتحان سابق',
  quiz: 'اختبار قصير',
  recording: 'تسجيل',
  reading: 'قراءة',
  summary: 'ملخص',
  syllabus: 'منهاج المساق',
  announcement: 'إعلانات',
  discussion: 'نقاش',
  survey: 'استطلاع',
  tool: 'أداة',
  other: 'أخرى',
} as const satisfies KindWords
