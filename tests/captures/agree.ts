import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CourseContent, ReadSection } from '@spike/moodle'
import * as ws from '@spike/moodle/web-services'
import * as site from '@spike/moodle/website'
import { byCourse, duesOf, gradesOf, itemsOf, sectionsOf, windowsOf } from './agree-rows.ts'
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

const statusFile = new RegExp(
  `^mod_assign_get_submission_status\\.${student}\\.([\\w-]+)\\.assign(\\d+)\\.json$`,
)
const timeline = 'core_course_get_enrolled_courses_by_timeline_classification'
const noCall = (name: string) => ({ function: name, args: {}, courseMoodleId: null })

export interface Agreement {
  /** What was compared, with how many of each. */
  readonly compared: readonly string[]
  readonly differences: readonly string[]
}

interface Sides<T> {
  readonly web: ReadonlyMap<string, T>
  readonly services: ReadonlyMap<string, T>
  /** Rows that stand in the recording of the web services, whoever reads them. */
  readonly recorded: number
}

/** What is counted in recordings, without the schemas that are being checked. */
interface Recorded {
  readonly sections: readonly { readonly section: number; readonly modules: readonly unknown[] }[]
  readonly assignments: { readonly courses: readonly { readonly assignments: readonly { cmid: number }[] }[] }
  readonly quizzes: { readonly quizzes: readonly { readonly coursemodule: number }[] }
  readonly grades: { readonly usergrades: readonly { readonly gradeitems: readonly unknown[] }[] }
}

/** Whether a folder holds one student recorded on both faces. */
export function isRecordedTwice(folder: string): boolean {
  return existsSync(join(folder, 'ws')) && existsSync(join(folder, 'web'))
}

/**
 * Puts what the two transports read of the recorded courses side by side. Not compared is what the website cannot show:
 * files' sizes and times, when something was graded or handed in, extensions, what stands inside of activities, the
 * completion of what is locked, seconds of dates in words, decimals that it does not print, whether a grade that is not
 * there is hidden (4.5), and in the index of assignments whether one is graded whose grade is hidden.
 */
export async function compareTransports(folder: string): Promise<Agreement> {
  const compared: string[] = []
  const differences: string[] = []
  const page = (name: string) => readFile(join(folder, 'web', name), 'utf8')
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, 'ws', name), 'utf8'))

  function compare<T>(what: string, { web, services, recorded }: Sides<T>) {
    if (recorded > 0) compared.push(`${services.size} ${what}`)
    if (services.size !== recorded) differences.push(`${what}: ${recorded} recorded, ${services.size} read`)
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

  const courses = await json(`core_enrol_get_users_courses.${student}.json`)
  compare('courses', {
    recorded: (courses as readonly unknown[]).length,
    services: byCourse(ws.mapCourses(ws.parseData(ws.coursesSchema, courses, 'courses'), services)),
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

  const states = await readSubmissionStates()
  for (const recorded of recordedCourses) {
    const id = recorded.courseMoodleId
    const web = await readWebsite(recorded)
    const of = (name: string) => `${name} of course ${id}`
    const isRecorded = ({ number }: ReadSection) => recorded.sections?.has(number) ?? true
    const rawSections = await json(`core_course_get_contents.${student}.course${id}.json`)
    const contents = ws.mapContents(ws.parseData(ws.contentsSchema, rawSections, 'contents'), services)
    const rawOfThese = (rawSections as Recorded['sections']).filter(
      ({ section }) => recorded.sections?.has(section) ?? true,
    )
    compare(of('items'), {
      recorded: rawOfThese.flatMap(({ modules }) => modules).length,
      services: itemsOf(contents.filter(isRecorded)),
      web: itemsOf(web.sections.filter(isRecorded)),
    })
    compare(of('sections'), {
      recorded: (rawSections as Recorded['sections']).length,
      services: sectionsOf(contents),
      web: sectionsOf(web.sections),
    })

    const items = new Set(
      contents.filter(isRecorded).flatMap((section) => section.items.map(({ moodleId }) => moodleId)),
    )
    const isOfThese = ({ itemMoodleId }: { readonly itemMoodleId: number }) => items.has(itemMoodleId)
    const rawAssignments = await json(`mod_assign_get_assignments.${student}.course${id}.json`)
    const assignments = ws.mapAssignments(
      ws.parseData(ws.assignmentsSchema, rawAssignments, 'assignments'),
      services,
    )
    compare(of('due dates'), {
      recorded: (rawAssignments as Recorded['assignments']).courses
        .flatMap((course) => course.assignments)
        .filter(({ cmid }) => items.has(cmid)).length,
      services: duesOf((assignments.get(id) ?? []).filter(isOfThese)),
      web: duesOf(web.assignments.filter(isOfThese)),
    })
    if (recorded.index) {
      const told = states.filter(({ courseMoodleId }) => courseMoodleId === id)
      const shown = new Map(web.assignments.map((each) => [each.itemMoodleId, each.submissionState]))
      compare(of('submission states in the index'), {
        recorded: told.length,
        services: new Map(told.map(({ row }) => [`${row.itemMoodleId}`, row.submissionState])),
        web: new Map(
          told.map(({ row }) => [`${row.itemMoodleId}`, shown.get(row.itemMoodleId) ?? 'missing']),
        ),
      })
    }
    const rawQuizzes = await json(`mod_quiz_get_quizzes_by_courses.${student}.course${id}.json`)
    const quizzes = ws.mapQuizzes(ws.parseData(ws.quizzesSchema, rawQuizzes, 'quizzes'), services)
    compare(of('quizzes'), {
      recorded: (rawQuizzes as Recorded['quizzes']).quizzes.filter(({ coursemodule }) =>
        items.has(coursemodule),
      ).length,
      services: windowsOf((quizzes.get(id) ?? []).filter(isOfThese)),
      web: windowsOf(web.quizzes.filter(isOfThese)),
    })
    if (!recorded.grades) continue
    const rawGrades = await json(`gradereport_user_get_grade_items.${student}.course${id}.json`)
    const grades = ws.parseData(ws.gradeItemsSchema, rawGrades, 'grades')
    compare(of('grades'), {
      recorded: (rawGrades as Recorded['grades']).usergrades[0]?.gradeitems.length ?? 0,
      services: gradesOf(ws.mapGrades(grades, services) ?? []),
      web: gradesOf(web.grades ?? []),
    })
  }

  /** Of each assignment that was recorded by itself, what the web services tell; compared with its page. */
  async function readSubmissionStates() {
    const listed = ws.mapAssignments(
      ws.parseData(
        ws.assignmentsSchema,
        await json(`mod_assign_get_assignments.${student}.all.json`),
        'assignments',
      ),
      services,
    )
    const rows = [...listed].flatMap(([courseMoodleId, all]) => all.map((row) => ({ courseMoodleId, row })))
    const told = []
    for (const name of await readdir(join(folder, 'ws'))) {
      const [, state, id] = statusFile.exec(name) ?? []
      const found = rows.find(({ row }) => row.moodleId === Number(id))
      if (!state || !found) continue
      const status = ws.parseData(ws.submissionStatusSchema, await json(name), 'status')
      told.push({ ...found, state, row: ws.applySubmissionStatus(found.row, status, services) })
    }
    const pages = new Map<string, unknown>()
    for (const { state } of told) {
      const shown = site.parseAssignment(openRecordedPage(await page(`assign-${state}.html`)).html, context)
      pages.set(state, [shown.submissionState, shown.graded])
    }
    compare('submission states', {
      recorded: (await readdir(join(folder, 'ws'))).filter((name) => statusFile.test(name)).length,
      services: new Map(told.map(({ state, row }) => [state, [row.submissionState, row.graded]])),
      web: pages,
    })
    return told
  }

  async function readWebsite(recorded: RecordedCourse): Promise<CourseContent> {
    const pages = []
    for (const name of recorded.pages)
      pages.push(...site.parseCourse(openRecordedPage(await page(name)).html, context))
    const state = recorded.state && (await ajax(recorded.state, 'core_courseformat_get_state'))
    return site.makeCourseContent({
      sections: state
        ? site.addPages(site.mapCourseState(state, context), pages, new Map())
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
