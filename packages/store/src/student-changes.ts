import type { Queryable } from './database.ts'

export interface CourseChange {
  readonly kind: 'new' | 'gone'
  readonly courseId: number
  readonly title: string
}

/** Adds what happened to whole courses to the student's changes. */
export async function addCourseChanges(
  db: Queryable,
  { userId, jobId }: { readonly userId: string; readonly jobId: string },
  changes: readonly CourseChange[],
): Promise<void> {
  if (changes.length === 0) return
  await db
    .insertInto('changes')
    .values(
      changes.map((change) => ({
        user_id: userId,
        job_id: jobId,
        kind: change.kind,
        subject: 'course',
        course_id: change.courseId,
        title: change.title,
        fields: '[]',
      })),
    )
    .execute()
}
