import type { ReadEvent } from '@spike/moodle'
import type { DeadlineRow, readDeadlineSources } from '@spike/store'
import { dueAt } from './course-changes.ts'
import { differingFields } from './diff-rows.ts'
import { uniqueBy } from './read-rows.ts'

export type DeadlineSources = Awaited<ReturnType<typeof readDeadlineSources>>
type StoredDeadline = DeadlineSources['stored'][number]

/** Event types that ask something of the student by a time. */
const askingTypes: ReadonlySet<string> = new Set([
  'due',
  'close',
  'expectcompletionon',
  'closesubmission',
  'closeassessment',
  'extension',
])
/** Event types that only say what takes place or begins then, even where the student can act on it. */
const tellingTypes: ReadonlySet<string> = new Set([
  'course',
  'user',
  'site',
  'group',
  'category',
  'open',
  'opensubmission',
  'openassessment',
  'meeting_start',
  'chattime',
])
/** What asks something of teachers alone. */
const teachersType = 'gradingdue'
/** Both ways of reading a site go back so far at least: what is missing within is no more there. */
const readBackDays = 27
/** States of an attempt that was handed in. */
const handedInStates: ReadonlySet<string> = new Set(['submitted', 'finished'])

export interface Calendar {
  /** Null where it was not read, or the site does not let it be. */
  readonly events: readonly ReadEvent[] | null
  /** False where those that only tell (kind `calendar`) are not all of them. */
  readonly entriesTold: boolean
  /** Moodle's ids of courses of whose events some could not be understood. */
  readonly brokenCourses: ReadonlySet<number>
}

/**
 * A student's calendar: assignments by their due date, quizzes by their closing, what else the site's calendar asks for,
 * and (kind `calendar`) what it only tells. The site lists only a window of time, and drops what was handed in, so what
 * has passed is kept when it is listed no more; and what came from it is kept where it is not known.
 */
export function planDeadlines(
  sources: DeadlineSources,
  calendar: Calendar,
  now: Date,
): { write: DeadlineRow[]; remove: number[] } {
  const { events } = calendar
  const ofActivities = [...fromAssignments(sources), ...fromQuizzes(sources)]
  const covered = {
    items: new Set(ofActivities.map((row): number | null => row.item_id)),
    times: new Set(ofActivities.map(timeOf)),
  }
  const wanted = uniqueBy(
    [...ofActivities, ...fromCalendar(sources, events ?? [], covered)],
    (row) => row.key,
  )
  const storedByKey = new Map(sources.stored.map((row) => [row.key, row]))
  const wantedKeys = new Set(wanted.map((row) => row.key))
  const broken = new Set(
    sources.courses
      .filter((course) => calendar.brokenCourses.has(course.moodle_id))
      .map((course) => course.id),
  )
  const isUnknown = (row: StoredDeadline) =>
    events === null ||
    (row.kind === 'calendar' && !calendar.entriesTold) ||
    (row.course_id !== null && broken.has(row.course_id))
  const readSince = now.getTime() - readBackDays * 86_400_000
  const isPast = (row: StoredDeadline) =>
    row.kind === 'calendar' ? row.due_at.getTime() < readSince : row.due_at < now
  const isOfCalendar = (row: StoredDeadline) =>
    row.kind === 'calendar' || (row.kind === 'other' && !covered.items.has(row.item_id))
  const isKept = (row: StoredDeadline) =>
    wantedKeys.has(row.key) || (isOfCalendar(row) && (isPast(row) || isUnknown(row)))
  return {
    write: wanted.filter((row) => {
      const stored = storedByKey.get(row.key)
      return !stored || differingFields(stored as DeadlineRow, row).length > 0
    }),
    remove: sources.stored.filter((row) => !isKept(row)).map((row) => row.id),
  }
}

type Assignment = DeadlineSources['assignments'][number]
type Quiz = DeadlineSources['quizzes'][number]

const isHandedIn = (assignment: Assignment): boolean =>
  assignment.graded || assignment.submission_state === 'submitted'
const isTaken = (quiz: Quiz): boolean =>
  quiz.grade !== null ||
  quiz.best_grade !== null ||
  (quiz.attempts?.some((attempt) => handedInStates.has(attempt.state)) ?? false)

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
        ends_at: null,
        done: isHandedIn(assignment),
        url: assignment.url,
        description_html: null,
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
        ends_at: null,
        done: isTaken(quiz),
        url: quiz.url,
        description_html: null,
      },
    ]
  })
}

/** What the deadlines of activities tell already. */
interface Covered {
  readonly items: ReadonlySet<number | null>
  /** Courses with the times at which something of them closes. */
  readonly times: ReadonlySet<string>
}

const timeOf = (row: Pick<DeadlineRow, 'course_id' | 'due_at'>): string =>
  `${row.course_id} ${row.due_at.getTime()}`

function fromCalendar(
  sources: DeadlineSources,
  events: readonly ReadEvent[],
  covered: Covered,
): DeadlineRow[] {
  const items = new Map<string, DeadlineSources['items'][number]>(
    sources.items.map((item) => [`${item.course_moodle_id}:${item.moodle_id}`, item]),
  )
  const courseIds = new Map(sources.courses.map((course) => [course.moodle_id, course.id]))
  const done = new Set([
    ...sources.assignments.filter(isHandedIn).map((assignment) => assignment.item_id),
    ...sources.quizzes.filter(isTaken).map((quiz) => quiz.item_id),
  ])
  return events.flatMap((event) => {
    if (event.type === teachersType) return []
    const asks = askingTypes.has(event.type) || (event.actionable && !tellingTypes.has(event.type))
    const item = items.get(`${event.courseMoodleId}:${event.itemMoodleId}`)
    const courseId = item?.course_id ?? courseIds.get(event.courseMoodleId ?? -1) ?? null
    // An event of an activity that it does not name is one of those that close then.
    const isCovered = item
      ? covered.items.has(item.id)
      : event.modname !== null && covered.times.has(timeOf({ course_id: courseId, due_at: event.at }))
    if (asks && isCovered) return []
    return [
      {
        key: `calendar:${event.moodleId}`,
        course_id: courseId,
        item_id: item?.id ?? null,
        title: event.title,
        kind: asks ? 'other' : 'calendar',
        due_at: event.at,
        ends_at: event.endsAt,
        done: asks && item !== undefined && done.has(item.id),
        url: event.url,
        description_html: event.descriptionHtml,
      },
    ]
  })
}
