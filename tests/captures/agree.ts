import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CourseContent, CourseSummary, ReadGrade, ReadSection } from '@spike/moodle'
import * as ws from '@spike/moodle/web-services'
import * as site from '@spike/moodle/website'
import { parseRecordedHttp } from './recorded-http.ts'
import { openRecordedPage } from './web-page.ts'

/** Which recorded pages are of which course, in the folders of one recorded student. */
interface RecordedCourse {
  readonly courseMoodleId: number
  readonly pages: readonly string[]
  readonly state?: string
  readonly index?: string
  readonly grades?: string
  /** Sections whose items were recorded; all unless set. */
  readonly sections?: ReadonlySet<number>
}

const student = 'student1'
const recordedCourses: readonly RecordedCourse[] = [
  {
    courseMoodleId: 28,
    pages: ['course-topics.html'],
    state: 'ajax-courseformat-get-state.json',
    index: 'assign-index.html',
    grades: 'grade-user.html',
  },
  { courseMoodleId: 29, pages: ['course-weeks.html'], grades: 'grade-user-hiddenuntil.html' },
  {
    courseMoodleId: 31,
    pages: ['course-onesectionperpage.html', 'course-onesectionperpage.section1.html'],
    sections: new Set([0, 1]),
  },
  { courseMoodleId: 20, pages: ['course-past.html'], grades: 'grade-user-past.html' },
]

const timeline = 'core_course_get_enrolled_courses_by_timeline_classification'
const noCall = (name: string) => ({ function: name, args: {}, courseMoodleId: null })

export interface Agreement {
  /** What was compared, with how many of each. */
  readonly compared: readonly string[]
  readonly differences: readonly string[]
}

/** Whether a folder holds one student recorded on both faces. */
export function isRecordedTwice(folder: string): boolean {
  return existsSync(join(folder, 'ws')) && existsSync(join(folder, 'web'))
}

/**
 * Puts what the two transports read of the recorded courses side by side. Not compared is what the website cannot show:
 * files' sizes and times, when something was graded or handed in, extensions, what stands inside of activities, the
 * completion of what is locked, seconds of dates in words, decimals that it does not print, and whether a grade that
 * is not there is hidden (4.5).
 */
export async function compareTransports(folder: string): Promise<Agreement> {
  const compared: string[] = []
  const differences: string[] = []
  const page = (name: string) => readFile(join(folder, 'web', name), 'utf8')
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, 'ws', name), 'utf8'))

  function compare<T>(
    what: string,
    { web, services }: { web: ReadonlyMap<string, T>; services: ReadonlyMap<string, T> },
  ) {
    compared.push(`${services.size} ${what}`)
    for (const key of new Set([...services.keys(), ...web.keys()])) {
      const [a, b] = [services, web].map((side) => JSON.stringify(side.get(key)) ?? 'missing')
      if (a !== b) differences.push(`${what} ${key}: web services ${a}, website ${b}`)
    }
  }

  async function ajax(name: string, functionName: string): Promise<unknown> {
    const [outcome] = site.readAjaxAnswer(parseRecordedHttp(await page(name)).body, [noCall(functionName)])
    return outcome?.ok ? outcome.data : null
  }

  const { context } = openRecordedPage(await page('course-topics.html'))
  const services: ws.MapContext = context

  compare('courses', {
    services: byCourse(
      ws.mapCourses(
        ws.parseData(ws.coursesSchema, await json(`core_enrol_get_users_courses.${student}.json`), 'courses'),
        services,
      ),
    ),
    web: byCourse(site.mapTimeline(await ajax('ajax-timeline-courses-all.json', timeline), context)),
  })

  const calendarFiles = {
    'ajax-calendar-monthly.json': 'core_calendar_get_calendar_monthly_view',
    'ajax-calendar-action-events.json': 'core_calendar_get_action_events_by_timesort',
  }
  const outcomes = []
  for (const [name, functionName] of Object.entries(calendarFiles))
    outcomes.push({ call: noCall(functionName), ok: true as const, data: await ajax(name, functionName) })
  const { times } = site.mapCalendar(outcomes, context)

  for (const recorded of recordedCourses) {
    const id = recorded.courseMoodleId
    const web = await readWebsite(recorded)
    const of = (name: string) => `${name} of course ${id}`
    const isRecorded = ({ number }: ReadSection) => recorded.sections?.has(number) ?? true
    const contents = ws.mapContents(
      ws.parseData(
        ws.contentsSchema,
        await json(`core_course_get_contents.${student}.course${id}.json`),
        'contents',
      ),
      services,
    )
    compare(of('items'), {
      services: itemsOf(contents.filter(isRecorded)),
      web: itemsOf(web.sections.filter(isRecorded)),
    })
    compare(of('sections'), { services: sectionsOf(contents), web: sectionsOf(web.sections) })

    const items = new Set(
      contents.filter(isRecorded).flatMap((section) => section.items.map(({ moodleId }) => moodleId)),
    )
    const isOfThese = ({ itemMoodleId }: { readonly itemMoodleId: number }) => items.has(itemMoodleId)
    const assignments = ws.mapAssignments(
      ws.parseData(
        ws.assignmentsSchema,
        await json(`mod_assign_get_assignments.${student}.course${id}.json`),
        'assignments',
      ),
      services,
    )
    compare(of('due dates'), {
      services: duesOf((assignments.get(id) ?? []).filter(isOfThese)),
      web: duesOf(web.assignments.filter(isOfThese)),
    })
    const quizzes = ws.mapQuizzes(
      ws.parseData(
        ws.quizzesSchema,
        await json(`mod_quiz_get_quizzes_by_courses.${student}.course${id}.json`),
        'quizzes',
      ),
      services,
    )
    compare(of('quizzes'), {
      services: windowsOf((quizzes.get(id) ?? []).filter(isOfThese)),
      web: windowsOf(web.quizzes.filter(isOfThese)),
    })
    if (!recorded.grades) continue
    const grades = ws.parseData(
      ws.gradeItemsSchema,
      await json(`gradereport_user_get_grade_items.${student}.course${id}.json`),
      'grades',
    )
    compare(of('grades'), {
      services: gradesOf(ws.mapGrades(grades, services)),
      web: gradesOf(web.grades ?? []),
    })
  }

  async function readWebsite(recorded: RecordedCourse): Promise<CourseContent> {
    const pages = []
    for (const name of recorded.pages)
      pages.push(...site.parseCourse(openRecordedPage(await page(name)).html, context))
    const state = recorded.state && (await ajax(recorded.state, 'core_courseformat_get_state'))
    return site.makeCourseContent({
      sections: state
        ? site.addPages(site.mapCourseState(state, context), pages)
        : site.sectionsOfPages(pages),
      index: recorded.index
        ? site.parseAssignmentIndex(openRecordedPage(await page(recorded.index)).html, context)
        : [],
      grades: recorded.grades
        ? site.parseGradeReport(openRecordedPage(await page(recorded.grades)).html, context)
        : null,
      opened: new Map(),
      times,
      known: undefined,
    })
  }

  return { compared, differences }
}

const toMinute = (date: Date | null) => date && Math.floor(date.getTime() / 60_000)

const byCourse = (courses: readonly CourseSummary[]) =>
  new Map(
    courses.map((course) => [
      `${course.moodleId}`,
      [
        course.fullName,
        course.shortName,
        course.idNumber,
        course.startsAt,
        course.endsAt,
        course.visible,
        course.hiddenByStudent,
        course.favourite,
      ],
    ]),
  )

const itemsOf = (sections: readonly ReadSection[]) =>
  new Map(
    sections.flatMap((section) =>
      section.items.map((item) => [
        `${item.moodleId}`,
        [
          section.moodleId,
          item.modname,
          item.name,
          item.visible,
          item.accessible,
          item.accessible && item.completed,
        ],
      ]),
    ),
  )

const sectionsOf = (sections: readonly ReadSection[]) =>
  new Map(
    sections.map((section) => [
      `${section.moodleId}`,
      [section.number, section.name, section.visible, section.parentMoodleId],
    ]),
  )

const duesOf = (assignments: CourseContent['assignments']) =>
  new Map(assignments.map(({ itemMoodleId, name, dueAt }) => [`${itemMoodleId}`, [name, toMinute(dueAt)]]))

const windowsOf = (quizzes: CourseContent['quizzes']) =>
  new Map(
    quizzes.map(({ itemMoodleId, name, opensAt, closesAt }) => [
      `${itemMoodleId}`,
      [name, toMinute(opensAt), toMinute(closesAt)],
    ]),
  )

const gradesOf = (grades: readonly ReadGrade[]) =>
  new Map(
    grades.map((grade) => [
      `${grade.moodleId}`,
      [
        grade.itemMoodleId,
        grade.kind,
        grade.name,
        grade.grade?.toFixed(2),
        grade.gradeText,
        grade.min,
        grade.max,
        grade.weightPercent?.toFixed(2),
        grade.feedbackHtml,
      ],
    ]),
  )
