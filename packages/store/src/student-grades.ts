import type { CourseGrades } from '@spike/contract'
import type { Queryable } from './database.ts'
import { idText, timeText } from './wire-values.ts'

/**
 * The grades of each course that has any, in the order of its grade book, the newest course first. What Moodle no longer
 * shows is left out; of one whose grade is hidden there is no more than that.
 */
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
    .select(['c.full_name', 'c.academic_year', 'c.term', 'c.starts_at', 'c.ends_at', 'c.url as course_url'])
    .select('i.id as item_id')
    .where('g.user_id', '=', userId)
    .where('g.gone_at', 'is', null)
    .where('c.gone_at', 'is', null)
    .orderBy('c.academic_year', (order) => order.desc().nullsLast())
    .orderBy('c.starts_at', (order) => order.desc().nullsLast())
    .orderBy('c.full_name')
    .orderBy('c.id')
    .orderBy('g.position')
    .orderBy('g.id')
    .execute()
  return Array.from(Map.groupBy(rows, (row) => row.course_id).values(), (grades) => {
    const [course] = grades as [(typeof grades)[number]]
    return {
      courseId: String(course.course_id),
      courseName: course.full_name,
      academicYear: course.academic_year,
      term: course.term,
      startsAt: timeText(course.starts_at),
      endsAt: timeText(course.ends_at),
      url: course.course_url,
      grades: grades.map((row) => ({
        id: String(row.id),
        itemId: idText(row.item_id),
        name: row.name,
        kind: row.kind,
        grade: row.grade,
        gradeText: row.grade_text,
        letter: row.letter,
        min: row.min,
        max: row.max,
        weightPercent: row.weight_percent,
        hidden: row.hidden,
        feedbackHtml: row.feedback_html,
        gradedAt: timeText(row.graded_at),
      })),
    }
  })
}
