/** The frame around a student's pages: navigation, search, the person's menu. */
export const frame = {
  home: 'Spike: היום',
  today: 'היום',
  courses: 'קורסים',
  grades: 'ציונים',
  changes: 'שינויים',
  account: 'חשבון',
  search: 'חיפוש',
  unread: { one: 'שינוי אחד שלא נקרא', two: 'שני שינויים שלא נקראו', other: '{count} שינויים שלא נקראו' },
  unreadMany: '{count}+',
  personMenu: 'התפריט של {name}',
  toAccount: 'החשבון שלי',
  close: 'סגירה',
  new: 'חדש',
  newCount: { one: 'אחד חדש', two: 'שניים חדשים', other: '{count} חדשים' },
  kindNumbered: '{kind} {number}',
  clearFilter: 'ניקוי הסינון',
} as const
