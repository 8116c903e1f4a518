import type { CourseRows } from './course-rows.ts'
import { courseColumns } from './course-tables.ts'
import type { Queryable } from './database.ts'

/** What is stored of a course and not gone; of grades that are gone what the student was told. */
export async function readCourseSnapshot(db: Queryable, courseId: number): Promise<CourseRows> {
  const sections = await db
    .selectFrom('sections')
    .select(['id', ...courseColumns.sections])
    .where('course_id', '=', courseId)
    .where('gone_at', 'is', null)
    .execute()
  const items = await db
    .selectFrom('items')
    .select(['id', 'section_id', ...courseColumns.items])
    .where('course_id', '=', courseId)
    .where('gone_at', 'is', null)
    .execute()
  const files = await db
    .selectFrom('files')
    .select(['item_id', ...courseColumns.files])
    .where('course_id', '=', courseId)
    .execute()
  const assignments = await db
    .selectFrom('assignments')
    .select(['item_id', ...courseColumns.assignments])
    .where('course_id', '=', courseId)
    .execute()
  const quizzes = await db
    .selectFrom('quizzes')
    .select(['item_id', ...courseColumns.quizzes])
    .where('course_id', '=', courseId)
    .execute()
  const forums = await db
    .selectFrom('forums')
    .select(['item_id', 'discussions_read_at', ...courseColumns.forums])
    .where('course_id', '=', courseId)
    .execute()
  const grades = await db
    .selectFrom('grades')
    .select(courseColumns.grades)
    .where('course_id', '=', courseId)
    .where('gone_at', 'is', null)
    .execute()
  const goneGrades = await db
    .selectFrom('grades')
    .select(['moodle_id', 'last_given'])
    .where('course_id', '=', courseId)
    .where('gone_at', 'is not', null)
    .execute()
  const discussions = await db
    .selectFrom('discussions')
    .select(courseColumns.discussions)
    .where('course_id', '=', courseId)
    .where('gone_at', 'is', null)
    .execute()

  const sectionMoodleIds = new Map(sections.map((section) => [section.id, section.moodle_id]))
  const itemMoodleIds = new Map(items.map((item) => [item.id, item.moodle_id]))
  const byMoodleId = <Row extends { item_id: number }>(rows: readonly Row[]) =>
    rows.flatMap(({ item_id: itemId, ...row }) => {
      const moodleId = itemMoodleIds.get(itemId)
      return moodleId === undefined ? [] : [{ ...row, item_moodle_id: moodleId }]
    })
  const itsForums = byMoodleId(forums)
  return {
    sections: sections.map((section) => pick(section, courseColumns.sections)),
    items: items.map((item) => ({
      ...pick(item, courseColumns.items),
      section_moodle_id: sectionMoodleIds.get(item.section_id) ?? -1,
    })),
    files: byMoodleId(files),
    assignments: byMoodleId(assignments),
    quizzes: byMoodleId(quizzes),
    forums: itsForums.map((forum) => pick(forum, ['item_moodle_id', ...courseColumns.forums])),
    grades,
    goneGrades,
    discussions,
    readForums: itsForums
      .filter((forum) => forum.discussions_read_at !== null)
      .map((forum) => forum.item_moodle_id),
  }
}

function pick<Row, Field extends keyof Row>(row: Row, fields: readonly Field[]): Pick<Row, Field> {
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<Row, Field>
}
