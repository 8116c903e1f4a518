export const grades = {
  title: 'ציונים',
  emptyTitle: 'אין עדיין ציונים',
  emptyText: 'כשמורה יפרסם ציון במודל, הסנכרון הבא יביא אותו לכאן.',
  name: 'מה',
  grade: 'ציון',
  weight: 'משקל',
  gradedAt: 'מתי',
  outOf: '{grade} מתוך {max}',
  none: 'אין ציון',
  hidden: 'מוסתר',
  courseTotal: 'ציון הקורס',
  feedback: 'משוב',
} as const
