import type { SiteKnowledge } from '../site-knowledge.ts'
import type { Call } from './calls.ts'

interface CallCost {
  /** Milliseconds of the site's processor that a call takes, whatever it asks for. */
  readonly callMs: number
  /** Milliseconds more for each course that a list is asked of. */
  readonly perCourseMs: number
}

/** What starting PHP takes, once a request. */
export const defaultRequestMs = 60

const measuredCourses = 39
/** As it was measured: a request of its own. */
const whole = (measuredMs: number): CallCost => ({ callMs: measuredMs - defaultRequestMs, perCourseMs: 0 })
/** As it was measured for all courses of a student with 39. */
const ofCourses = (measuredMs: number): CallCost => ({
  callMs: 0,
  perCourseMs: (measuredMs - defaultRequestMs) / measuredCourses,
})

/** Measured on Moodle 4.5.6, PHP 8.2 and PostgreSQL on two cores; those after the empty line are guesses. */
const defaults: Readonly<Record<string, CallCost>> = {
  core_webservice_get_site_info: whole(123),
  core_enrol_get_users_courses: whole(258),
  mod_assign_get_assignments: ofCourses(1513),
  mod_quiz_get_quizzes_by_courses: ofCourses(539),
  mod_forum_get_forums_by_courses: ofCourses(385),
  core_course_get_contents: whole(155),
  gradereport_user_get_grade_items: whole(150),
  mod_assign_get_submission_status: whole(80),

  // Between none, 349 ms, and a full page, 1776 ms.
  core_calendar_get_action_events_by_timesort: whole(1100),
  core_calendar_get_calendar_events: { callMs: 190, perCourseMs: 2 },
  core_group_get_course_user_groups: { callMs: 10, perCourseMs: 1 },
  core_course_get_courses_by_field: { callMs: 0, perCourseMs: 6 },
  message_popup_get_popup_notifications: whole(110),
  mod_forum_get_forum_discussions: whole(90),
  mod_quiz_get_user_attempts: whole(75),
  mod_quiz_get_user_quiz_attempts: whole(75),
  mod_quiz_get_user_best_grade: whole(70),
}
const unknownCost: CallCost = { callMs: 100, perCourseMs: 0 }

export const defaultCost = (functionName: string): CallCost => defaults[functionName] ?? unknownCost

/** The functions that readings ask for, but for the one that takes others in. */
export const pricedFunctions: ReadonlySet<string> = new Set(Object.keys(defaults))

/** What requests to a site are thought to cost it. */
export interface Costs {
  readonly requestMs: number
  callMs(call: Call): number
}

/** What was learnt of the site where something was, else the defaults. */
export function estimateCosts(knowledge: SiteKnowledge | null): Costs {
  return {
    requestMs: knowledge?.requestMs ?? defaultRequestMs,
    callMs(call) {
      const { callMs, perCourseMs } = knowledge?.costs[call.function] ?? defaultCost(call.function)
      return callMs + perCourseMs * (call.coursesAsked ?? 0)
    },
  }
}
