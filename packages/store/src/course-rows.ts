import type { Selectable } from 'kysely'
import type {
  Announcements,
  Assignments,
  Courses,
  Files,
  Grades,
  Items,
  Quizzes,
  Sections,
} from './database.gen.ts'

/**
 * What a course holds, as rows that know each other by Moodle's ids: what was read and what is stored have the
 * same shape, so that they can be compared.
 */
export type SectionRow = Pick<
  Selectable<Sections>,
  'moodle_id' | 'number' | 'name' | 'summary_html' | 'visible'
>
export type ItemRow = Pick<
  Selectable<Items>,
  | 'moodle_id'
  | 'instance_id'
  | 'modname'
  | 'name'
  | 'url'
  | 'description_html'
  | 'visible'
  | 'accessible'
  | 'availability_html'
  | 'position'
  | 'indent'
  | 'completed'
  | 'modified_at'
  | 'kind'
  | 'number'
  | 'confidence'
  | 'reason'
> & { readonly section_moodle_id: number }
export type FileRow = Pick<
  Selectable<Files>,
  'path' | 'name' | 'type' | 'url' | 'size_bytes' | 'mime_type' | 'modified_at' | 'position'
> & { readonly item_moodle_id: number }
export type AssignmentRow = Omit<Selectable<Assignments>, 'item_id' | 'user_id' | 'course_id'> & {
  readonly item_moodle_id: number
}
export type QuizRow = Omit<Selectable<Quizzes>, 'item_id' | 'user_id' | 'course_id'> & {
  readonly item_moodle_id: number
}
export type GradeRow = Omit<Selectable<Grades>, 'id' | 'user_id' | 'course_id' | 'gone_at'>
export type AnnouncementRow = Omit<Selectable<Announcements>, 'id' | 'user_id' | 'course_id' | 'gone_at'>

export interface CourseRows {
  readonly sections: readonly SectionRow[]
  readonly items: readonly ItemRow[]
  readonly files: readonly FileRow[]
  readonly assignments: readonly AssignmentRow[]
  readonly quizzes: readonly QuizRow[]
  readonly grades: readonly GradeRow[]
  readonly announcements: readonly AnnouncementRow[]
}

export type CourseListRow = Omit<
  Selectable<Courses>,
  'id' | 'user_id' | 'read_in_job' | 'read_at' | 'gone_at' | 'academic_year' | 'term' | 'term_reason'
>
