import { type CourseContent, MoodleError } from '@spike/moodle'
import { applyCoursePlan, isRefusedData, readCourseSnapshot, type StoredCourse } from '@spike/store'
import { toCourseRows } from '../plan/course-rows.ts'
import { planCourse } from '../plan/plan-course.ts'
import { flushTimeline, type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'

/** Calls of courses that could not be read are held until then. */
const mostEventsHeld = 200

/**
 * analyzing_content: each course is classified and saved as soon as it is read. Courses that this job has saved
 * in an earlier attempt are not read again. A broken course is noted and the others go on;
 * if none at all could be read, that is the sync's own failure.
 */
export async function readContents(run: Run, { courses, stored, lists }: FetchedCourses): Promise<void> {
  const isSaved = (moodleId: number) => stored.get(moodleId)?.read_in_job === run.jobId
  const todo = courses.filter((course) => !isSaved(course.moodleId))
  const total = courses.length
  let done = total - todo.length
  let saved = done
  let lastError: MoodleError | null = null

  await run.progress.enter('analyzing_content', { done, total })
  for await (const reading of run.reader.readCourseContents(todo, lists)) {
    const course = stored.get(reading.courseMoodleId)
    if (!course) continue
    const error = reading.ok
      ? await saveCourse(run, course, { content: reading.content, done: done + 1, total })
      : reading.error
    if (error) {
      lastError = error
      noteUnread(run, { moodleId: course.moodle_id, name: course.full_name, error })
    } else saved += 1
    done += 1
    run.progress.advance(done, total)
    if (run.timeline.heldCount >= mostEventsHeld) await flushTimeline(run)
  }
  if (saved === 0 && lastError) throw lastError
}

interface ReadCourse {
  readonly content: CourseContent
  /** Courses done with this one, and all. */
  readonly done: number
  readonly total: number
}

/** Gives why it could not be stored: a value that the database cannot hold is one course's fault, not the sync's. */
async function saveCourse(run: Run, course: StoredCourse, read: ReadCourse): Promise<MoodleError | null> {
  const { content, done, total } = read
  const wanted = toCourseRows(content)
  const saved = {
    kind: 'course_saved',
    data: { courseMoodleId: course.moodle_id, items: wanted.items.length },
  }
  try {
    await writeInFence(
      run,
      async (db) => {
        const stored = course.read_at ? await readCourseSnapshot(db, course.id) : null
        const plan = planCourse(stored, wanted)
        await applyCoursePlan(db, { userId: run.userId, courseId: course.id, jobId: run.jobId }, plan)
        run.progress.note(done, total)
        await run.progress.writeDue(db)
      },
      saved,
    )
    return null
  } catch (error) {
    if (!isRefusedData(error)) throw error
    const { code } = error as { code: string }
    return new MoodleError('moodle.unexpected_answer', { detail: `not_storable_${code}`, cause: error })
  }
}

function noteUnread(
  run: Run,
  {
    moodleId,
    name,
    error,
  }: { readonly moodleId: number; readonly name: string; readonly error: MoodleError },
): void {
  run.timeline.add({
    kind: 'course_failed',
    outcome: error.code,
    data: { courseMoodleId: moodleId, detail: error.detail ?? null },
  })
  run.progress.addUnread({ moodleId, name, code: error.code })
}
