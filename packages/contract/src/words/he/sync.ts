export const sync = {
  waiting: {
    one: 'בתור: סנכרון אחד לפניכם',
    two: 'בתור: שני סנכרונים לפניכם',
    other: 'בתור: {count} סנכרונים לפניכם',
  },
  waitingNext: 'בתור: אתם הבאים',
  coursesOf: '{done} מתוך {total}',
  failed: 'הסנכרון נכשל',
  cancelled: 'הסנכרון בוטל',
  cancelling: 'מבטל את הסנכרון...',
  completedPartial: {
    one: 'הסנכרון הושלם, אבל קורס אחד לא נקרא',
    two: 'הסנכרון הושלם, אבל שני קורסים לא נקראו',
    other: 'הסנכרון הושלם, אבל {count} קורסים לא נקראו',
  },
  retryingAt: 'הניסיון האחרון לא הצליח. ניסיון נוסף בקרוב ({attempt} מתוך {total})',
} as const
