import type { Queryable } from './database.ts'
import type { SyncJob } from './sync-jobs.ts'

export interface StillUnread {
  readonly courseId: number
  readonly moodleId: number
}

/** Of the courses that a job which has ended could not read, those that the student still has and nothing read since. */
export async function readStillUnread(
  db: Queryable,
  job: Pick<SyncJob, 'user_id' | 'data' | 'finished_at'>,
): Promise<StillUnread[]> {
  const moodleIds = (job.data.unreadCourses ?? []).map((course) => course.moodleId)
  if (moodleIds.length === 0) return []
  const { finished_at: endedAt } = job
  return db
    .selectFrom('courses as c')
    .leftJoin('course_readings as r', 'r.course_id', 'c.id')
    .select(['c.id as courseId', 'c.moodle_id as moodleId'])
    .where('c.user_id', '=', job.user_id)
    .where('c.moodle_id', 'in', moodleIds)
    .where('c.gone_at', 'is', null)
    .where((eb) => eb.or([eb('r.read_at', 'is', null), eb('r.read_at', '<', endedAt)]))
    .execute()
}

/** The job as it stands today: without the courses that were read, or are gone, since it ended. */
export async function forgetReadSince<
  Job extends Pick<SyncJob, 'user_id' | 'data' | 'finished_at' | 'partial'>,
>(db: Queryable, job: Job): Promise<Job> {
  const { unreadCourses = [] } = job.data
  if (unreadCourses.length === 0 || job.finished_at === null) return job
  const still = new Set((await readStillUnread(db, job)).map((course) => course.moodleId))
  const left = unreadCourses.filter((course) => still.has(course.moodleId))
  return { ...job, partial: job.partial && left.length > 0, data: { ...job.data, unreadCourses: left } }
}
