import type { Change } from '@spike/contract'
import type {
  AssignmentRow,
  DiscussionRow,
  FileRow,
  ForumRow,
  GradeRow,
  ItemRow,
  QuizRow,
  SectionRow,
} from './course-rows.ts'
import type { ChangedField } from './job-data.ts'

/** A row of `changes` that is to be. */
export interface NewChange {
  readonly kind: Change['kind']
  readonly subject: Change['subject']
  readonly itemMoodleId: number | null
  readonly title: string
  readonly fields: readonly ChangedField[]
}

/** Rows that are new or differ, and Moodle's ids of what is there no more. */
export interface Difference<Row> {
  readonly write: readonly Row[]
  readonly gone: readonly number[]
}

/** All files of the items whose files differ, and those of the items that have files stored. */
export interface FilesDifference {
  readonly write: readonly FileRow[]
  readonly replacedItemMoodleIds: readonly number[]
}

/** All that must be written so that what is stored of a course is what was read. */
export interface CoursePlan {
  readonly sections: Difference<SectionRow>
  readonly items: Difference<ItemRow>
  readonly files: FilesDifference
  readonly assignments: Difference<AssignmentRow>
  readonly quizzes: Difference<QuizRow>
  readonly forums: Difference<ForumRow>
  readonly grades: Difference<GradeRow>
  readonly discussions: Difference<DiscussionRow>
  /** Items of the forums whose discussions were read now, where that was news: the first time, or something differs. */
  readonly readForums: readonly number[]
  readonly changes: readonly NewChange[]
}

/** What a reading told of the course itself; null where it did not. */
export interface CourseFacts {
  readonly categoryName: string | null
  readonly teachers: readonly string[] | null
}

export interface CourseOwner {
  readonly userId: string
  readonly courseId: number
  readonly jobId: string
}
