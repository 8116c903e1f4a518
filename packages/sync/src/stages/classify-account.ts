import { classifyCourse, linkSolutions } from '@spike/classify'
import {
  readClassifiedItems,
  readStudentCourses,
  type StoredCourse,
  writeCourseTerms,
  writeSolutionLinks,
} from '@spike/store'
import { readsAll, type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'

/**
 * classifying_data: what needs more than one item or course. Items are classified when their course is saved. A run for
 * opened courses looks at those alone.
 */
export async function classifyAccount(run: Run, { chosen }: Pick<FetchedCourses, 'chosen'>): Promise<void> {
  const courseIds = readsAll(run) ? null : [...chosen.values()].map((course) => course.id)
  const isLookedAt = ({ id }: StoredCourse) => courseIds === null || courseIds.includes(id)
  await run.progress.enter('classifying_data', { done: 0, total: 2 })
  await writeInFence(run, async (db) => {
    const courses = (await readStudentCourses(db, run.userId)).filter(isLookedAt)
    await writeCourseTerms(
      db,
      run.userId,
      courses.map((course) => ({ courseId: course.id, ...termOf(course) })),
    )
  })
  run.progress.advance(1, 2)
  await writeInFence(run, async (db) => {
    const items = await readClassifiedItems(db, { userId: run.userId, courseIds })
    const links = [...Map.groupBy(items, (item) => item.course_id).values()].flatMap((ofCourse) =>
      linkSolutions(ofCourse),
    )
    await writeSolutionLinks(db, { userId: run.userId, courseIds, links })
  })
  run.progress.advance(2, 2)
}

function termOf(course: StoredCourse) {
  return classifyCourse({
    fullname: course.full_name,
    shortname: course.short_name,
    idnumber: course.id_number,
    category: course.category_name,
    startdate: inIsrael(course.starts_at),
    enddate: inIsrael(course.ends_at),
  })
}

/** The day in Israel, as YYYY-MM-DD: a semester that starts at midnight there starts the day before in UTC. */
const israelDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jerusalem' })
const inIsrael = (at: Date | null): string | null => (at ? israelDay.format(at) : null)
