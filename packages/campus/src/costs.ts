import type { Person } from './seed/model.ts'
import type { Site } from './site.ts'

/*
 * What a request costs a Moodle site, in milliseconds of one core, as measured on a real Moodle 4.5.6 (PHP 8.2, opcache,
 * PostgreSQL, 2 cores) with a student of 39 courses of about 44 modules. What was measured includes PHP's start-up; what
 * stands here does not, so that a batch pays it once.
 */

/** Starting PHP, once a request. */
export const startUpMs = 60
const measuredCourses = 39

/** A call asked about, as far as its cost goes. */
export type CostedCall = {
  function: string
  args: unknown
  person: Person
  site: Site
  /** What it answered; undefined where it failed. */
  answer?: unknown
}

type Cost = (call: CostedCall) => number

const own = (measuredMs: number) => measuredMs - startUpMs
const flat = (measuredMs: number): Cost => {
  const milliseconds = own(measuredMs)
  return () => milliseconds
}

const countMyCourses = ({ site, person }: CostedCall) => site.listEnrolments(person).length

/** An empty list of courses means all of the student's. */
function countAskedCourses(call: CostedCall): number {
  const { courseids } = call.args as { courseids?: unknown }
  const asked = typeof courseids === 'object' && courseids !== null ? Object.keys(courseids).length : 0
  return asked === 0 ? countMyCourses(call) : asked
}

const byCoursesAsked = (measuredMs: number): Cost => {
  const perCourseMs = own(measuredMs) / measuredCourses
  return (call) => perCourseMs * Math.max(1, countAskedCourses(call))
}
const byMyCourses = (measuredMs: number): Cost => {
  const perCourseMs = own(measuredMs) / measuredCourses
  return (call) => perCourseMs * Math.max(1, countMyCourses(call))
}

const emptyEventPageMs = 349
const fullEventPageMs = 1776
const eventMs = (fullEventPageMs - emptyEventPageMs) / 50

const costOfEvents: Cost = ({ answer }) => {
  const { events = [] } = (answer ?? {}) as { events?: unknown[] }
  return own(emptyEventPageMs) + eventMs * events.length
}

const callCosts: Record<string, Cost> = {
  core_webservice_get_site_info: flat(123),
  core_enrol_get_users_courses: (call) => {
    const { returnusercount = 1 } = call.args as { returnusercount?: unknown }
    return ['0', 'false', ''].includes(String(returnusercount))
      ? coursesUncounted(call)
      : coursesCounted(call)
  },
  core_course_get_enrolled_courses_by_timeline_classification: byMyCourses(287),
  mod_assign_get_assignments: byCoursesAsked(1513),
  mod_resource_get_resources_by_courses: byCoursesAsked(1065),
  mod_quiz_get_quizzes_by_courses: byCoursesAsked(539),
  mod_forum_get_forums_by_courses: byCoursesAsked(385),
  mod_label_get_labels_by_courses: byCoursesAsked(242),
  mod_page_get_pages_by_courses: byCoursesAsked(222),
  mod_url_get_urls_by_courses: byCoursesAsked(180),
  mod_folder_get_folders_by_courses: byCoursesAsked(178),
  mod_book_get_books_by_courses: byCoursesAsked(151),
  core_calendar_get_action_events_by_timesort: costOfEvents,
  gradereport_overview_get_course_grades: byMyCourses(436),
  core_course_get_contents: flat(155),
  gradereport_user_get_grade_items: flat(150),
  core_course_get_updates_since: flat(180),
  mod_assign_get_submission_status: flat(80),

  // Not measured: estimated by what such a call does.
  core_course_get_courses_by_field: (call) => 6 * countFieldValues(call),
  core_calendar_get_calendar_events: (call) => own(250) + 4 * countEventCourses(call),
  message_popup_get_popup_notifications: flat(110),
  mod_forum_get_forum_discussions: flat(90),
  mod_quiz_get_user_attempts: flat(75),
  mod_quiz_get_user_best_grade: flat(70),
}

const coursesCounted = byMyCourses(392)
const coursesUncounted = byMyCourses(258)

function countFieldValues({ args }: CostedCall): number {
  const { value = '' } = args as { value?: unknown }
  return String(value).split(',').length
}

function countEventCourses({ args }: CostedCall): number {
  const { events } = args as { events?: { courseids?: object } }
  return Object.keys(events?.courseids ?? {}).length
}

/** The other kinds of modules, and what is small: estimated. */
const estimatedListCost = byCoursesAsked(151)
const estimatedCallMs = 20

export function costOfCall(call: CostedCall): number {
  const cost = callCosts[call.function]
  if (cost !== undefined) return cost(call)
  return call.function.endsWith('_by_courses') ? estimatedListCost(call) : estimatedCallMs
}

/** What is no web service call, by the name it passes the request gate under. Only token.php was measured. */
const endpointMs: Record<string, number> = {
  'login/token.php': 205,
  'pluginfile.php': 120,
  'service-nologin.php': 90,
  'course/view.php': 250,
  'grade/report/user/index.php': 220,
  'my/index.php': 250,
  'login/index.php': 150,
}
/** Any other page of the website. */
const pageMs = 180

export const costOfEndpoint = (name: string): number => own(endpointMs[name] ?? pageMs)
