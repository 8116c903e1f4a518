export const grades = {
  title: 'Grades',
  emptyTitle: 'No grades yet',
  emptyText: 'When a teacher publishes a grade in Moodle, the next sync brings it here.',
  name: 'What',
  grade: 'Grade',
  weight: 'Weight',
  gradedAt: 'When',
  outOf: '{grade} of {max}',
  none: 'No grade',
  hidden: 'Hidden',
  courseTotal: 'Course total',
  feedback: 'Feedback',
} as const
