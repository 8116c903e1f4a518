import type { Selectable } from 'kysely'
import type { courseColumns, CourseTable } from './course-tables.ts'
import type { Courses, DB } from './database.gen.ts'

type Columns<Table extends CourseTable> = Pick<
  Selectable<DB[Table]>,
  (typeof courseColumns)[Table][number] & keyof Selectable<DB[Table]>
>
interface OnItem {
  readonly item_moodle_id: number
}

/**
 * What a course holds, as rows that know each other by Moodle's ids: what was read and what is stored have the
 * same shape, so that they can be compared.
 */
export type SectionRow = Columns<'sections'>
export type ItemRow = Columns<'items'> & { readonly section_moodle_id: number }
export type FileRow = Columns<'files'> & OnItem
export type AssignmentRow = Columns<'assignments'> & OnItem
export type QuizRow = Columns<'quizzes'> & OnItem
export type ForumRow = Columns<'forums'> & OnItem
export type GradeRow = Columns<'grades'>
export type GoneGrade = Pick<GradeRow, 'moodle_id' | 'last_given'>
export type DiscussionRow = Columns<'discussions'>

export interface CourseRows {
  readonly sections: readonly SectionRow[]
  readonly items: readonly ItemRow[]
  readonly files: readonly FileRow[]
  readonly assignments: readonly AssignmentRow[]
  readonly quizzes: readonly QuizRow[]
  readonly forums: readonly ForumRow[]
  readonly grades: readonly GradeRow[]
  /** Grades that the course shows no more: they may come back. */
  readonly goneGrades: readonly GoneGrade[]
  readonly discussions: readonly DiscussionRow[]
  /** Moodle's ids of the forums' items whose discussions were read, now or before. Of the others none are known. */
  readonly readForums: readonly number[]
}

export type CourseListRow = Omit<
  Selectable<Courses>,
  'id' | 'user_id' | 'gone_at' | 'teachers' | 'academic_year' | 'term' | 'term_reason'
>
