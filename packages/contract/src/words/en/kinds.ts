import type { KindWords } from '../words.ts'

export const kinds = {
  lecture: 'Lecture',
  tutorial: 'Tutorial',
  lab: 'Lab',
  assignment: 'Assignment',
  solution: 'Solution',
  exam: 'Exam',
  past_exam: 'Past exam',
  quiz: 'Quiz',
  recording: 'Recording',
  reading: 'Reading',
  summary: 'Summary',
  syllabus: 'Syllabus',
  announcement: 'Announcements',
  discussion: 'Discussion',
  survey: 'Survey',
  tool: 'Tool',
  other: 'Other',
} as const satisfies KindWords
