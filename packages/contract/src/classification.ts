/** What a student would call an item. */
export const itemKinds = [
  'lecture',
  'tutorial',
  'lab',
  'assignment',
  'solution',
  'exam',
  'past_exam',
  'quiz',
  'recording',
  'reading',
  'summary',
  'syllabus',
  'announcement',
  'discussion',
  'survey',
  'tool',
  'other',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** `A` is the autumn semester, `B` the spring one, `year` a course over both. */
export const terms = ['A', 'B', 'summer', 'year'] as const
export type Term = (typeof terms)[number]
