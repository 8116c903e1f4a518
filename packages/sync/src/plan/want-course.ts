import { classifyItem } from '@spike/classify'
import type { CourseRows } from '@spike/store'
import { keepKnown } from './keep-known.ts'
import { keepOrder } from './keep-order.ts'
import type { ReadCourseRows } from './read-rows.ts'

export const nothingStored: CourseRows = {
  sections: [],
  items: [],
  files: [],
  assignments: [],
  quizzes: [],
  forums: [],
  grades: [],
  goneGrades: [],
  discussions: [],
  readForums: [],
}

/** What should be stored of a course after this reading: what it tells, what it leaves as it was, each item classified. */
export function wantCourse(stored: CourseRows, read: ReadCourseRows): CourseRows {
  const rows = keepKnown(stored, read)
  const sectionNames = new Map(rows.sections.map((section) => [section.moodle_id, section.name]))
  const fileNames = new Map(
    rows.files
      .filter((file) => file.type === 'file')
      .toSorted((a, b) => b.position - a.position)
      .map((file) => [file.item_moodle_id, file.name]),
  )
  return {
    ...rows,
    items: keepOrder(stored.items, rows.items).map((item) => {
      const filename = fileNames.get(item.moodle_id)
      const { kind, number, confidence, reason } = classifyItem({
        modname: item.modname,
        name: item.name,
        section: sectionNames.get(item.section_moodle_id) ?? '',
        ...(filename !== undefined && { filename }),
      })
      return { ...item, kind, number, confidence, reason }
    }),
    grades: keepOrder(stored.grades, rows.grades),
  }
}
