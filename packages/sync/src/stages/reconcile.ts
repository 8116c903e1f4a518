import type { ActivityLists } from '@spike/moodle'
import {
  addCourseChanges,
  markCoursesGone,
  readDeadlineSources,
  readStudentCourses,
  writeDeadlines,
} from '@spike/store'
import { planCourseList } from '../plan/plan-course-list.ts'
import { planDeadlines } from '../plan/plan-deadlines.ts'
import { type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'

/** saving_to_database: courses that are gone, and the deadlines of the whole account. */
export async function reconcile(run: Run, { courses, lists }: FetchedCourses): Promise<void> {
  await run.progress.enter('saving_to_database', { done: 0, total: 2 })
  await writeInFence(run, async (db) => {
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
  run.progress.advance(1, 2)
  await saveDeadlines(run, lists)
  run.progress.advance(2, 2)
}

async function saveDeadlines(run: Run, lists: ActivityLists): Promise<void> {
  await writeInFence(run, async (db) => {
    const sources = await readDeadlineSources(db, run.userId)
    const calendar = { events: lists.events, brokenCourses: new Set(lists.broken.keys()) }
    await writeDeadlines(db, run.userId, planDeadlines(sources, calendar, run.now()))
  })
}
