import type { CoursePlan, CourseRows } from '@spike/store'
import { findCourseChanges } from './course-changes.ts'
import { differingFields, diffRows } from './diff-rows.ts'
import type { ReadCourseRows } from './read-rows.ts'
import { nothingStored, wantCourse } from './want-course.ts'

/** What is stored of a course, and when it was read. */
export interface StoredReading {
  readonly rows: CourseRows
  readonly readAt: Date
}

/**
 * What to write so that the stored course becomes what the reading says it is, and what of that is news to the student.
 * `stored` is null when the course is read for the first time: then all is written and nothing is news.
 */
export function planCourse(stored: StoredReading | null, read: ReadCourseRows): CoursePlan {
  const before = stored?.rows ?? nothingStored
  const wanted = wantCourse(before, read)
  const forums = diffRows(before.forums, wanted.forums, (row) => row.item_moodle_id)
  const discussions = diffRows(before.discussions, wanted.discussions, (row) => row.moodle_id)
  const moved = new Set([
    ...forums.write.map((forum) => forum.item_moodle_id),
    ...discussions.write.map((discussion) => discussion.forum_item_moodle_id),
    ...before.discussions
      .filter((discussion) => discussions.gone.includes(discussion.moodle_id))
      .map((discussion) => discussion.forum_item_moodle_id),
  ])
  return {
    sections: diffRows(before.sections, wanted.sections, (row) => row.moodle_id),
    items: diffRows(before.items, wanted.items, (row) => row.moodle_id),
    files: diffFiles(before, wanted),
    assignments: diffRows(before.assignments, wanted.assignments, (row) => row.item_moodle_id),
    quizzes: diffRows(before.quizzes, wanted.quizzes, (row) => row.item_moodle_id),
    forums,
    grades: diffRows(before.grades, wanted.grades, (row) => row.moodle_id),
    discussions,
    readForums: read.readForums.filter((forum) => moved.has(forum) || !before.readForums.includes(forum)),
    changes: stored
      ? findCourseChanges(before, wanted, {
          lastReadAt: stored.readAt,
          whollyReadForums: new Set(read.whollyReadForums),
        })
      : [],
  }
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
  const [before, after] = [stored, wanted].map((files) => files.toSorted((a, b) => a.position - b.position))
  return (after ?? []).every((file, index) => {
    const old = before?.[index]
    return old !== undefined && differingFields(old, file).length === 0
  })
}
