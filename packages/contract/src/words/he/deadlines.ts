export const deadlines = {
  title: 'המועדים הקרובים',
  none: 'אין מועדים קרובים. מועד חדש יופיע כאן אחרי הסנכרון הבא.',
  overdue: 'באיחור',
  more: { one: 'עוד מועד אחד', two: 'עוד שני מועדים', other: 'עוד {count} מועדים' },
  assignment_due: 'הגשה',
  quiz_closes: 'בוחן נסגר',
  other: 'מועד',
} as const
