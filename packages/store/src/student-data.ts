import type { Change, Grade } from '@spike/contract'
import type { Queryable } from './database.ts'
import { idText, timeText } from './wire-values.ts'

/** Reading what is stored of one student over all courses, in the contract's shapes. Rows that are gone are left out. */

export interface CourseGrades {
  readonly courseId: string
  readonly courseName: string
  readonly grades: Grade[]
}

/** The grades of each course that has any, in the order of its grade book. Those that the teacher hides are left out. */
export async function listGrades(db: Queryable, userId: string): Promise<CourseGrades[]> {
  const rows = await db
    .selectFrom('grades as g')
    .innerJoin('courses as c', 'c.id', 'g.course_id')
    .leftJoin('items as i', (join) =>
      join
        .onRef('i.course_id', '=', 'g.course_id')
        .onRef('i.moodle_id', '=', 'g.item_moodle_id')
        .on('i.gone_at', 'is', null),
    )
    .selectAll('g')
    .select(['c.full_name as course_name', 'i.id as item_id'])
    .where('g.user_id', '=', userId)
    .where('g.gone_at', 'is', null)
    .where('g.hidden', '=', false)
    .where('c.gone_at', 'is', null)
    .orderBy('c.academic_year', (order) => order.desc().nullsLast())
    .orderBy('c.starts_at', (order) => order.desc().nullsLast())
    .orderBy('c.full_name')
    .orderBy('c.id')
    .orderBy('g.position')
    .orderBy('g.id')
    .execute()
  return Array.from(
    Map.groupBy(rows, (row) => row.course_id),
    ([courseId, grades]) => ({
      courseId: String(courseId),
      courseName: grades[0]?.course_name ?? '',
      grades: grades.map((row) => ({
        id: String(row.id),
        itemId: idText(row.item_id),
        name: row.name,
        kind: row.kind as Grade['kind'],
        grade: row.grade,
        gradeText: row.grade_text,
        letter: row.letter,
        min: row.min,
        max: row.max,
        weightPercent: row.weight_percent,
        feedbackHtml: row.feedback_html,
        gradedAt: timeText(row.graded_at),
      })),
    }),
  )
}

export interface ChangesFilter {
  /** The last id of the page before; null for the first page. */
  readonly beforeId: number | null
  readonly limit: number
  readonly kind?: Change['kind'] | undefined
  readonly courseId?: number | undefined
}

/** What changed, the newest first. */
export async function listChanges(
  db: Queryable,
  userId: string,
  { beforeId, limit, kind, courseId }: ChangesFilter,
): Promise<{ changes: Change[]; nextBeforeId: number | null }> {
  let query = db
    .selectFrom('changes as ch')
    .leftJoin('courses as c', 'c.id', 'ch.course_id')
    .selectAll('ch')
    .select('c.full_name as course_name')
    .where('ch.user_id', '=', userId)
    .orderBy('ch.id', 'desc')
    .limit(limit + 1)
  if (beforeId !== null) query = query.where('ch.id', '<', beforeId)
  if (kind !== undefined) query = query.where('ch.kind', '=', kind)
  if (courseId !== undefined) query = query.where('ch.course_id', '=', courseId)
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  return {
    changes: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      kind: row.kind as Change['kind'],
      subject: row.subject as Change['subject'],
      courseId: idText(row.course_id),
      courseName: row.course_name,
      itemId: idText(row.item_id),
      title: row.title,
      fields: [...row.fields],
    })),
    nextBeforeId: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
