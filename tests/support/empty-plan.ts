import type { CoursePlan } from '@spike/store'

const nothing = { write: [], gone: [] }

/** What is to be written of a course in which nothing has moved: nothing. */
export const emptyPlan: CoursePlan = {
  sections: nothing,
  items: nothing,
  files: { write: [], replacedItemMoodleIds: [] },
  assignments: nothing,
  quizzes: nothing,
  forums: nothing,
  grades: nothing,
  discussions: nothing,
  readForums: [],
  changes: [],
}
