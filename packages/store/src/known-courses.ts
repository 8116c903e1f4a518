import type { Queryable } from './database.ts'

/** What is stored of these courses that tells whether anything in them can have moved since they were read. */
export async function readKnownRows(db: Queryable, courseIds: readonly number[]) {
  if (courseIds.length === 0) return { items: [], assignments: [], quizzes: [], forums: [], grades: [] }
  const items = await db
    .selectFrom('items')
    .select(['course_id', 'moodle_id', 'detail'])
    .where('course_id', 'in', courseIds)
    .where('gone_at', 'is', null)
    .execute()
  const assignments = await db
    .selectFrom('assignments as a')
    .innerJoin('items as i', 'i.id', 'a.item_id')
    .select([
      'a.course_id',
      'i.moodle_id as item_moodle_id',
      'a.submission_state',
      'a.graded',
      'a.due_at',
      'a.cut_off_at',
      'a.extended_to',
    ])
    .where('a.course_id', 'in', courseIds)
    .where('i.gone_at', 'is', null)
    .execute()
  const quizzes = await db
    .selectFrom('quizzes as q')
    .innerJoin('items as i', 'i.id', 'q.item_id')
    .select(['q.course_id', 'i.moodle_id as item_moodle_id', 'q.opens_at', 'q.closes_at', 'q.attempts'])
    .where('q.course_id', 'in', courseIds)
    .where('i.gone_at', 'is', null)
    .execute()
  const forums = await db
    .selectFrom('forums as f')
    .innerJoin('items as i', 'i.id', 'f.item_id')
    .select([
      'f.course_id',
      'i.moodle_id as item_moodle_id',
      'f.discussion_count',
      'f.unread_count',
      'f.discussions_read_at',
    ])
    .where('f.course_id', 'in', courseIds)
    .where('i.gone_at', 'is', null)
    .execute()
  const grades = await db
    .selectFrom('grades')
    .select(['course_id', 'item_moodle_id', 'grade', 'graded_at'])
    .where('course_id', 'in', courseIds)
    .where('item_moodle_id', 'is not', null)
    .where('gone_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return { items, assignments, quizzes, forums, grades }
}
export type KnownRows = Awaited<ReturnType<typeof readKnownRows>>
