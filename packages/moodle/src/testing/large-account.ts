import type { CourseReading } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import { type ReceivedCall, Refusal } from './scripted-site.ts'
import { nowSeconds } from './small-moodle.ts'

const day = 86_400

interface LargeAccount {
  readonly courses: number
  /** Those in progress; the others ended, one a week. */
  readonly current: number
}

/** Numbers that look drawn and are the same each time: from 0 below `below`. */
const drawn = (seed: number, below: number) => ((seed * 2_654_435_761) >>> 7) % below

const actionEvents = 60

const functions = [
  'tool_mobile_call_external_functions',
  'core_enrol_get_users_courses',
  'core_course_get_courses_by_field',
  'core_course_get_contents',
  'gradereport_user_get_grade_items',
  'mod_assign_get_assignments',
  'mod_assign_get_submission_status',
  'mod_quiz_get_quizzes_by_courses',
  'mod_quiz_get_user_attempts',
  'mod_quiz_get_user_best_grade',
  'mod_forum_get_forums_by_courses',
  'mod_forum_get_forum_discussions',
  'core_calendar_get_action_events_by_timesort',
  'core_calendar_get_calendar_events',
  'message_popup_get_popup_notifications',
]

/** Ids of a course's activities: assignments from 0, quizzes from 50, forums from 80. */
const idsOf = (course: number, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => course * 100 + from + index)
const assignmentsOf = (course: number) => idsOf(course, 0, 5 + drawn(course, 4))
const quizzesOf = (course: number) => idsOf(course, 50, 2 + drawn(course + 7, 2))
const forumsOf = (course: number) => idsOf(course, 80, 2)
/** Every second activity is graded; those that are not stay open. */
export const isGraded = (id: number) => id % 2 === 0

function readIds(args: ReceivedCall['args']): number[] {
  return Object.values(args['courseids'] as object).map(Number)
}

/** A student with many courses, each with what courses have, at a Moodle with everything in its service. */
export function answerLargeAccount({ courses, current }: LargeAccount) {
  const ids = Array.from({ length: courses }, (_, index) => index + 1)
  const ends = (id: number) => (id <= current ? nowSeconds + 60 * day : nowSeconds - (70 + id * 7) * day)
  const dueOf = (course: number, id: number) => (isGraded(id) ? ends(course) - 90 * day : ends(course))
  const gradeItem = (course: number, id: number) => ({
    id,
    cmid: id,
    itemname: `Item ${id}`,
    itemtype: 'mod',
    graderaw: isGraded(id) ? 90 : null,
    gradedategraded: isGraded(id) ? ends(course) - 60 * day : 0,
  })
  const event = (id: number) => ({ id, timesort: nowSeconds + id, course: { id: 1 } })

  const answers: Record<string, (args: ReceivedCall['args']) => unknown> = {
    core_webservice_get_site_info: () => ({
      userid: 3,
      username: 'student1',
      fullname: 'Student',
      siteurl: 'https://moodle.example',
      sitename: 'Test',
      lang: 'he',
      release: '4.5.6',
      functions: functions.map((name) => ({ name })),
    }),
    core_enrol_get_users_courses: () =>
      ids.map((id) => ({
        id,
        fullname: `Course ${id}`,
        startdate: ends(id) - 120 * day,
        enddate: ends(id),
      })),
    core_course_get_courses_by_field: ({ value }) => ({
      courses: String(value)
        .split(',')
        .map((id) => ({ id: Number(id), categoryname: 'Science', contacts: [{ fullname: 'Teacher' }] })),
    }),
    mod_assign_get_assignments: (args) => ({
      courses: readIds(args).map((course) => ({
        id: course,
        assignments: assignmentsOf(course).map((id) => ({
          id,
          cmid: id,
          name: `Exercise ${id}`,
          duedate: dueOf(course, id),
        })),
      })),
    }),
    mod_quiz_get_quizzes_by_courses: (args) => ({
      quizzes: readIds(args).flatMap((course) =>
        quizzesOf(course).map((id) => ({
          id,
          coursemodule: id,
          course,
          name: `Quiz ${id}`,
          timeopen: ends(course) - 100 * day,
          timeclose: dueOf(course, id),
        })),
      ),
    }),
    mod_forum_get_forums_by_courses: (args) =>
      readIds(args).flatMap((course) =>
        forumsOf(course).map((id, index) => ({
          id,
          cmid: id,
          course,
          type: index === 0 ? 'news' : 'general',
          name: `Forum ${id}`,
          numdiscussions: 3,
        })),
      ),
    core_course_get_contents: ({ courseid }) => [
      { id: Number(courseid), section: 0, name: 'Top', modules: [{ id: 1, modname: 'label' }] },
    ],
    gradereport_user_get_grade_items: ({ courseid }) => {
      const course = Number(courseid)
      const items = [...assignmentsOf(course), ...quizzesOf(course)]
      return { usergrades: [{ gradeitems: items.map((id) => gradeItem(course, id)) }] }
    },
    mod_assign_get_submission_status: ({ assignid }) => ({
      lastattempt: {
        submission: { status: isGraded(Number(assignid)) ? 'submitted' : 'new', timemodified: nowSeconds },
        graded: isGraded(Number(assignid)),
      },
    }),
    mod_quiz_get_user_attempts: () => ({ attempts: [{ attempt: 1, state: 'finished' }] }),
    mod_quiz_get_user_best_grade: () => ({ hasgrade: true, grade: 9 }),
    mod_forum_get_forum_discussions: ({ forumid }) => ({
      discussions: [1, 2, 3].map((index) => ({
        discussion: Number(forumid) * 10 + index,
        name: 'Hello',
        created: nowSeconds,
      })),
    }),
    core_calendar_get_action_events_by_timesort: ({ aftereventid = 0, limitnum }) => {
      const after = Number(aftereventid)
      const count = Math.min(Number(limitnum), actionEvents - after)
      const events = Array.from({ length: count }, (_, k) => event(after + 1 + k))
      return { events, lastid: after + count }
    },
    core_calendar_get_calendar_events: () => ({ events: [] }),
    message_popup_get_popup_notifications: () => ({ notifications: [] }),
  }
  return ({ function: name, args }: ReceivedCall): unknown =>
    answers[name]?.(args) ?? new Refusal('invalidrecord')
}

/** What is stored of courses after they were read for the first time. */
export function knownAfter(readings: readonly CourseReading[], readAt: Date): Map<number, KnownCourse> {
  return new Map(
    readings.flatMap((reading) => {
      if (!reading.ok) return []
      const { assignments, quizzes, forums, grades } = reading.content
      const gradeOf = (itemMoodleId: number) => {
        const item = grades?.find((grade) => grade.itemMoodleId === itemMoodleId)
        return { grade: item?.grade ?? null, gradedAt: item?.gradedAt ?? null }
      }
      const known: KnownCourse = {
        items: new Map(
          reading.content.sections.flatMap(({ items }) =>
            items.map((item) => [item.moodleId, item.detail] as const),
          ),
        ),
        readAt,
        assignments: new Map(
          assignments.map((each) => [each.itemMoodleId, { ...each, ...gradeOf(each.itemMoodleId) }]),
        ),
        quizzes: new Map(
          quizzes.map(({ itemMoodleId, opensAt, closesAt, attempts }) => [
            itemMoodleId,
            {
              opensAt,
              closesAt,
              ...gradeOf(itemMoodleId),
              attemptCount: attempts?.length ?? null,
              attemptOpen: false,
            },
          ]),
        ),
        forums: new Map(
          forums.map(({ itemMoodleId, discussionCount, unreadCount }) => [
            itemMoodleId,
            { discussionCount, unreadCount, discussionsReadAt: readAt },
          ]),
        ),
      }
      return [[reading.courseMoodleId, known]]
    }),
  )
}
