export const grades = {
  title: 'العلامات',
  emptyTitle: 'لا علامات بعد',
  emptyText: 'عندما ينشر مدرّس علامة في مودل ستجلبها المزامنة التالية إلى هنا.',
  name: 'ماذا',
  grade: 'العلامة',
  weight: 'الوزن',
  gradedAt: 'متى',
  outOf: '{grade} من {max}',
  none: 'لا علامة',
  hidden: 'مخفية',
  courseTotal: 'علامة المساق',
  feedback: 'ملاحظات المدرّس',
} as const
