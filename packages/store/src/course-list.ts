import { type Selectable, sql } from 'kysely'
import type { Term } from '@spike/contract'
import type { CourseListRow } from './course-rows.ts'
import type { CourseReadings, Courses } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { upsertRows } from './upsert.ts'

/** A course, and its last reading: null where it was never read. */
export type StoredCourse = Selectable<Courses> & {
  readonly [Column in 'read_in_job' | 'read_at']: Selectable<CourseReadings>[Column] | null
}

/** All courses of a student, gone ones too. */
export async function readStudentCourses(db: Queryable, userId: string): Promise<StoredCourse[]> {
  return db
    .selectFrom('courses as c')
    .leftJoin('course_readings as r', 'r.course_id', 'c.id')
    .selectAll('c')
    .select(['r.read_in_job', 'r.read_at'])
    .where('c.user_id', '=', userId)
    .orderBy('c.id')
    .execute()
}

export async function writeCourses(
  db: Queryable,
  userId: string,
  rows: readonly CourseListRow[],
): Promise<void> {
  await upsertRows(db, {
    table: 'courses',
    columns: [
      'user_id',
      'moodle_id',
      'full_name',
      'short_name',
      'id_number',
      'category_id',
      'category_name',
      'summary_html',
      'starts_at',
      'ends_at',
      'visible',
      'hidden_by_student',
      'favourite',
      'progress_percent',
      'shows_grades',
      'url',
    ],
    conflict: ['user_id', 'moodle_id'],
    rows: rows.map((row) => ({ user_id: userId, ...row })),
    alsoSet: sql`gone_at = null`,
  })
}

export async function markCoursesGone(db: Queryable, userId: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('courses')
    .set({ gone_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('id', 'in', ids)
    .execute()
}

export interface CourseTerm {
  readonly courseId: number
  readonly academicYear: number | null
  readonly term: Term | null
  readonly reason: string
}

/** Writes the terms that differ from what is stored. */
export async function writeCourseTerms(
  db: Queryable,
  userId: string,
  courseTerms: readonly CourseTerm[],
): Promise<void> {
  await sql`
    update courses set academic_year = t.academic_year, term = t.term, term_reason = t.reason
    from jsonb_to_recordset(${JSON.stringify(
      courseTerms.map((entry) => ({
        id: entry.courseId,
        academic_year: entry.academicYear,
        term: entry.term,
        reason: entry.reason,
      })),
    )}::jsonb) as t (id bigint, academic_year smallint, term text, reason text)
    where courses.id = t.id and courses.user_id = ${userId}::uuid
      and (courses.academic_year, courses.term, courses.term_reason) is distinct from (t.academic_year, t.term, t.reason)
  `.execute(db)
}
