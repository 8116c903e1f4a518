import type { AssignmentRow, CoursePlan, CourseRows } from '@spike/store'
import { findCourseChanges } from './course-changes.ts'
import { differingFields, diffRows } from './diff-rows.ts'

const nothingStored: CourseRows = {
  sections: [],
  items: [],
  files: [],
  assignments: [],
  quizzes: [],
  grades: [],
  announcements: [],
}

/**
 * What to write so that the stored course becomes the wanted one, and what of that is news to the student.
 * `stored` is null when the course is read for the first time: then all is written and nothing is news.
 */
export function planCourse(stored: CourseRows | null, read: CourseRows): CoursePlan {
  const before = stored ?? nothingStored
  const wanted = { ...read, assignments: keepKnownSubmissions(before.assignments, read.assignments) }
  return {
    sections: diffRows(before.sections, wanted.sections, (row) => row.moodle_id),
    items: diffRows(before.items, wanted.items, (row) => row.moodle_id),
    files: diffFiles(before, wanted),
    assignments: diffRows(before.assignments, wanted.assignments, (row) => row.item_moodle_id),
    quizzes: diffRows(before.quizzes, wanted.quizzes, (row) => row.item_moodle_id),
    grades: diffRows(before.grades, wanted.grades, (row) => row.moodle_id),
    announcements: diffRows(before.announcements, wanted.announcements, (row) => row.moodle_id),
    changes: stored ? findCourseChanges(stored, wanted) : [],
  }
}

/** What a site did not tell this time is not news: the submission stays as it was last known. */
function keepKnownSubmissions(
  stored: readonly AssignmentRow[],
  read: readonly AssignmentRow[],
): AssignmentRow[] {
  const before = new Map(stored.map((row) => [row.item_moodle_id, row]))
  return read.map((row) => {
    const known = row.submission_state === 'unknown' ? before.get(row.item_moodle_id) : undefined
    if (!known) return row
    const { submission_state, submitted_at, graded, extended_to, feedback_html } = known
    return { ...row, submission_state, submitted_at, graded, extended_to, feedback_html }
  })
}

function diffFiles(stored: CourseRows, wanted: CourseRows): CoursePlan['files'] {
  const before = Map.groupBy(stored.files, (file) => file.item_moodle_id)
  const after = Map.groupBy(wanted.files, (file) => file.item_moodle_id)
  const itemMoodleIds = wanted.items
    .map((item) => item.moodle_id)
    .filter((id) => !sameFiles(before.get(id) ?? [], after.get(id) ?? []))
  const changed = new Set(itemMoodleIds)
  return {
    write: wanted.files.filter((file) => changed.has(file.item_moodle_id)),
    replacedItemMoodleIds: itemMoodleIds.filter((id) => before.has(id)),
  }
}

function sameFiles(stored: CourseRows['files'], wanted: CourseRows['files']): boolean {
  if (stored.length !== wanted.length) return false
  const byPosition = stored.toSorted((a, b) => a.position - b.position)
  return wanted.every((file, index) => {
    const before = byPosition[index]
    return before !== undefined && differingFields(before, file).length === 0
  })
}
