import type { StageWords } from '../words.ts'

export const stages = {
  starting: 'מתחיל תהליך סנכרון...',
  creating_tables: 'בודק ומייצר טבלאות נדרשות...',
  fetching_courses: 'אוסף נתוני קורסים מהמודל...',
  analyzing_content: 'מנתח תוכן קורסים...',
  classifying_data: 'מסווג ומארגן נתונים...',
  saving_to_database: 'שומר נתונים בדטה בייס...',
  completed: 'סנכרון הושלם בהצלחה!',
} as const satisfies StageWords
