import { MoodleError, type MoodleErrorCode } from '../errors.ts'
import type { CourseContent, CourseReading, CourseSummary } from '../reading.ts'
import type { ActivityLists } from '../site.ts'
import { discussionsSchema, mapAnnouncements } from './announcements.ts'
import { parseData } from './answer.ts'
import type { Call } from './calls.ts'
import { contentsSchema, mapContents } from './contents.ts'
import { gradeItemsSchema, mapGrades } from './grades.ts'
import type { MapContext } from './map-context.ts'
import { applySubmissionStatus, submissionStatusSchema } from './submission-status.ts'

export type CoursePart = 'contents' | 'grades' | 'submission' | 'announcements'

/** One call of those that make a course whole. */
export interface PartCall extends Call {
  readonly part: CoursePart
  readonly assembly: CourseAssembly
  readonly accept: (data: unknown) => void
  /** Notes that there was nothing to be had. */
  readonly forgo: () => void
  /** Tries that Moodle was too busy for. */
  busyTries: number
}

export interface AssemblyContext extends MapContext {
  readonly moodleUserId: number
  /** Whether the site's service has this function. */
  readonly offers: (functionName: string) => boolean
}

/** A course on its way to being whole: the calls it needs, and what came of them. */
export interface CourseAssembly {
  readonly courseMoodleId: number
  readonly calls: readonly PartCall[]
  /** Why this course must be asked for apart from others and in smaller batches: what a batch with it failed of. */
  apart: MoodleErrorCode | null
  /** Takes what a call brought; an answer of the wrong shape fails the course. */
  accept(call: PartCall, data: unknown): void
  /** The call has nothing to bring: what it would have added stays unknown, or none. */
  goWithout(call: PartCall): void
  fail(error: MoodleError): void
  /** Null until the course is whole or has failed, which one whose lists are broken has from the start. */
  readonly reading: CourseReading | null
}

export function startAssembly(
  course: CourseSummary,
  lists: ActivityLists,
  context: AssemblyContext,
): CourseAssembly {
  const courseMoodleId = course.moodleId
  const forums = lists.forums.get(courseMoodleId) ?? []
  const assignments = new Map(
    (lists.assignments.get(courseMoodleId) ?? []).map((each) => [each.moodleId, each]),
  )
  const collected: { sections: CourseContent['sections']; grades: CourseContent['grades'] } = {
    sections: [],
    grades: null,
  }
  const announcements: CourseContent['announcements'][number][] = []
  const calls: PartCall[] = []
  const open = new Set<PartCall>()
  const misfit = lists.broken.get(courseMoodleId)
  let reading: CourseReading | null = misfit ? { courseMoodleId, ok: false, error: misfit } : null

  const assembly: CourseAssembly = {
    courseMoodleId,
    calls,
    apart: null,
    accept(call, data) {
      if (reading) return
      try {
        call.accept(data)
      } catch (error) {
        if (!(error instanceof MoodleError)) throw error
        return assembly.fail(error)
      }
      close(call)
    },
    goWithout(call) {
      call.forgo()
      close(call)
    },
    fail(error) {
      reading ??= { courseMoodleId, ok: false, error }
    },
    get reading() {
      return reading
    },
  }

  function close(call: PartCall): void {
    open.delete(call)
    if (open.size === 0) reading ??= { courseMoodleId, ok: true, content: finish() }
  }

  function finish(): CourseContent {
    const quizzes = lists.quizzes.get(courseMoodleId) ?? []
    return { ...collected, assignments: [...assignments.values()], quizzes, forums, announcements }
  }

  function plan(
    part: CoursePart,
    name: string,
    args: Call['args'],
    accept: PartCall['accept'],
    forgo: PartCall['forgo'] = () => {},
  ): void {
    if (part !== 'contents' && !context.offers(name)) return
    const call = { part, assembly, function: name, args, courseMoodleId, accept, forgo, busyTries: 0 }
    calls.push(call)
    open.add(call)
  }

  plan('contents', 'core_course_get_contents', { courseid: courseMoodleId }, (data) => {
    collected.sections = mapContents(parseData(contentsSchema, data, 'core_course_get_contents'), context)
  })
  if (course.showsGrades) {
    const name = 'gradereport_user_get_grade_items'
    plan('grades', name, { courseid: courseMoodleId, userid: context.moodleUserId }, (data) => {
      collected.grades = mapGrades(parseData(gradeItemsSchema, data, name), context)
    })
  }
  for (const listed of assignments.values()) {
    const name = 'mod_assign_get_submission_status'
    const { moodleId } = listed
    plan(
      'submission',
      name,
      { assignid: moodleId },
      (data) => {
        const status = parseData(submissionStatusSchema, data, name)
        assignments.set(moodleId, applySubmissionStatus(listed, status, context))
      },
      // One that takes no submission may have been graded all the same.
      () => assignments.set(moodleId, { ...listed, submissionState: 'unknown' }),
    )
  }
  for (const forum of forums) {
    if (forum.type !== 'news' || forum.discussionCount === 0) continue
    const name = 'mod_forum_get_forum_discussions'
    plan('announcements', name, { forumid: forum.moodleId }, (data) => {
      const answer = parseData(discussionsSchema, data, name)
      announcements.push(...mapAnnouncements(answer, forum.itemMoodleId, context))
    })
  }
  return assembly
}
