import type { CallRecord, ReaderOptions, SiteAddress } from '../site.ts'
import { type ReceivedCall, Refusal } from './scripted-site.ts'

const day = 86_400
export const nowSeconds = Date.UTC(2026, 10, 22) / 1000
export const now = () => new Date(nowSeconds * 1000)

const functions = [
  'tool_mobile_call_external_functions',
  'core_course_get_enrolled_courses_by_timeline_classification',
  'core_enrol_get_users_courses',
  'mod_assign_get_assignments',
  'mod_quiz_get_quizzes_by_courses',
  'mod_forum_get_forums_by_courses',
  'core_calendar_get_action_events_by_timesort',
  'core_course_get_contents',
  'gradereport_user_get_grade_items',
  'mod_assign_get_submission_status',
  'mod_forum_get_forum_discussions',
  'mod_quiz_get_user_attempts',
  'mod_quiz_get_user_best_grade',
  'core_course_get_courses_by_field',
  'core_calendar_get_calendar_events',
  'core_group_get_course_user_groups',
  'message_popup_get_popup_notifications',
]

interface SmallMoodle {
  readonly courses: number
  readonly assignmentsPerCourse?: number
  /** Functions the service lacks. */
  readonly without?: readonly string[]
}

/** Courses 1…n; assignment `course * 100 + k`; one news forum a course, numbered as the course. */
export function answerLikeMoodle(options: SmallMoodle) {
  const { courses, assignmentsPerCourse = 2, without = [] } = options
  const courseIds = Array.from({ length: courses }, (_, index) => index + 1)
  const assignmentIds = (course: number) =>
    Array.from({ length: assignmentsPerCourse }, (_, k) => course * 100 + k)

  const answers: Record<string, (args: ReceivedCall['args']) => unknown> = {
    core_webservice_get_site_info: () => ({
      userid: 3,
      username: 'student1',
      fullname: 'No&#039;a',
      siteurl: 'https://moodle.example/sub/',
      sitename: 'Test',
      lang: 'he',
      release: '4.5.6 (Build: 20250811)',
      functions: functions.filter((name) => !without.includes(name)).map((name) => ({ name })),
    }),
    core_course_get_enrolled_courses_by_timeline_classification: () => ({ courses: [], nextoffset: 0 }),
    core_enrol_get_users_courses: () =>
      courseIds.map((id) => ({ id, fullname: `Course ${id}`, startdate: nowSeconds - id * day, enddate: 0 })),
    mod_assign_get_assignments: () => ({
      courses: courseIds.map((id) => ({
        id,
        assignments: assignmentIds(id).map((each) => ({ id: each, cmid: each, name: `Exercise ${each}` })),
      })),
    }),
    mod_quiz_get_quizzes_by_courses: () => ({
      quizzes: courseIds.map((id) => ({ id, coursemodule: id, course: id, name: `Quiz ${id}` })),
    }),
    mod_forum_get_forums_by_courses: () =>
      courseIds.map((id) => ({ id, cmid: id, course: id, type: 'news', name: 'News', numdiscussions: 1 })),
    core_calendar_get_action_events_by_timesort: () => ({ events: [], lastid: 0 }),
    core_course_get_contents: ({ courseid }) => [
      {
        id: Number(courseid),
        section: 0,
        name: 'Top',
        modules: [{ id: Number(courseid), modname: 'label' }],
      },
    ],
    gradereport_user_get_grade_items: ({ courseid }) => ({
      usergrades: [{ gradeitems: [{ id: Number(courseid), itemtype: 'course', graderaw: 90 }] }],
    }),
    mod_assign_get_submission_status: () => ({ lastattempt: { submission: { status: 'submitted' } } }),
    mod_quiz_get_user_attempts: () => ({ attempts: [{ attempt: 1, state: 'finished' }] }),
    mod_quiz_get_user_best_grade: () => ({ hasgrade: true, grade: 8 }),
    core_course_get_courses_by_field: ({ value }) => ({
      courses: String(value)
        .split(',')
        .map((id) => ({ id: Number(id), categoryname: 'Science', contacts: [{ fullname: 'Teacher' }] })),
    }),
    core_calendar_get_calendar_events: () => ({ events: [] }),
    core_group_get_course_user_groups: () => ({ groups: [] }),
    message_popup_get_popup_notifications: () => ({ notifications: [] }),
    mod_forum_get_forum_discussions: ({ forumid }) => ({
      discussions: [
        { discussion: Number(forumid), name: 'Hello', message: '<p>Hi</p>', created: nowSeconds },
      ],
    }),
  }
  return (call: ReceivedCall) => answers[call.function]?.(call.args) ?? new Refusal('invalidrecord')
}

export const localSite = (url: string): SiteAddress => ({ institutionId: 'test', url, local: true })

/** Defaults of a reader that do not matter to most tests, and what it told of its calls. */
export function readerOptions(url: string, changes: Partial<ReaderOptions> = {}) {
  const calls: CallRecord[] = []
  const stoodBackMs: number[] = []
  const options: ReaderOptions = {
    site: localSite(url),
    signal: new AbortController().signal,
    gate: {
      run: (_, request) => request(),
      standBack: async (ms) => void stoodBackMs.push(ms),
    },
    onCall: (call) => calls.push(call),
    requestTries: 3,
    requestTimeoutMs: 5_000,
    requestsInFlight: 3,
    knowledge: null,
    moodleUserId: null,
    ...changes,
  }
  return { options, calls, stoodBackMs }
}
