import type { Database } from '@spike/store'
import { sql } from 'kysely'

/** What is stored of one account: by a name of the thing, its facts by their names. */
export type AccountRows = Record<AccountPart, Record<string, Facts>>
export type Facts = Record<string, unknown>
export type AccountPart = 'courses' | 'sections' | 'items' | 'assignments' | 'quizzes' | 'grades'

/**
 * Everything is told by Moodle's own ids, so that what two institutions have of the same student can be put side by
 * side. Times are Unix seconds.
 */
const queries: Record<AccountPart, string> = {
  courses: `select c.moodle_id as key, c.full_name as name, short_name, id_number, visible, favourite, hidden_by_student,
    extract(epoch from starts_at)::int as starts, extract(epoch from ends_at)::int as ends from courses c`,
  sections: `select s.moodle_id as key, s.name, s.number, s.visible, s.parent_moodle_id as parent, c.moodle_id as course
    from sections s join courses c on c.id = s.course_id`,
  items: `select i.moodle_id as key, i.name, i.modname, i.visible, i.accessible, i.completed, s.moodle_id as section, i.kind
    from items i join sections s on s.id = i.section_id join courses c on c.id = i.course_id`,
  assignments: `select i.moodle_id as key, extract(epoch from a.due_at)::int as due, a.submission_state as submission,
    a.graded from assignments a join items i on i.id = a.item_id join courses c on c.id = i.course_id`,
  quizzes: `select i.moodle_id as key, extract(epoch from q.opens_at)::int as opens, extract(epoch from q.closes_at)::int as closes
    from quizzes q join items i on i.id = q.item_id join courses c on c.id = i.course_id`,
  grades: `select g.moodle_id as key, g.name, g.kind, g.item_moodle_id as item, g.grade, g.grade_text as text, g.min, g.max,
    round(g.weight_percent::numeric, 1)::float as weight, g.letter, g.hidden, g.feedback_html as feedback
    from grades g join courses c on c.id = g.course_id`,
}

/** What the database holds of the student who signed in at this institution. */
export async function readAccountRows(db: Database, institutionId: string): Promise<AccountRows> {
  const parts = await Promise.all(
    Object.entries(queries).map(async ([part, query]) => {
      const { rows } = await sql<{ key: number } & Record<string, unknown>>`
        ${sql.raw(query)} join users u on u.id = c.user_id
        where u.institution_id = ${institutionId}
      `.execute(db)
      return [part, Object.fromEntries(rows.map(({ key, ...facts }) => [key, facts]))] as const
    }),
  )
  return Object.fromEntries(parts) as AccountRows
}
