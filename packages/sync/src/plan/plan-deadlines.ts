import type { ReadEvent } from '@spike/moodle'
import type { DeadlineRow, readDeadlineSources } from '@spike/store'
import { dueAt } from './course-changes.ts'
import { differingFields } from './diff-rows.ts'

export type DeadlineSources = Awaited<ReturnType<typeof readDeadlineSources>>
type StoredDeadline = DeadlineSources['stored'][number]

/** Event types that ask something of the student by a time. */
const askingTypes: ReadonlySet<string> = new Set(['due', 'close', 'expectcompletionon', 'closesubmission'])

export interface Calendar {
  /** Null where the site does not let the calendar be read. */
  readonly events: readonly ReadEvent[] | null
  /** Moodle's ids of courses of whose events some could not be understood. */
  readonly brokenCourses: ReadonlySet<number>
}

/**
 * A student's deadlines: assignments by their due date, quizzes by their closing, and what else the calendar asks for.
 * The calendar lists only a window of time, so what has passed is kept when it is listed no more; and what came from it
 * is kept where it is not known.
 */
export function planDeadlines(
  sources: DeadlineSources,
  calendar: Calendar,
  now: Date,
): { write: DeadlineRow[]; remove: number[] } {
  const { events } = calendar
  const wanted = [
    ...fromAssignments(sources),
    ...fromQuizzes(sources),
    ...fromCalendar(sources, events ?? []),
  ]
  const storedByKey = new Map(sources.stored.map((row) => [row.key, row]))
  const wantedKeys = new Set(wanted.map((row) => row.key))
  const broken = new Set(
    sources.courses
      .filter((course) => calendar.brokenCourses.has(course.moodle_id))
      .map((course) => course.id),
  )
  const isUnknown = (row: StoredDeadline) =>
    events === null || (row.course_id !== null && broken.has(row.course_id))
  const isKept = (row: StoredDeadline) =>
    wantedKeys.has(row.key) || (row.kind === 'other' && (row.due_at < now || isUnknown(row)))
  return {
    write: wanted.filter((row) => {
      const stored = storedByKey.get(row.key)
      return !stored || differingFields(stored as DeadlineRow, row).length > 0
    }),
    remove: sources.stored.filter((row) => !isKept(row)).map((row) => row.id),
  }
}

function fromAssignments({ assignments }: DeadlineSources): DeadlineRow[] {
  return assignments.flatMap((assignment) => {
    const due = dueAt(assignment)
    if (!due) return []
    return [
      {
        key: `assignment:${assignment.item_id}`,
        course_id: assignment.course_id,
        item_id: assignment.item_id,
        title: assignment.name,
        kind: 'assignment_due',
        due_at: due,
        done: assignment.graded || assignment.submission_state === 'submitted',
        url: assignment.url,
      },
    ]
  })
}

function fromQuizzes({ quizzes }: DeadlineSources): DeadlineRow[] {
  return quizzes.flatMap((quiz) => {
    if (!quiz.closes_at) return []
    return [
      {
        key: `quiz:${quiz.item_id}`,
        course_id: quiz.course_id,
        item_id: quiz.item_id,
        title: quiz.name,
        kind: 'quiz_closes',
        due_at: quiz.closes_at,
        done: quiz.grade !== null,
        url: quiz.url,
      },
    ]
  })
}

function fromCalendar(sources: DeadlineSources, events: readonly ReadEvent[]): DeadlineRow[] {
  const itemIds = new Map<string, DeadlineSources['items'][number]>(
    sources.items.map((item) => [`${item.course_moodle_id}:${item.moodle_id}`, item]),
  )
  const courseIds = new Map(sources.courses.map((course) => [course.moodle_id, course.id]))
  const covered = new Set([...sources.assignments, ...sources.quizzes].map((row) => row.item_id))
  return events.flatMap((event) => {
    if (!askingTypes.has(event.type)) return []
    const item = itemIds.get(`${event.courseMoodleId}:${event.itemMoodleId}`)
    if (event.itemMoodleId !== null && (!item || covered.has(item.id))) return []
    return [
      {
        key: `calendar:${event.moodleId}`,
        course_id: item?.course_id ?? courseIds.get(event.courseMoodleId ?? -1) ?? null,
        item_id: item?.id ?? null,
        title: event.title,
        kind: 'other',
        due_at: event.at,
        done: false,
        url: event.url,
      },
    ]
  })
}
