import type { ReadAssignment, ReadForum, ReadGrade, ReadQuiz } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import { parseData } from '../answers/answer.ts'
import { attemptsSchema, bestGradeSchema, mapAttempts, mapBestGrade } from './attempts.ts'
import type { Call } from './calls.ts'
import { discussionsSchema, mapDiscussions } from './discussions.ts'
import type { MapContext } from '../answers/map-context.ts'
import { applySubmissionStatus, submissionStatusSchema } from './submission-status.ts'
import { attemptsMayHaveMoved, discussionsMayHaveMoved, submissionMayHaveMoved } from './what-moved.ts'

/** One call about what is inside an activity. */
export interface Detail extends Pick<Call, 'function' | 'args'> {
  readonly accept: (data: unknown) => void
  /** Moodle has nothing to tell. */
  readonly forgo: () => void
}

/** The rows of one course's list, by course module: a detail writes what it brought into them. */
export type Rows<T> = Map<number, T>

export interface DetailContext extends MapContext {
  /** Null for a course that is read for the first time. */
  readonly known: KnownCourse | null
  readonly now: Date
  readonly offers: (functionName: string) => boolean
}

/** The grade items of activities, where the course shows them. */
type GradeOf = (itemMoodleId: number) => ReadGrade | undefined

/** Newest first, the pinned before them. Older ones hardly move, and a forum of thousands would be the sync. */
const discussionsPerForum = 50

const ignore = () => {}

/** Those that are not asked for, and those that Moodle does not tell of, are `unknown`: what was known of them stands. */
export function planSubmissions(
  rows: Rows<ReadAssignment>,
  gradeOf: GradeOf,
  context: DetailContext,
): Detail[] {
  const { known, now } = context
  const name = 'mod_assign_get_submission_status'
  return [...rows.values()].flatMap((listed) => {
    const { itemMoodleId, moodleId } = listed
    const unknown: ReadAssignment = { ...listed, submissionState: 'unknown' }
    const isWanted =
      !known ||
      submissionMayHaveMoved(listed, known.assignments.get(itemMoodleId), {
        grade: gradeOf(itemMoodleId),
        readAt: known.readAt,
        now,
      })
    if (!isWanted) rows.set(itemMoodleId, unknown)
    if (!isWanted || moodleId === null || !context.offers(name)) return []
    return {
      function: name,
      args: { assignid: moodleId },
      accept: (data) =>
        rows.set(
          itemMoodleId,
          applySubmissionStatus(listed, parseData(submissionStatusSchema, data, name), context),
        ),
      // One that takes no submission may have been graded all the same.
      forgo: () => rows.set(itemMoodleId, unknown),
    }
  })
}

/** Attempts and best grade of a quiz are known together or not at all: half of it would overwrite what was known. */
export function planAttempts(rows: Rows<ReadQuiz>, gradeOf: GradeOf, context: DetailContext): Detail[] {
  const { known, now, offers } = context
  // The older one went with 5.0's successor.
  const attemptsName = ['mod_quiz_get_user_attempts', 'mod_quiz_get_user_quiz_attempts'].find(offers)
  const gradeName = 'mod_quiz_get_user_best_grade'
  if (!attemptsName || !offers(gradeName)) return []
  return [...rows.values()].flatMap((quiz) => {
    const { itemMoodleId, moodleId } = quiz
    const moment = { grade: gradeOf(itemMoodleId), readAt: known?.readAt ?? now, now }
    if (moodleId === null || !attemptsMayHaveMoved(quiz, known?.quizzes.get(itemMoodleId), moment)) return []
    let told: Partial<Pick<ReadQuiz, 'attempts' | 'bestGrade'>> = {}
    const take = (part: typeof told) => {
      told = { ...told, ...part }
      const { attempts, bestGrade } = told
      if (attempts !== undefined && bestGrade !== undefined)
        rows.set(itemMoodleId, { ...quiz, attempts, bestGrade })
    }
    const attempts: Detail = {
      function: attemptsName,
      // Without a status only finished ones are told.
      args: { quizid: moodleId, status: 'all' },
      accept: (data) => take({ attempts: mapAttempts(parseData(attemptsSchema, data, attemptsName)) }),
      forgo: ignore,
    }
    const bestGrade: Detail = {
      function: gradeName,
      args: { quizid: moodleId },
      accept: (data) => take({ bestGrade: mapBestGrade(parseData(bestGradeSchema, data, gradeName)) }),
      forgo: ignore,
    }
    return [attempts, bestGrade]
  })
}

/** A forum that has no discussions needs no call to say so. */
export function planDiscussions(rows: Rows<ReadForum>, context: DetailContext): Detail[] {
  const name = 'mod_forum_get_forum_discussions'
  return [...rows.values()].flatMap((listed) => {
    const { itemMoodleId, moodleId } = listed
    if (listed.discussionCount === 0) rows.set(itemMoodleId, { ...listed, discussions: [] })
    const known = context.known?.forums.get(itemMoodleId)
    const isWanted = discussionsMayHaveMoved(listed, known, context.now)
    if (!isWanted || moodleId === null || !context.offers(name)) return []
    return {
      function: name,
      args: { forumid: moodleId, page: 0, perpage: discussionsPerForum },
      accept: (data) => {
        const answer = parseData(discussionsSchema, data, name)
        const discussions = mapDiscussions(answer, context, listed.unreadCount !== null)
        rows.set(itemMoodleId, { ...listed, discussions })
      },
      forgo: ignore,
    }
  })
}
