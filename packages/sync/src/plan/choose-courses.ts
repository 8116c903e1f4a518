import type { Trigger } from '@spike/contract'
import type { StoredCourse } from '@spike/store'

const dayMs = 86_400_000
/** A course still moves for some time after its end: exams, grades. */
const stillMovesForMs = 60 * dayMs
/** The others hardly ever move. */
const readAgainAfterMs = 7 * dayMs

export interface CourseChoice {
  readonly trigger: Trigger
  readonly jobId: string
  /** Courses that the student opened, or something in them. */
  readonly wantedIds: ReadonlySet<number>
  readonly now: Date
}

/**
 * The courses of the student's list that a run reads: those in progress, to come, or ended in the last 60 days; others
 * when they were never read, a week has passed since, or the student opened them. A run for what was opened reads
 * that alone. Those that the job has saved in an earlier attempt stay among them.
 */
export function chooseCourses(courses: readonly StoredCourse[], choice: CourseChoice): StoredCourse[] {
  const { trigger, jobId, wantedIds } = choice
  const now = choice.now.getTime()
  return courses.filter((course) => {
    if (course.read_in_job === jobId || wantedIds.has(course.id)) return true
    if (trigger === 'opened') return false
    const { ends_at: endsAt, read_at: readAt } = course
    const moves = endsAt === null || endsAt.getTime() >= now - stillMovesForMs
    return moves || readAt === null || readAt.getTime() < now - readAgainAfterMs
  })
}
