import type {
  CourseContent,
  ReadAssignment,
  ReadForum,
  ReadGrade,
  ReadItem,
  ReadQuiz,
  ReadSection,
} from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import type { ReadCalendar } from './calendar.ts'
import type { OpenedItem } from './open-items.ts'
import type { IndexedAssignment } from './parse-assignment-index.ts'

/** Everything that was read of one course. */
export interface CourseParts {
  readonly sections: readonly ReadSection[]
  /** Null where it was not read: submissions are then not told of. */
  readonly index: readonly IndexedAssignment[] | null
  /** None where the course shows none; null where the student may not see them. */
  readonly grades: readonly ReadGrade[] | null
  readonly opened: ReadonlyMap<number, OpenedItem>
  readonly times: ReadCalendar['times']
  readonly known: KnownCourse | undefined
}

const minuteMs = 60_000

/**
 * The calendar has the second, a page's words only the minute. Where they are further apart the page is right: the
 * calendar may still have the date that all the others have (a student's own, by an override).
 */
function pickTime(timestamp: Date | undefined, inWords: Date | null): Date | null {
  if (!timestamp || !inWords) return timestamp ?? inWords
  return Math.abs(timestamp.getTime() - inWords.getTime()) < minuteMs ? timestamp : inWords
}

const dateOf = (item: ReadItem, id: string) => item.dates.find((date) => date.id === id)?.at ?? null

function makeAssignment(item: ReadItem, parts: CourseParts): ReadAssignment {
  const { moodleId } = item
  const listed = parts.index?.find(({ itemMoodleId }) => itemMoodleId === moodleId)
  const grade = parts.grades?.find(({ itemMoodleId }) => itemMoodleId === moodleId)
  const known = parts.known?.assignments.get(moodleId)
  const opened = parts.opened.get(moodleId)?.assignment
  // A date in words that are not understood, or one that the index does not list, is still the date that was known.
  const isUnclear = listed ? listed.dueWords !== null : true
  const inWords = listed?.dueAt ?? dateOf(item, 'duedate')
  const state = [listed?.submissionState, opened?.submissionState].find((each) => each && each !== 'unknown')
  const hasGrade = grade !== undefined && grade.gradeText !== null
  const isGraded = (listed?.graded ?? false) || (opened?.graded ?? false) || hasGrade
  return {
    moodleId: null,
    itemMoodleId: moodleId,
    name: item.name,
    descriptionHtml: item.descriptionHtml,
    opensAt: dateOf(item, 'allowsubmissionsfromdate'),
    dueAt:
      pickTime(parts.times.get(moodleId)?.get('due'), inWords) ?? (isUnclear ? (known?.dueAt ?? null) : null),
    // What the website does not tell: the last date, and when the student handed it in.
    cutOffAt: null,
    extendedTo: known?.extendedTo ?? null,
    maxGrade: grade?.max ?? null,
    submissionState: state ?? 'unknown',
    submittedAt: null,
    // Of one that was opened again the grade shown is that of the attempt before.
    graded: isGraded && state !== 'reopened',
    feedbackHtml: grade?.feedbackHtml ?? null,
    files: opened?.files ?? [],
  }
}

function makeQuiz(item: ReadItem, parts: CourseParts): ReadQuiz {
  const { moodleId } = item
  const times = parts.times.get(moodleId)
  const opened = parts.opened.get(moodleId)?.quiz
  // Of an item that is listed alone only the calendar's months tell: what was known must not go with them.
  const known = item.detail === 'listed' ? parts.known?.quizzes.get(moodleId) : undefined
  return {
    moodleId: null,
    itemMoodleId: moodleId,
    name: item.name,
    descriptionHtml: item.descriptionHtml,
    opensAt: pickTime(times?.get('open'), dateOf(item, 'timeopen')) ?? known?.opensAt ?? null,
    closesAt: pickTime(times?.get('close'), dateOf(item, 'timeclose')) ?? known?.closesAt ?? null,
    timeLimitSeconds: null,
    attemptsAllowed: null,
    maxGrade: opened?.maxGrade ?? null,
    attempts: opened?.attempts ?? null,
    bestGrade: opened?.bestGrade ?? null,
  }
}

function makeForum(item: ReadItem, parts: CourseParts): ReadForum {
  const opened = parts.opened.get(item.moodleId)?.forum
  return {
    moodleId: null,
    itemMoodleId: item.moodleId,
    name: item.name,
    descriptionHtml: item.descriptionHtml,
    type: opened?.type ?? null,
    discussionCount: opened?.discussionCount ?? null,
    unreadCount: opened?.unreadCount ?? null,
    discussions: opened?.discussions ?? null,
  }
}

/** Puts a course together from its pages. */
export function makeCourseContent(parts: CourseParts): CourseContent {
  const sections = parts.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => parts.opened.get(item.moodleId)?.item ?? item),
  }))
  const items = sections.flatMap((section) => section.items)
  const ofType = (modname: string) => items.filter((item) => item.modname === modname)
  return {
    categoryName: null,
    teachers: null,
    sections,
    assignments: ofType('assign').map((item) => makeAssignment(item, parts)),
    quizzes: ofType('quiz').map((item) => makeQuiz(item, parts)),
    forums: ofType('forum').map((item) => makeForum(item, parts)),
    grades: parts.grades,
  }
}
