import type { KnownCourse } from '@spike/moodle'
import type { KnownRows, StoredCourse } from '@spike/store'

/** States of an attempt that is begun and not ended. */
const openStates: ReadonlySet<string> = new Set(['notstarted', 'inprogress', 'overdue'])

/** What the reader is told of courses that were read before, by Moodle's course id. */
export function toKnownCourses(
  courses: readonly StoredCourse[],
  rows: KnownRows,
): ReadonlyMap<number, KnownCourse> {
  const items = Map.groupBy(rows.items, (row) => row.course_id)
  const assignments = Map.groupBy(rows.assignments, (row) => row.course_id)
  const quizzes = Map.groupBy(rows.quizzes, (row) => row.course_id)
  const forums = Map.groupBy(rows.forums, (row) => row.course_id)
  const grades = Map.groupBy(rows.grades, (row) => row.course_id)
  return new Map(
    courses.flatMap((course) => {
      if (!course.read_at) return []
      // Where a module has several, its first counts.
      const gradeOf = new Map(
        (grades.get(course.id) ?? [])
          .toReversed()
          .map((row) => [row.item_moodle_id, { grade: row.grade, gradedAt: row.graded_at }]),
      )
      const gradeOn = (item: number) => gradeOf.get(item) ?? { grade: null, gradedAt: null }
      const known: KnownCourse = {
        readAt: course.read_at,
        items: new Map((items.get(course.id) ?? []).map((row) => [row.moodle_id, row.detail])),
        assignments: new Map(
          (assignments.get(course.id) ?? []).map((row) => [
            row.item_moodle_id,
            {
              submissionState: row.submission_state,
              graded: row.graded,
              dueAt: row.due_at,
              cutOffAt: row.cut_off_at,
              extendedTo: row.extended_to,
              ...gradeOn(row.item_moodle_id),
            },
          ]),
        ),
        quizzes: new Map(
          (quizzes.get(course.id) ?? []).map((row) => [
            row.item_moodle_id,
            {
              opensAt: row.opens_at,
              closesAt: row.closes_at,
              attemptCount: row.attempts?.length ?? null,
              attemptOpen: row.attempts?.some((attempt) => openStates.has(attempt.state)) ?? false,
              ...gradeOn(row.item_moodle_id),
            },
          ]),
        ),
        forums: new Map(
          (forums.get(course.id) ?? []).map((row) => [
            row.item_moodle_id,
            {
              discussionCount: row.discussion_count,
              unreadCount: row.unread_count,
              discussionsReadAt: row.discussions_read_at,
            },
          ]),
        ),
      }
      return [[course.moodle_id, known] as const]
    }),
  )
}
