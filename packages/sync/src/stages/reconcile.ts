import type { ReadNotification } from '@spike/moodle'
import {
  addCourseChanges,
  markCoursesGone,
  readDeadlineSources,
  readListedCourses,
  readStoredNotifications,
  readStudentCourses,
  writeDeadlines,
  writeNotifications,
} from '@spike/store'
import { planCourseList } from '../plan/plan-course-list.ts'
import { type Calendar, planDeadlines } from '../plan/plan-deadlines.ts'
import { planNotifications } from '../plan/plan-notifications.ts'
import { readsAll, type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'
import type { ReadBesides } from './read-account.ts'

/** Courses that are gone; the calendar; notifications. */
const parts = 3

/** saving_to_database: courses that are gone, and what belongs to the whole account. */
export async function reconcile(
  run: Run,
  { courses }: FetchedCourses,
  { calendar, notifications }: ReadBesides,
): Promise<void> {
  await run.progress.enter('saving_to_database', { done: 0, total: parts })
  if (readsAll(run)) await saveGoneCourses(run, courses)
  run.progress.advance(1, parts)
  await saveDeadlines(run, calendar)
  run.progress.advance(2, parts)
  await saveNotifications(run, notifications ?? [])
  run.progress.advance(3, parts)
}

/**
 * Marks the courses that the list names no more. An account that must act at the site first (change its password, agree
 * to a policy) is given an empty list: only the second one in a row is believed.
 */
async function saveGoneCourses(run: Run, courses: FetchedCourses['courses']): Promise<void> {
  await writeInFence(run, async (db) => {
    if (courses.length === 0 && (await readListedCourses(db, run.userId)) !== 0) return
    const { gone } = planCourseList(await readStudentCourses(db, run.userId), courses)
    await markCoursesGone(
      db,
      run.userId,
      gone.map((course) => course.id),
    )
    await addCourseChanges(
      db,
      run,
      gone.map((course) => ({ kind: 'gone', courseId: course.id, title: course.full_name })),
    )
  })
}

async function saveDeadlines(run: Run, calendar: Calendar): Promise<void> {
  await writeInFence(run, async (db) => {
    const sources = await readDeadlineSources(db, run.userId)
    await writeDeadlines(db, run.userId, planDeadlines(sources, calendar, run.now()))
  })
}

async function saveNotifications(run: Run, notifications: readonly ReadNotification[]): Promise<void> {
  if (notifications.length === 0) return
  await writeInFence(run, async (db) => {
    const ids = notifications.map((notification) => notification.moodleId)
    const stored = await readStoredNotifications(db, run.userId, ids)
    await writeNotifications(db, run.userId, planNotifications(stored, notifications))
  })
}
