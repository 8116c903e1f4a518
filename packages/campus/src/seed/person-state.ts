import type { AssignItem, CourseFacts, Discussion, ForumItem, Person } from './model.ts'
import { hashText } from './prng.ts'

export type SubmissionState =
  | 'none-needed'
  | 'not-open'
  | 'new'
  | 'draft'
  | 'submitted'
  | 'graded'
  | 'overdue'
  | 'overdue-with-extension'
  | 'reopened'

/** What one student has done about one assignment. */
export type AssignState = {
  state: SubmissionState
  /** When the work was handed in or last saved; 0 if never. */
  submittedAt: number
  grade: Grade | null
  extensionduedate: number | null
}
export type Grade = { value: number; gradedAt: number; feedback: string; isHidden: boolean }

const daySeconds = 86_400
// Counted through, not drawn: a student with a few courses has every state.
const currentPast: readonly SubmissionState[] = [
  'graded',
  'submitted',
  'overdue',
  'overdue-with-extension',
  'reopened',
]
const currentOpen: readonly SubmissionState[] = ['new', 'draft', 'new', 'submitted']
const longPast: readonly SubmissionState[] = [
  'graded',
  'graded',
  'graded',
  'submitted',
  'graded',
  'graded',
  'graded',
  'overdue',
  'graded',
  'graded',
  'graded',
  'graded',
  'graded',
  'submitted',
  'graded',
  'graded',
]
const feedbacks = [
  '<p>עבודה יפה מאוד!</p>',
  "<p>חסר הסבר בסעיף ב'.</p>",
  '<p>Well done.</p>',
  '',
  '<p>أحسنت</p>',
]

const startOf = (person: Person) => hashText(person.username) % 5

/** Pure: the same person, assignment and day (`now`, when the campus was made) give the same state. */
export function readAssignState(input: {
  person: Person
  course: CourseFacts
  item: AssignItem
  now: number
}): AssignState {
  const { person, course, item, now } = input
  const state = chooseState()
  const wasHandedIn = ['submitted', 'graded', 'reopened'].includes(state)
  const submittedAt =
    wasHandedIn || state === 'draft' ? Math.min(item.duedate - daySeconds, now) - (draw() % 80_000) : 0
  const isGraded =
    state === 'graded' || state === 'reopened' || (state === 'none-needed' && item.duedate < now)
  return {
    state,
    submittedAt,
    grade: isGraded ? gradeFor() : null,
    extensionduedate: state === 'overdue-with-extension' ? now + 4 * daySeconds : null,
  }

  function draw() {
    return hashText(`${person.username}/${item.cmid}`)
  }

  function gradeFor(): Grade {
    const gradedAt = Math.min(item.duedate + 10 * daySeconds, now - 3600)
    const feedback = feedbacks[draw() % feedbacks.length] as string
    // Some are 0, which is a grade and not the lack of one.
    const value = draw() % 29 === 0 ? 0 : 55 + (draw() % 46)
    return { value, gradedAt, feedback, isHidden: item.gradeHidden }
  }

  function chooseState(): SubmissionState {
    if (item.nosubmissions) return 'none-needed'
    if (item.allowsubmissionsfromdate > now) return 'not-open'
    if (item.gradeHidden) return 'graded'
    const step = startOf(person) + item.instance
    const cycle = item.duedate > now ? currentOpen : course.term === 'past' ? longPast : currentPast
    return cycle[step % cycle.length] as SubmissionState
  }
}

/** The final exam's grade in a course that has ended, or null. */
export function readExamGrade({ person, course }: { person: Person; course: CourseFacts }): Grade | null {
  if (course.term !== 'past') return null
  const draw = hashText(`${person.username}/exam/${course.id}`)
  return { value: 58 + (draw % 43), gradedAt: course.enddate - daySeconds, feedback: '', isHidden: false }
}

/** Whether the student has marked the item done (manual completion). */
export function isCompleted(person: Person, cmid: number): boolean {
  return hashText(`${person.username}/done/${cmid}`) % 3 === 0
}

/** Posts of a discussion the student has not read; null where Moodle does not keep it. */
export function countUnread(person: Person, forum: ForumItem, discussion: Discussion): number | null {
  if (!forum.isTracked) return null
  const draw = hashText(`${person.username}/unread/${discussion.id}`)
  return draw % 3 === 0 ? 1 + (draw % (discussion.replies + 1)) : 0
}
