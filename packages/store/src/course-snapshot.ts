import type { Queryable } from './database.ts'
import type { CourseRows } from './course-rows.ts'

/** What is stored of a course and not gone. */
export async function readCourseSnapshot(db: Queryable, courseId: number): Promise<CourseRows> {
  const [sections, items, files, assignments, quizzes, grades, announcements] = [
    await db
      .selectFrom('sections')
      .select(['moodle_id', 'number', 'name', 'summary_html', 'visible'])
      .where('course_id', '=', courseId)
      .where('gone_at', 'is', null)
      .execute(),
    await db
      .selectFrom('items')
      .innerJoin('sections', 'sections.id', 'items.section_id')
      .select([
        'items.moodle_id',
        'items.instance_id',
        'items.modname',
        'items.name',
        'items.url',
        'items.description_html',
        'items.visible',
        'items.accessible',
        'items.availability_html',
        'items.position',
        'items.indent',
        'items.completed',
        'items.modified_at',
        'items.kind',
        'items.number',
        'items.confidence',
        'items.reason',
        'sections.moodle_id as section_moodle_id',
      ])
      .where('items.course_id', '=', courseId)
      .where('items.gone_at', 'is', null)
      .execute(),
    await db
      .selectFrom('files')
      .innerJoin('items', 'items.id', 'files.item_id')
      .select([
        'files.path',
        'files.name',
        'files.type',
        'files.url',
        'files.size_bytes',
        'files.mime_type',
        'files.modified_at',
        'files.position',
        'items.moodle_id as item_moodle_id',
      ])
      .where('files.course_id', '=', courseId)
      .where('items.gone_at', 'is', null)
      .execute(),
    await db
      .selectFrom('assignments')
      .innerJoin('items', 'items.id', 'assignments.item_id')
      .select([
        'assignments.moodle_id',
        'assignments.opens_at',
        'assignments.due_at',
        'assignments.cut_off_at',
        'assignments.extended_to',
        'assignments.max_grade',
        'assignments.submission_state',
        'assignments.submitted_at',
        'assignments.graded',
        'assignments.feedback_html',
        'items.moodle_id as item_moodle_id',
      ])
      .where('assignments.course_id', '=', courseId)
      .execute(),
    await db
      .selectFrom('quizzes')
      .innerJoin('items', 'items.id', 'quizzes.item_id')
      .select([
        'quizzes.moodle_id',
        'quizzes.opens_at',
        'quizzes.closes_at',
        'quizzes.time_limit_seconds',
        'quizzes.attempts_allowed',
        'quizzes.max_grade',
        'items.moodle_id as item_moodle_id',
      ])
      .where('quizzes.course_id', '=', courseId)
      .execute(),
    await db
      .selectFrom('grades')
      .select([
        'moodle_id',
        'item_moodle_id',
        'name',
        'kind',
        'grade',
        'grade_text',
        'min',
        'max',
        'weight_percent',
        'hidden',
        'feedback_html',
        'graded_at',
        'position',
      ])
      .where('course_id', '=', courseId)
      .where('gone_at', 'is', null)
      .execute(),
    await db
      .selectFrom('announcements')
      .select(['moodle_id', 'title', 'author_name', 'message_html', 'posted_at', 'modified_at', 'url'])
      .where('course_id', '=', courseId)
      .where('gone_at', 'is', null)
      .execute(),
  ]
  return { sections, items, files, assignments, quizzes, grades, announcements }
}
