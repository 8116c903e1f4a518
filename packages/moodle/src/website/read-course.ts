import { MoodleError } from '../errors.ts'
import type { CourseContent, CourseSummary, ReadGrade, ReadSection } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import type { ReadCalendar } from './calendar.ts'
import { makeCourseContent } from './course-parts.ts'
import { addPages, sectionsOfPages } from './join-sections.ts'
import { pathOfSite } from './judge-answer.ts'
import { type OpenedItem, openItem } from './open-items.ts'
import type { PageContext } from './page-context.ts'
import { parseAssignmentIndex } from './parse-assignment-index.ts'
import { type PageSection, parseCourse } from './parse-course.ts'
import { parseGradeReport } from './parse-grade-report.ts'
import type { Session } from './session.ts'

export interface CourseRequest {
  readonly session: Session
  readonly context: PageContext
  readonly course: CourseSummary
  /** Null where the site does not keep one (3.11): the course's pages are read for it. */
  readonly structure: readonly ReadSection[] | null
  readonly openedItems: ReadonlySet<number>
  readonly times: ReadCalendar['times']
  readonly known: KnownCourse | undefined
}

/** Pages of a course that a sync may ask for: `6 + 2N` requests for N courses, and one more each for the structure in 3.11. */
const pagesPerCourse = 2

/** Items of an activity whose course page is the activity itself, or a forum. */
const noPages: readonly PageSection[] = []

async function readPages(request: CourseRequest, path: string): Promise<readonly PageSection[]> {
  const { session, context, course } = request
  return session.read({
    path,
    courseMoodleId: course.moodleId,
    parse: (html) => parseCourse(html, context),
    // A course that is one activity sends on to it.
    onRedirect: (location) =>
      pathOfSite(location, context.siteUrl)?.startsWith('/mod/') ? noPages : undefined,
  })
}

/** Follows those sections whose items are on pages of their own, as far as they are wanted. */
async function readSectionPages(
  request: CourseRequest,
  isWanted: (section: PageSection) => boolean,
): Promise<readonly PageSection[]> {
  const first = await readPages(request, `/course/view.php?id=${request.course.moodleId}`)
  const pages = [...first]
  for (const section of first) {
    if (section.itemsPath && isWanted(section)) pages.push(...(await readPages(request, section.itemsPath)))
  }
  return pages
}

/** Such a course answers with an error page, whose code is not the same in every release. */
function showsNoGrades(error: unknown): boolean {
  if (!(error instanceof MoodleError)) return false
  if (error.code === 'moodle.grades_not_shown' || error.code === 'moodle.access_denied') return true
  return error.code === 'moodle.call_failed' && ['invaliduser', 'error_page'].includes(error.detail ?? '')
}

async function readGrades({ session, context, course }: CourseRequest): Promise<readonly ReadGrade[]> {
  try {
    return await session.read({
      path: `/grade/report/user/index.php?id=${course.moodleId}`,
      courseMoodleId: course.moodleId,
      parse: (html) => parseGradeReport(html, context),
    })
  } catch (error) {
    if (showsNoGrades(error)) return []
    throw error
  }
}

/**
 * One course whole. Where the site keeps the course's structure, its two pages are the index of assignments and the
 * grades; the course's own page, which has the texts and files, where one of these is not needed or an item was opened.
 */
export async function readCourse(request: CourseRequest): Promise<CourseContent> {
  const { session, context, course, structure, openedItems } = request
  const { moodleId: courseMoodleId } = course
  const listed = structure?.flatMap(({ items }) => items) ?? []
  const hasOpened = listed.some(({ moodleId }) => openedItems.has(moodleId))
  const hasIndex = listed.some(({ modname }) => modname === 'assign')
  const needed = Number(hasIndex) + Number(course.showsGrades)
  const wantsPages = !structure || hasOpened || needed < pagesPerCourse

  let sections = structure
  if (wantsPages) {
    const isOpened = (section: PageSection) =>
      structure
        ?.find(({ moodleId }) => moodleId === section.moodleId)
        ?.items.some(({ moodleId }) => openedItems.has(moodleId)) ?? true
    const pages = await readSectionPages(request, isOpened)
    sections = structure ? addPages(structure, pages) : sectionsOfPages(pages)
  }
  if (!sections?.length) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_structure' })

  const items = sections.flatMap((section) => section.items)
  const hasAssignments = items.some(({ modname }) => modname === 'assign')
  const index = hasAssignments
    ? await session.read({
        path: `/mod/assign/index.php?id=${courseMoodleId}`,
        courseMoodleId,
        parse: (html) => parseAssignmentIndex(html, context),
      })
    : []
  const grades = course.showsGrades ? await readGrades(request) : []

  const opened = new Map<number, OpenedItem>()
  for (const item of items) {
    if (openedItems.has(item.moodleId))
      opened.set(item.moodleId, await openItem(item, { session, courseMoodleId, context }))
  }
  const { times, known } = request
  return makeCourseContent({ sections, index, grades, opened, times, known })
}
