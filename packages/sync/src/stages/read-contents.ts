import type { CourseContent, MoodleError } from '@spike/moodle'
import { applyCoursePlan, readCourseSnapshot, type StoredCourse } from '@spike/store'
import { toCourseRows } from '../plan/course-rows.ts'
import { planCourse } from '../plan/plan-course.ts'
import { type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'

/**
 * analyzing_content: each course is classified and saved as soon as it is read. Courses that this job has saved
 * in an earlier attempt are not read again. A broken course is noted and the others go on;
 * if none at all could be read, that is the sync's own failure.
 */
export async function readContents(run: Run, { courses, stored, lists }: FetchedCourses): Promise<void> {
  const isSaved = (moodleId: number) => stored.get(moodleId)?.read_in_job === run.jobId
  const todo = courses.filter((course) => !isSaved(course.moodleId))
  const names = new Map(courses.map((course) => [course.moodleId, course.fullName]))
  const total = courses.length
  let done = total - todo.length
  let saved = done
  let lastError: MoodleError | null = null

  await run.progress.enter('analyzing_content', { done, total })
  for await (const reading of run.reader.readCourseContents(todo, lists)) {
    const course = stored.get(reading.courseMoodleId)
    if (!course) continue
    if (reading.ok) {
      await saveCourse(run, course, { content: reading.content, done: done + 1, total })
      saved += 1
    } else {
      lastError = reading.error
      run.timeline.add({
        kind: 'course_failed',
        outcome: reading.error.code,
        data: { courseMoodleId: reading.courseMoodleId, detail: reading.error.detail ?? null },
      })
      run.progress.addUnread({
        moodleId: reading.courseMoodleId,
        name: names.get(reading.courseMoodleId) ?? '',
        code: reading.error.code,
      })
    }
    done += 1
    run.progress.advance(done, total)
    await run.timeline.flushIfFull()
  }
  if (saved === 0 && lastError) throw lastError
}

interface ReadCourse {
  readonly content: CourseContent
  /** Courses done with this one, and all. */
  readonly done: number
  readonly total: number
}

async function saveCourse(run: Run, course: StoredCourse, read: ReadCourse): Promise<void> {
  const { content, done, total } = read
  const wanted = toCourseRows(content)
  await writeInFence(run, async (db) => {
    const stored = course.read_at ? await readCourseSnapshot(db, course.id) : null
    const plan = planCourse(stored, wanted)
    await applyCoursePlan(db, { userId: run.userId, courseId: course.id, jobId: run.jobId }, plan)
    run.timeline.add({
      kind: 'course_saved',
      data: {
        courseMoodleId: course.moodle_id,
        items: wanted.items.length,
        written: plan.items.write.length,
      },
    })
    await run.timeline.writeTo(db)
    run.progress.note(done, total)
    await run.progress.writeDue(db)
  })
}
