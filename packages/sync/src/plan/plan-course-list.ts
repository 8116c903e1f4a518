import type { CourseSummary } from '@spike/moodle'
import type { CourseListRow, StoredCourse } from '@spike/store'
import { uniqueBy } from './read-rows.ts'
import { differingFields } from './diff-rows.ts'

export interface CourseListPlan {
  readonly write: readonly CourseListRow[]
  /** Stored courses that the site lists no more. */
  readonly gone: readonly StoredCourse[]
  /** Courses that were not there, or gone, at the last sync. */
  readonly added: readonly CourseListRow[]
}

export function planCourseList(
  stored: readonly StoredCourse[],
  read: readonly CourseSummary[],
): CourseListPlan {
  const storedByMoodleId = new Map(stored.map((course) => [course.moodle_id, course]))
  const wanted = uniqueBy(read, (course) => course.moodleId).map((course) =>
    toCourseListRow(course, storedByMoodleId.get(course.moodleId)),
  )
  const wantedIds = new Set(wanted.map((course) => course.moodle_id))
  const isThere = (course: StoredCourse | undefined) => course !== undefined && course.gone_at === null
  return {
    write: wanted.filter((row) => {
      const before = storedByMoodleId.get(row.moodle_id)
      return !before || !isThere(before) || differingFields(before as CourseListRow, row).length > 0
    }),
    gone: stored.filter((course) => isThere(course) && !wantedIds.has(course.moodle_id)),
    added: wanted.filter((row) => !isThere(storedByMoodleId.get(row.moodle_id))),
  }
}

/** A list that does not name categories leaves the name that reading the course told. */
function toCourseListRow(course: CourseSummary, before: StoredCourse | undefined): CourseListRow {
  return {
    moodle_id: course.moodleId,
    full_name: course.fullName,
    short_name: course.shortName,
    id_number: course.idNumber,
    category_id: course.categoryId,
    category_name: course.categoryName ?? before?.category_name ?? null,
    summary_html: course.summaryHtml,
    starts_at: course.startsAt,
    ends_at: course.endsAt,
    visible: course.visible,
    hidden_by_student: course.hiddenByStudent,
    favourite: course.favourite,
    progress_percent: course.progressPercent,
    shows_grades: course.showsGrades,
    url: course.url,
  }
}
