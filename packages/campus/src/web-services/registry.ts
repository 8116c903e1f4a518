import type { SiteSettings } from '../site-settings.ts'
import { actionEventFunctions } from './action-events.ts'
import { assignmentFunctions } from './assignments.ts'
import { calendarEventFunctions } from './calendar-events.ts'
import { courseContentsFunctions } from './course-contents.ts'
import { courseListFunctions } from './course-lists.ts'
import { courseUpdateFunctions } from './course-updates.ts'
import { coursesByFieldFunctions } from './courses-by-field.ts'
import { forumFunctions } from './forums.ts'
import { gradeFunctions } from './grades.ts'
import { modulesByCoursesFunctions } from './modules-by-courses.ts'
import { notificationFunctions } from './notifications.ts'
import { quizFunctions } from './quizzes.ts'
import { siteFunctions } from './site-info.ts'
import { submissionStatusFunctions } from './submission-status.ts'
import type { WebServiceFunction } from './web-service-function.ts'

/** Runs other functions one after another; it stands with the REST server, which passes each call through one place. */
export const batchFunctionName = 'tool_mobile_call_external_functions'

/** The functions the campus's mobile service offers, by name. */
export const webServiceFunctions: Record<string, WebServiceFunction> = {
  ...siteFunctions,
  ...courseListFunctions,
  ...courseContentsFunctions,
  ...courseUpdateFunctions,
  ...assignmentFunctions,
  ...submissionStatusFunctions,
  ...modulesByCoursesFunctions,
  ...quizFunctions,
  ...forumFunctions,
  ...gradeFunctions,
  ...actionEventFunctions,
  ...calendarEventFunctions,
  ...notificationFunctions,
  ...coursesByFieldFunctions,
}

/** What site_info lists. */
export const listFunctionNames = (settings: SiteSettings): string[] =>
  [...Object.keys(webServiceFunctions), batchFunctionName]
    .filter((name) => isOffered(settings, name))
    .toSorted()

export const isOffered = ({ withoutFunctions }: SiteSettings, name: string): boolean =>
  !withoutFunctions.includes(name)

/** Moodle knows them, but its mobile service does not offer them: `accessexception` instead of `invalidrecord`. */
export const functionsOutsideService = new Set([
  'core_course_create_courses',
  'core_course_delete_courses',
  'core_course_update_courses',
  'core_enrol_unenrol_user_enrolment',
  'core_grades_update_grades',
  'core_user_create_users',
  'core_user_delete_users',
  'core_user_get_users',
  'core_user_update_users',
  'enrol_manual_enrol_users',
])
