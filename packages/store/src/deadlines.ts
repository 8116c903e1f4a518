import type { Selectable } from 'kysely'
import type { Events } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { upsertRows } from './upsert.ts'

const columns = [
  'key',
  'course_id',
  'item_id',
  'title',
  'kind',
  'due_at',
  'ends_at',
  'done',
  'url',
  'description_html',
] as const

/** What stands in the calendar: deadlines, and (kind `calendar`) what asks nothing. */
export type DeadlineRow = Pick<Selectable<Events>, (typeof columns)[number]>

/** What a student's deadlines are made of, from what is stored. */
export async function readDeadlineSources(db: Queryable, userId: string) {
  const assignments = await db
    .selectFrom('assignments')
    .innerJoin('items', 'items.id', 'assignments.item_id')
    .innerJoin('courses', 'courses.id', 'assignments.course_id')
    .select([
      'assignments.item_id',
      'assignments.course_id',
      'items.name',
      'items.url',
      'assignments.due_at',
      'assignments.extended_to',
      'assignments.submission_state',
      'assignments.graded',
    ])
    .where('assignments.user_id', '=', userId)
    .where('items.gone_at', 'is', null)
    .where('courses.gone_at', 'is', null)
    .execute()
  const quizzes = await db
    .selectFrom('quizzes')
    .innerJoin('items', 'items.id', 'quizzes.item_id')
    .innerJoin('courses', 'courses.id', 'quizzes.course_id')
    .leftJoin('grades', (join) =>
      join
        .onRef('grades.course_id', '=', 'quizzes.course_id')
        .onRef('grades.item_moodle_id', '=', 'items.moodle_id')
        .on('grades.gone_at', 'is', null),
    )
    .select([
      'quizzes.item_id',
      'quizzes.course_id',
      'items.name',
      'items.url',
      'quizzes.closes_at',
      'quizzes.attempts',
      'quizzes.best_grade',
      (eb) => eb.fn.max('grades.grade').as('grade'),
    ])
    .where('quizzes.user_id', '=', userId)
    .where('items.gone_at', 'is', null)
    .where('courses.gone_at', 'is', null)
    .groupBy(['quizzes.item_id', 'items.name', 'items.url'])
    .execute()
  const courses = await db
    .selectFrom('courses')
    .select(['id', 'moodle_id'])
    .where('user_id', '=', userId)
    .where('gone_at', 'is', null)
    .execute()
  const items = await db
    .selectFrom('items')
    .innerJoin('courses', 'courses.id', 'items.course_id')
    .select(['items.id', 'items.moodle_id', 'items.course_id', 'courses.moodle_id as course_moodle_id'])
    .where('items.user_id', '=', userId)
    .where('items.gone_at', 'is', null)
    .execute()
  const stored = await db
    .selectFrom('events')
    .select(['id', ...columns])
    .where('user_id', '=', userId)
    .execute()
  return { assignments, quizzes, courses, items, stored }
}

export async function writeDeadlines(
  db: Queryable,
  userId: string,
  { write, remove }: { readonly write: readonly DeadlineRow[]; readonly remove: readonly number[] },
): Promise<void> {
  await upsertRows(db, {
    table: 'events',
    columns: ['user_id', ...columns],
    conflict: ['user_id', 'key'],
    rows: write.map((row) => ({ user_id: userId, ...row })),
  })
  if (remove.length === 0) return
  await db.deleteFrom('events').where('user_id', '=', userId).where('id', 'in', remove).execute()
}
