import * as site from '@spike/moodle/website'
import { parseRecordedHttp } from './recorded-http.ts'
import { type RecordedPage, openRecordedPage } from './web-page.ts'
import type { Counts } from './readers.ts'

export interface WebReading {
  /** The first must not be zero, unless its trace in `web-understand.ts` is not there either. */
  readonly counts: Counts
  /** What must be the same in every language of the site. */
  readonly essence: unknown
}

interface WebReader {
  readonly file: RegExp
  /** Throws what production would throw. */
  readonly read: (text: string, name: string) => WebReading
}

const countWhere = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length

function definePage<T>(
  file: RegExp,
  parse: (page: RecordedPage) => T,
  tell: (value: T) => WebReading,
): WebReader {
  return { file, read: (text) => tell(parse(openRecordedPage(text))) }
}

type Data = (data: unknown, context: site.PageContext) => WebReading

/** One recorded answer of `lib/ajax/service.php`, of as many calls as it has. */
function defineAjax(file: RegExp, functions: readonly string[], tell: Data): WebReader {
  return {
    file,
    read(text) {
      const { body } = parseRecordedHttp(text)
      const calls = functions.map((name) => ({ function: name, args: {}, courseMoodleId: null }))
      const outcomes = site.readAjaxAnswer(body, calls)
      const failed = outcomes.find((outcome) => !outcome.ok)
      if (failed && !failed.ok) throw failed.error
      const [first] = outcomes
      const context = { language: 'he', siteUrl: 'http://127.0.0.1', timeZone: 'Asia/Jerusalem' }
      return tell(first?.ok ? first.data : null, context)
    },
  }
}

const ofCalendar =
  (name: string): Data =>
  (data, context) => {
    const call = { function: name, args: {}, courseMoodleId: null }
    const { events, brokenCourses } = site.mapCalendar([{ call, ok: true, data }], context)
    return {
      counts: {
        events: events?.length ?? 0,
        'of an item': countWhere(events ?? [], ({ itemMoodleId }) => itemMoodleId !== null),
        actionable: countWhere(events ?? [], ({ actionable }) => actionable),
        'broken courses': brokenCourses.size,
      },
      essence: events,
    }
  }

const courseFiles =
  /^course-(future|onesectionperpage(\.section1)?|past|section-php|topics(\.he)?|weeks(\.he)?)\.html$/

/** What Spike reads of a site's pages, with the parser that it reads them with. */
export const webReaders: readonly WebReader[] = [
  definePage(
    courseFiles,
    ({ html, context }) => site.parseCourse(html, context),
    (sections) => {
      const items = sections.flatMap((section) => section.items)
      return {
        counts: {
          items: items.length,
          sections: sections.length,
          'on pages of their own': countWhere(sections, ({ itemsPath }) => itemsPath !== null),
          files: items.flatMap(({ files }) => files).length,
          described: countWhere(items, ({ descriptionHtml }) => descriptionHtml !== null),
          completed: countWhere(items, ({ completed }) => completed === true),
          locked: countWhere(items, ({ accessible }) => !accessible),
          dated: countWhere(items, ({ dates }) => dates.length > 0),
        },
        essence: items.map(({ moodleId, modname, name, completed, dates, accessible, descriptionHtml }) => [
          moodleId,
          modname,
          name,
          completed,
          dates,
          accessible,
          descriptionHtml,
        ]),
      }
    },
  ),
  definePage(
    /^assign-index\.html$/,
    ({ html, context }) => site.parseAssignmentIndex(html, context),
    (assignments) => ({
      counts: {
        assignments: assignments.length,
        'with a due time': countWhere(assignments, ({ dueAt }) => dueAt !== null),
        'with a known state': countWhere(assignments, ({ submissionState }) => submissionState !== 'unknown'),
        graded: countWhere(assignments, ({ graded }) => graded),
      },
      essence: assignments,
    }),
  ),
  definePage(
    /^assign-(?!index)[\w-]+(\.he)?\.html$/,
    ({ html, context }) => site.parseAssignment(html, context),
    ({ submissionState, graded, files, descriptionHtml }) => ({
      counts: {
        [submissionState]: Number(submissionState !== 'unknown'),
        graded: Number(graded),
        files: files.length,
        described: Number(descriptionHtml !== null),
      },
      essence: [submissionState, graded, files, descriptionHtml],
    }),
  ),
  definePage(
    /^grade-user(-hiddenuntil|-past)?(\.he)?\.html$/,
    ({ html, context }) => site.parseGradeReport(html, context),
    (grades) => ({
      counts: {
        'grade items': grades.length,
        graded: countWhere(grades, ({ grade }) => grade !== null),
        hidden: countWhere(grades, ({ hidden }) => hidden),
        weighted: countWhere(grades, ({ weightPercent }) => weightPercent !== null),
        ranged: countWhere(grades, ({ max }) => max !== null),
        'with feedback': countWhere(grades, ({ feedbackHtml }) => feedbackHtml !== null),
      },
      essence: grades,
    }),
  ),
  definePage(
    /^(forum-view|forum-announcements(\.he)?)\.html$/,
    ({ html, context }) => site.parseForum(html, context),
    ({ discussions, type }) => ({
      counts: {
        discussions: discussions.length,
        dated: countWhere(discussions, ({ postedAt }) => postedAt !== null),
        'of news': Number(type === 'news'),
      },
      essence: discussions,
    }),
  ),
  definePage(
    /^forum-discussion\.html$/,
    ({ html, context }) => site.parseDiscussion(html, context),
    (page) => ({
      counts: { 'with a text': Number(page.messageHtml !== ''), replies: page.replyCount },
      essence: page,
    }),
  ),
  definePage(
    /^folder-view\.html$/,
    ({ html, context }) => site.parseFolder(html, context),
    ({ files }) => ({
      counts: { files: files.length, 'in folders': countWhere(files, ({ path }) => path !== '/') },
      essence: files,
    }),
  ),
  definePage(
    /^book-view\.html$/,
    ({ html, context }) => site.parseBook(html, 1, context),
    ({ chapters }) => ({ counts: { chapters: chapters.length }, essence: chapters }),
  ),
  definePage(
    /^page-view\.html$/,
    ({ html, context }) => site.parsePage(html, context),
    (page) => ({ counts: { files: page.files.length }, essence: page }),
  ),
  definePage(
    /^url-view\.html$/,
    ({ html, context }) => site.parseUrl(html, context),
    (page) => ({ counts: { links: Number(page.target !== null) }, essence: page }),
  ),
  definePage(
    /^quiz-(1|2|view)(\.he)?\.html$/,
    ({ html, context }) => site.parseQuiz(html, context),
    (quiz) => ({
      counts: {
        attempts: quiz.attempts.length,
        finished: countWhere(
          quiz.attempts,
          ({ state, finishedAt }) => state === 'finished' && finishedAt !== null,
        ),
        graded: Number(quiz.bestGrade !== null),
      },
      essence: quiz,
    }),
  ),
  definePage(
    /^user-profile\.html$/,
    ({ html }) => site.parseProfile(html),
    ({ profile, sesskey }) => ({
      counts: { people: Number(profile.fullName !== ''), sesskey: Number(sesskey !== '') },
      essence: profile,
    }),
  ),
  definePage(
    /^login-page(\.he)?\.html$/,
    ({ html }) => site.parseLoginPage(html),
    (page) => ({ counts: { forms: Number(Boolean(page.form?.loginToken)) }, essence: page.form !== null }),
  ),
  definePage(
    /^login-page-when-logged-in\.html$/,
    ({ html }) => site.parseLoginPage(html),
    (page) => ({ counts: { 'no form': Number(page.form === null) }, essence: null }),
  ),
  defineAjax(
    /^ajax-timeline-courses-(all|inprogress)\.json$/,
    ['core_course_get_enrolled_courses_by_timeline_classification'],
    (data, context) => {
      const courses = site.mapTimeline(data, context)
      return {
        counts: {
          courses: countWhere(courses, ({ fullName }) => fullName !== ''),
          'in a category': countWhere(courses, ({ categoryName }) => categoryName !== null),
          favourite: countWhere(courses, ({ favourite }) => favourite),
        },
        essence: courses,
      }
    },
  ),
  defineAjax(/^ajax-courseformat-get-state\.json$/, ['core_courseformat_get_state'], (data, context) => {
    const sections = site.mapCourseState(data, context)
    const items = sections.flatMap((section) => section.items)
    return {
      counts: {
        items: items.length,
        sections: sections.length,
        subsections: countWhere(sections, ({ parentMoodleId }) => parentMoodleId !== null),
        completed: countWhere(items, ({ completed }) => completed === true),
        locked: countWhere(items, ({ accessible }) => !accessible),
      },
      essence: items,
    }
  }),
  defineAjax(
    /^ajax-calendar-action-events\.json$/,
    ['core_calendar_get_action_events_by_timesort'],
    ofCalendar('core_calendar_get_action_events_by_timesort'),
  ),
  defineAjax(
    /^ajax-calendar-monthly\.json$/,
    ['core_calendar_get_calendar_monthly_view'],
    ofCalendar('core_calendar_get_calendar_monthly_view'),
  ),
  defineAjax(
    /^ajax-popup-notifications\.json$/,
    ['message_popup_get_popup_notifications'],
    (data, context) => {
      const call = { function: 'message_popup_get_popup_notifications', args: {}, courseMoodleId: null }
      const notifications = site.readNotifications({ call, ok: true, data }, context)
      return {
        counts: {
          notifications: notifications?.length ?? -1,
        },
        essence: notifications,
      }
    },
  ),
]
