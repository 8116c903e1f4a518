import type { ReadItem } from '@spike/moodle'
import * as ws from '@spike/moodle/web-services'
import { mapCalendar, mapTimeline } from '@spike/moodle/website'

/** What was understood, by name. The first must not be zero. */
export type Counts = Readonly<Record<string, number>>

interface Reader {
  /** The file names it reads start so. */
  readonly prefix: string
  readonly functionName: string
  /** Throws what production would throw. */
  readonly read: (data: unknown) => Counts
}

const context: ws.MapContext = { language: 'he', siteUrl: 'https://moodle.example' }
const pageContext = { ...context, timeZone: 'Asia/Jerusalem' }
const timeline = 'core_course_get_enrolled_courses_by_timeline_classification'
const monthlyView = 'core_calendar_get_calendar_monthly_view'

function defineReader<T extends Parameters<typeof ws.parseData>[0]>(
  functionName: string,
  schema: T,
  count: (data: ReturnType<typeof ws.parseData<T>>) => Counts,
  prefix = `${functionName}.`,
): Reader {
  return { prefix, functionName, read: (data) => count(ws.parseData(schema, data, functionName)) }
}

const countWhere = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length
const flatten = <T>(byCourse: ReadonlyMap<number, readonly T[]>) => [...byCourse.values()].flat()

/** Only to have something for a submission status to be applied to. */
const anyList = { courses: [{ id: 1, assignments: [{ id: 1, cmid: 1, name: 'any' }] }] }
const anyAssignments = ws.parseData(ws.assignmentsSchema, anyList, 'mod_assign_get_assignments')
const [anyAssignment] = flatten(ws.mapAssignments(anyAssignments, context))

/** What Spike reads of a site, with the schema and the mapper that it reads it with. */
export const readers: readonly Reader[] = [
  defineReader('login/token.php', ws.tokenSchema, ({ token }) => ({ token: token ? 1 : 0 }), 'token.student'),
  defineReader('core_webservice_get_site_info', ws.siteInfoSchema, (info) => {
    const profile = ws.mapProfile(info, context.siteUrl)
    return {
      profile: profile.fullName && profile.release ? 1 : 0,
      functions: ws.mapFunctions(info)?.size ?? 0,
    }
  }),
  defineReader('core_enrol_get_users_courses', ws.coursesSchema, (data) => {
    const courses = ws.mapCourses(data, context)
    return {
      courses: countWhere(courses, ({ fullName }) => fullName !== ''),
      'with an end': countWhere(courses, ({ endsAt }) => endsAt !== null),
      'without grades': countWhere(courses, ({ showsGrades }) => !showsGrades),
    }
  }),
  defineReader('core_course_get_contents', ws.contentsSchema, (data) => {
    const sections = ws.mapContents(data, context)
    const items: ReadItem[] = sections.flatMap((section) => section.items)
    return {
      sections: sections.length,
      items: items.length,
      files: items.flatMap(({ files }) => files).length,
      described: countWhere(items, ({ descriptionHtml }) => descriptionHtml !== null),
      completed: countWhere(items, ({ completed }) => completed === true),
      'ticked by hand': countWhere(items, ({ completionMode }) => completionMode === 'manual'),
      locked: countWhere(items, ({ accessible }) => !accessible),
      dates: items.flatMap(({ dates }) => dates).length,
      subsections: countWhere(sections, ({ parentMoodleId }) => parentMoodleId !== null),
    }
  }),
  defineReader('gradereport_user_get_grade_items', ws.gradeItemsSchema, (data) => {
    const grades = ws.mapGrades(data, context) ?? []
    return {
      'grade items': grades.length,
      graded: countWhere(grades, ({ grade }) => grade !== null),
      hidden: countWhere(grades, ({ hidden }) => hidden),
      letters: countWhere(grades, ({ letter }) => letter !== null),
      weighted: countWhere(grades, ({ weightPercent }) => weightPercent !== null),
    }
  }),
  defineReader('mod_assign_get_assignments', ws.assignmentsSchema, (data) => {
    const assignments = flatten(ws.mapAssignments(data, context))
    return {
      assignments: assignments.length,
      'with a due time': countWhere(assignments, ({ dueAt }) => dueAt !== null),
      described: countWhere(assignments, ({ descriptionHtml }) => descriptionHtml !== null),
      files: assignments.flatMap(({ files }) => files).length,
    }
  }),
  defineReader('mod_assign_get_submission_status', ws.submissionStatusSchema, (data) => {
    const { submissionState, graded, extendedTo, feedbackHtml } = ws.applySubmissionStatus(
      anyAssignment!,
      data,
      context,
    )
    return {
      [submissionState]: submissionState === 'unknown' ? 0 : 1,
      graded: Number(graded),
      extended: Number(extendedTo !== null),
      'with feedback': Number(feedbackHtml !== null),
    }
  }),
  defineReader('mod_quiz_get_quizzes_by_courses', ws.quizzesSchema, (data) => {
    const quizzes = flatten(ws.mapQuizzes(data, context))
    return {
      quizzes: quizzes.length,
      'with an end': countWhere(quizzes, ({ closesAt }) => closesAt !== null),
      described: countWhere(quizzes, ({ descriptionHtml }) => descriptionHtml !== null),
    }
  }),
  defineReader('mod_quiz_get_user_attempts', ws.attemptsSchema, (data) => {
    const attempts = ws.mapAttempts(data)
    return {
      attempts: attempts.length,
      finished: countWhere(attempts, ({ finishedAt }) => finishedAt !== null),
    }
  }),
  defineReader('mod_quiz_get_user_best_grade', ws.bestGradeSchema, (data) => ({
    'told rightly': Number((ws.mapBestGrade(data) !== null) === data.hasgrade),
    grades: Number(ws.mapBestGrade(data) !== null),
  })),
  defineReader('mod_forum_get_forums_by_courses', ws.forumsSchema, (data) => {
    const forums = flatten(ws.mapForums(data, context))
    return {
      forums: forums.length,
      'for announcements': countWhere(forums, ({ type }) => type === 'news'),
      tracked: countWhere(forums, ({ unreadCount }) => unreadCount !== null),
      described: countWhere(forums, ({ descriptionHtml }) => descriptionHtml !== null),
    }
  }),
  defineReader('mod_forum_get_forum_discussions', ws.discussionsSchema, (data) => {
    const discussions = ws.mapDiscussions(data, context)
    return {
      discussions: countWhere(discussions, ({ title, messageHtml }) => title !== '' && messageHtml !== ''),
      'with an author': countWhere(discussions, ({ authorName }) => authorName !== null),
      replies: discussions.reduce((sum, { replyCount }) => sum + replyCount, 0),
    }
  }),
  defineReader('core_course_get_courses_by_field', ws.courseFactsSchema, (data) => {
    const facts = [...ws.mapCourseFacts(data, context).values()]
    return {
      courses: countWhere(facts, ({ categoryName }) => categoryName !== null),
      teachers: facts.flatMap(({ teachers }) => teachers).length,
    }
  }),
  defineReader('message_popup_get_popup_notifications', ws.notificationsSchema, (data) => {
    const notifications = ws.mapNotifications(data, context)
    return {
      notifications: countWhere(notifications, ({ subject }) => subject !== ''),
      read: countWhere(notifications, ({ read }) => read),
    }
  }),
  defineReader('core_calendar_get_calendar_events', ws.calendarEventsSchema, (data) => {
    const events = ws.mapCalendarEvents(data, context)
    return {
      events: countWhere(events, ({ title }) => title !== ''),
      'of a course': countWhere(events, ({ courseMoodleId }) => courseMoodleId !== null),
      'with an end': countWhere(events, ({ endsAt }) => endsAt !== null),
    }
  }),
  // These two are read through the website, where they come in the same shape.
  {
    prefix: `${timeline}.`,
    functionName: timeline,
    read: (data) => ({
      courses: mapTimeline(data, pageContext).filter(({ fullName }) => fullName !== '').length,
    }),
  },
  {
    prefix: `${monthlyView}.`,
    functionName: monthlyView,
    read(data) {
      const call = { function: monthlyView, args: {}, courseMoodleId: null }
      const { events, brokenCourses } = mapCalendar([{ call, ok: true, data }], pageContext)
      return { events: events?.length ?? 0, 'broken courses': brokenCourses.size }
    },
  },
  defineReader('core_calendar_get_action_events_by_timesort', ws.eventsSchema, (data) => {
    const events = ws.mapEvents(data, context)
    return {
      events: countWhere(events, ({ title, courseMoodleId }) => title !== '' && courseMoodleId !== null),
      actionable: countWhere(events, ({ actionable }) => actionable),
      described: countWhere(events, ({ descriptionHtml }) => descriptionHtml !== null),
    }
  }),
]
