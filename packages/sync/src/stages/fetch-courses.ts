import type { CourseSummary, KnownCourse } from '@spike/moodle'
import {
  addCourseChanges,
  type Queryable,
  readKnownRows,
  readStudentCourses,
  readSyncedAt,
  readWanted,
  type StoredCourse,
  updateStudentName,
  type Wanted,
  writeCourses,
} from '@spike/store'
import { chooseCourses } from '../plan/choose-courses.ts'
import { toKnownCourses } from '../plan/known-courses.ts'
import { planCourseList } from '../plan/plan-course-list.ts'
import { type Run, writeInFence } from '../run.ts'

export interface FetchedCourses {
  /** All courses of the student. */
  readonly courses: readonly CourseSummary[]
  /** Those of them that this job reads, by Moodle's id: some may be saved already. */
  readonly chosen: ReadonlyMap<number, StoredCourse>
  /** What the student opened, but for what stands in courses that this job has saved: that is for another. */
  readonly wanted: readonly Wanted[]
  /** By Moodle's course id. */
  readonly known: ReadonlyMap<number, KnownCourse>
}

/** Who the student is; their courses; those kept. */
const parts = 3

/** fetching_courses: who the student is, their courses, and which of them this run reads. */
export async function fetchCourses(run: Run): Promise<FetchedCourses> {
  const { reader, progress } = run
  let done = 0
  const count = <T>(value: T): T => {
    done += 1
    progress.advance(done, parts)
    return value
  }
  await progress.enter('fetching_courses', { done, total: parts })
  const [profile, courses] = await Promise.all([
    reader.readProfile().then(count),
    reader.readCourses().then(count),
  ])
  const save = async (db: Queryable) => {
    await updateStudentName(db, run.userId, profile.fullName)
    const stored = await saveCourseList(db, run, courses)
    const wanted = await readWanted(db, run.userId)
    const chosen = chooseCourses(
      courses.flatMap((course) => stored.get(course.moodleId) ?? []),
      {
        trigger: run.claimed.job.trigger,
        jobId: run.jobId,
        wantedIds: new Set(wanted.map((entry) => entry.course_id)),
        now: run.now(),
      },
    )
    const isRead = (course: StoredCourse) => course.read_in_job === run.jobId
    const unread = chosen.filter((course) => !isRead(course))
    const readIds = new Set(chosen.filter(isRead).map((course) => course.id))
    const rows = await readKnownRows(
      db,
      unread.filter((course) => course.read_at).map((course) => course.id),
    )
    return {
      courses,
      chosen: new Map(chosen.map((course) => [course.moodle_id, course])),
      wanted: wanted.filter((entry) => !readIds.has(entry.course_id)),
      known: toKnownCourses(unread, rows),
    }
  }
  return count(await writeInFence(run, save, { locksStudent: true }))
}

/** Gives all courses that are stored, by Moodle's id. */
async function saveCourseList(
  db: Queryable,
  run: Run,
  courses: readonly CourseSummary[],
): Promise<ReadonlyMap<number, StoredCourse>> {
  const plan = planCourseList(await readStudentCourses(db, run.userId), courses)
  await writeCourses(db, run.userId, plan.write)
  const stored = await readStudentCourses(db, run.userId)
  const isFirstSync = (await readSyncedAt(db, run.userId)) === null
  if (!isFirstSync) {
    const added = new Set(plan.added.map((course) => course.moodle_id))
    await addCourseChanges(
      db,
      run,
      stored
        .filter((course) => added.has(course.moodle_id))
        .map((course) => ({ kind: 'new', courseId: course.id, title: course.full_name })),
    )
  }
  return new Map(stored.map((course) => [course.moodle_id, course]))
}
