import type { CourseFacts, Item, Person } from './model.ts'
import type { Grade } from './person-state.ts'
import { isCompleted } from './person-state.ts'

/** How an item counts as done: marked by the student, or by Moodle when its rules are met. */
export type CompletionMode = 'none' | 'manual' | 'automatic'

/** Moodle's numbers: 0 not done, 1 done, 2 passed, 3 failed. */
export type CompletionState = 0 | 1 | 2 | 3

const passMark = 60

export function readCompletionMode(course: CourseFacts, item: Item): CompletionMode {
  switch (item.modname) {
    case 'subsection':
      return 'none'
    case 'label':
      return course.id % 3 === 0 ? 'manual' : 'none'
    case 'forum':
      return item.type === 'news' ? 'none' : 'manual'
    case 'assign':
    case 'quiz':
      return 'automatic'
    case 'resource':
    case 'folder':
    case 'url':
      return 'manual'
    default:
      return course.id % 2 === 0 ? 'manual' : 'automatic'
  }
}

/** @param quizGrade of a quiz: it is passed or failed, not just done */
export function readCompletionState(input: {
  person: Person
  item: Item
  quizGrade: Grade | null
}): CompletionState {
  const { person, item, quizGrade } = input
  if (item.modname !== 'quiz') return isCompleted(person, item.cmid) ? 1 : 0
  if (quizGrade === null) return 0
  return quizGrade.value >= passMark ? 2 : 3
}
