import type { Course } from '@spike/contract'
import type { Queryable } from './database.ts'
import { timeText } from './wire-values.ts'

/** A student's courses as they are stored, in the contract's shapes. Those that are gone are left out. */

const coursesOf = (db: Queryable, userId: string) =>
  db
    .selectFrom('courses as c')
    .leftJoin('course_readings as r', 'r.course_id', 'c.id')
    .selectAll('c')
    .select('r.read_at')
    .select((eb) =>
      eb
        .selectFrom('items')
        .whereRef('items.course_id', '=', 'c.id')
        .where('items.gone_at', 'is', null)
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('item_count'),
    )
    .select((eb) =>
      eb
        .selectFrom('changes')
        .whereRef('changes.course_id', '=', 'c.id')
        .where('changes.user_id', '=', userId)
        .where('changes.read_at', 'is', null)
        .where('changes.kind', '<>', 'gone')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('new_count'),
    )
    .where('c.user_id', '=', userId)
    .where('c.gone_at', 'is', null)

type CourseRow = Awaited<ReturnType<ReturnType<typeof coursesOf>['executeTakeFirstOrThrow']>>

const toCourse = (row: CourseRow): Course => ({
  id: String(row.id),
  moodleId: row.moodle_id,
  name: row.full_name,
  shortName: row.short_name,
  category: row.category_name,
  academicYear: row.academic_year,
  term: row.term,
  startsAt: timeText(row.starts_at),
  endsAt: timeText(row.ends_at),
  url: row.url,
  hidden: row.hidden_by_student,
  favourite: row.favourite,
  progressPercent: row.progress_percent,
  itemCount: row.item_count ?? 0,
  readAt: timeText(row.read_at),
  teachers: [...row.teachers],
  newCount: row.new_count ?? 0,
})

/** The newest first. */
export async function listCourses(db: Queryable, userId: string): Promise<Course[]> {
  const rows = await coursesOf(db, userId)
    .orderBy('c.academic_year', (order) => order.desc().nullsLast())
    .orderBy('c.starts_at', (order) => order.desc().nullsLast())
    .orderBy('c.full_name')
    .orderBy('c.id')
    .execute()
  return rows.map(toCourse)
}

/** Null where the student has no such course. */
export async function readCourse(
  db: Queryable,
  { userId, courseId }: { readonly userId: string; readonly courseId: number },
): Promise<Course | null> {
  const row = await coursesOf(db, userId).where('c.id', '=', courseId).executeTakeFirst()
  return row ? toCourse(row) : null
}
