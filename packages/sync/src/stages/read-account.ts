import { type CourseContent, MoodleError, type ReadNotification } from '@spike/moodle'
import {
  applyCoursePlan,
  clearWanted,
  isRefusedData,
  readCourseSnapshot,
  type StoredCourse,
  type Wanted,
} from '@spike/store'
import { planCourse } from '../plan/plan-course.ts'
import type { Calendar } from '../plan/plan-deadlines.ts'
import { toReadRows } from '../plan/read-rows.ts'
import { flushTimeline, readsAll, type Run, writeInFence } from '../run.ts'
import type { FetchedCourses } from './fetch-courses.ts'

/** Calls of courses that could not be read are held until then. */
const mostEventsHeld = 200

/** What was read besides courses; null where it was not, or the site does not let it be. */
export interface ReadBesides {
  readonly calendar: Calendar
  readonly notifications: readonly ReadNotification[] | null
}

/**
 * analyzing_content: each course is classified and saved as soon as it is read. Courses that this job has saved
 * in an earlier attempt are not read again. A broken course is noted and the others go on;
 * if none at all could be read, that is the sync's own failure.
 */
export async function readAccount(
  run: Run,
  { courses, chosen, wanted, known }: FetchedCourses,
): Promise<ReadBesides> {
  const isUnread = (course: StoredCourse | undefined) => course && course.read_in_job !== run.jobId
  const todo = courses.filter((course) => isUnread(chosen.get(course.moodleId)))
  const wantedOf = Map.groupBy(wanted, (entry) => entry.course_id)
  const total = chosen.size
  let done = total - todo.length
  let saved = done
  let lastError: MoodleError | null = null
  let calendar: Calendar = { events: null, entriesTold: false, brokenCourses: new Set() }
  let notifications: readonly ReadNotification[] | null = null

  await run.progress.enter('analyzing_content', { done, total })
  const account = run.reader.readAccount({
    courses,
    read: todo,
    known,
    openedItems: new Set(
      todo
        .flatMap((course) => wantedOf.get(chosen.get(course.moodleId)?.id ?? -1) ?? [])
        .map((entry) => entry.item_moodle_id)
        .filter((item) => item !== null),
    ),
    account: readsAll(run),
  })
  for await (const part of account) {
    if (part.kind === 'events') {
      calendar = part
    } else if (part.kind === 'notifications') {
      notifications = part.notifications
    } else {
      const { reading } = part
      const course = chosen.get(reading.courseMoodleId)
      if (!course) continue
      const read = { done: done + 1, total, wanted: wantedOf.get(course.id) ?? [] }
      const error = reading.ok
        ? await saveCourse(run, course, { content: reading.content, ...read })
        : reading.error
      if (error) {
        lastError = error
        noteUnread(run, { moodleId: course.moodle_id, name: course.full_name, error })
      } else saved += 1
      done += 1
      run.progress.advance(done, total)
    }
    if (run.timeline.heldCount >= mostEventsHeld) await flushTimeline(run)
  }
  if (saved === 0 && lastError && !(readsUnreadAgain(run) && !lastError.retryable)) throw lastError
  return { calendar, notifications }
}

interface ReadCourse {
  readonly content: CourseContent
  /** What the student opened in it, before it was read. */
  readonly wanted: readonly Wanted[]
  /** Courses done with this one, and all. */
  readonly done: number
  readonly total: number
}

/** Gives why it could not be stored: a value that the database cannot hold is one course's fault, not the sync's. */
async function saveCourse(run: Run, course: StoredCourse, read: ReadCourse): Promise<MoodleError | null> {
  const { content, done, total } = read
  const rows = toReadRows(content)
  const saved = {
    kind: 'course_saved',
    data: { courseMoodleId: course.moodle_id, items: rows.items.length },
  }
  try {
    await writeInFence(
      run,
      async (db) => {
        const { read_at: readAt } = course
        const stored = readAt && { rows: await readCourseSnapshot(db, course.id), readAt }
        const owner = { userId: run.userId, courseId: course.id, jobId: run.jobId }
        await applyCoursePlan(db, owner, { plan: planCourse(stored, rows), facts: content })
        await clearWanted(db, read.wanted)
        run.progress.note(done, total)
        await run.progress.writeDue(db)
      },
      { event: saved },
    )
    return null
  } catch (error) {
    if (!isRefusedData(error)) throw error
    const { code } = error as { code: string }
    return new MoodleError('moodle.unexpected_answer', { detail: `not_storable_${code}`, cause: error })
  }
}

/** Courses that were refused before and are again stay named, each with its reason: that is no failure. */
const readsUnreadAgain = ({ claimed: { job } }: Run) => job.trigger === 'opened' && job.retry_of !== null

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
