import type { ActivityLists, CourseSummary } from '@spike/moodle'
import {
  addCourseChanges,
  readStudentCourses,
  readSyncedAt,
  type StoredCourse,
  updateStudentName,
  writeCourses,
} from '@spike/store'
import { planCourseList } from '../plan/plan-course-list.ts'
import { type Run, writeInFence } from '../run.ts'

export interface FetchedCourses {
  readonly courses: readonly CourseSummary[]
  readonly stored: ReadonlyMap<number, StoredCourse>
  readonly lists: ActivityLists
}

/** fetching_courses: who the student is, their courses, and the lists that a site gives for many courses at once. */
export async function fetchCourses(run: Run): Promise<FetchedCourses> {
  const { reader, progress } = run
  const ownParts = 2
  await progress.enter('fetching_courses', { done: 0, total: ownParts + 1 })
  const profile = await reader.readProfile()
  progress.advance(1, ownParts + 1)
  const courses = await reader.readCourses()
  const stored = await writeInFence(run, async (db) => {
    await updateStudentName(db, run.userId, profile.fullName)
    const plan = planCourseList(await readStudentCourses(db, run.userId), courses)
    await writeCourses(db, run.userId, plan.write)
    const now = await readStudentCourses(db, run.userId)
    const isFirstSync = (await readSyncedAt(db, run.userId)) === null
    if (!isFirstSync) {
      const added = new Set(plan.added.map((course) => course.moodle_id))
      await addCourseChanges(
        db,
        run,
        now
          .filter((course) => added.has(course.moodle_id))
          .map((course) => ({ kind: 'new', courseId: course.id, title: course.full_name })),
      )
    }
    return new Map(now.map((course) => [course.moodle_id, course]))
  })
  const lists = await reader.readActivityLists(courses, (done, total) =>
    progress.advance(ownParts + done, ownParts + total),
  )
  return { courses, stored, lists }
}
