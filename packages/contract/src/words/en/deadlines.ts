export const deadlines = {
  title: 'Next deadlines',
  none: 'Nothing is due soon. A new deadline appears here after the next sync.',
  overdue: 'Overdue',
  more: { one: '{count} more deadline', other: '{count} more deadlines' },
  assignment_due: 'Assignment due',
  quiz_closes: 'Quiz closes',
  other: 'Deadline',
} as const
