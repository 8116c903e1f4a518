import { MoodleError } from '../errors.ts'
import type { CourseContent, CourseSummary, ReadGrade, ReadItem, ReadSection } from '../reading.ts'
import type { KnownCourse } from '../site.ts'
import type { ReadCalendar } from './calendar.ts'
import { makeCourseContent } from './course-parts.ts'
import { readCoursePages, sectionLedTo } from './course-pages.ts'
import { addPages, sectionsOfPages } from './join-sections.ts'
import { pathOfSite } from './judge-answer.ts'
import { type OpenedItem, openItem } from './open-items.ts'
import type { PageContext } from './page-context.ts'
import { type IndexedAssignment, parseAssignmentIndex } from './parse-assignment-index.ts'
import type { PageSection } from './parse-course.ts'
import { parseGradeReport } from './parse-grade-report.ts'
import type { Session } from './session.ts'

export interface CourseRequest {
  readonly session: Session
  readonly context: PageContext
  readonly course: CourseSummary
  /** Null where the site does not keep one (3.11): the course's pages are read for it. */
  readonly structure: readonly ReadSection[] | null
  /** The student opened it: everything that its pages tell is read, however many they are. */
  readonly isOpened: boolean
  readonly openedItems: ReadonlySet<number>
  readonly times: ReadCalendar['times']
  readonly known: KnownCourse | undefined
  readonly now: Date
  /** What the courses before this one met at the site. */
  readonly met: SiteTraits
}

export interface SiteTraits {
  /** There is none since 5.1: it sends on to an overview that is filled in by script. */
  hasAssignmentIndex: boolean
}

/** Pages of a course that a sync may ask for: `6 + 2N` requests for N courses, and one more each for the structure in 3.11. */
const pagesPerCourse = 2

const nothingKnown: KnownCourse['items'] = new Map()

/** Only what says of the course that it shows none: any other error page is an error. */
function showsNoGrades({ code, detail }: MoodleError): boolean {
  return code === 'moodle.grades_not_shown' || (code === 'moodle.call_failed' && detail === 'invaliduser')
}

/** Null where the student may not see them, which says nothing of what there is. */
async function readGrades({ session, context, course }: CourseRequest): Promise<readonly ReadGrade[] | null> {
  try {
    return await session.read({
      path: `/grade/report/user/index.php?id=${course.moodleId}`,
      courseMoodleId: course.moodleId,
      parse: (html) => parseGradeReport(html, context),
    })
  } catch (error) {
    if (!(error instanceof MoodleError)) throw error
    if (showsNoGrades(error)) return []
    if (error.code === 'moodle.access_denied') return null
    throw error
  }
}

/** Null where the site has no such index. */
async function readIndex(request: CourseRequest): Promise<readonly IndexedAssignment[] | null> {
  const { session, context, course, met } = request
  const index = await session.read<readonly IndexedAssignment[] | null>({
    path: `/mod/assign/index.php?id=${course.moodleId}`,
    courseMoodleId: course.moodleId,
    parse: (html) => parseAssignmentIndex(html, context),
    onRedirect: (location) =>
      pathOfSite(location, context.siteUrl)?.startsWith('/course/') ? null : undefined,
  })
  if (!index) met.hasAssignmentIndex = false
  return index
}

const hasAssignments = (items: readonly ReadItem[]) => items.some(({ modname }) => modname === 'assign')

/** Not yet read from any page. */
const isUnread = ({ known }: CourseRequest, item: ReadItem) =>
  (known?.items.get(item.moodleId) ?? 'listed') === 'listed'

/**
 * Whether the course's own page tells more than the index of its assignments would: what is in a course that is over, and
 * whatever was never read in one that was listed before. Sections that are on pages of their own are not waited for.
 */
function needsOwnPage(request: CourseRequest, items: readonly ReadItem[]): boolean {
  const { course, known, now } = request
  if (!known) return course.endsAt !== null && course.endsAt <= now
  return (
    items.some(({ moodleId }) => !known.items.has(moodleId)) || items.every((item) => isUnread(request, item))
  )
}

interface ReadPages {
  readonly sections: readonly ReadSection[]
  /** Null where it was not read. */
  readonly index: readonly IndexedAssignment[] | null
}

/** 3.11: what is in the course is told by its pages alone. */
async function readWithoutStructure(request: CourseRequest): Promise<ReadPages> {
  const sections = sectionsOfPages(await readCoursePages(request, () => true))
  if (sections.length === 0) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_sections' })
  const items = sections.flatMap((section) => section.items)
  return { sections, index: hasAssignments(items) ? await readIndex(request) : null }
}

/** 4.1 and later: of the course's page and the index of its assignments as much as a sync may ask for. */
async function readWithStructure(
  request: CourseRequest,
  structure: readonly ReadSection[],
): Promise<ReadPages> {
  const { course, openedItems, known, met } = request
  const items = structure.flatMap((section) => section.items)
  const isOpenedItem = ({ moodleId }: ReadItem) => openedItems.has(moodleId)
  const hasIndex = met.hasAssignmentIndex && hasAssignments(items)
  const readsAll =
    request.isOpened ||
    items.some(isOpenedItem) ||
    Number(hasIndex) + Number(course.showsGrades) < pagesPerCourse
  const needsPage = readsAll || needsOwnPage(request, items)
  const index = hasIndex && (readsAll || !needsPage) ? await readIndex(request) : null

  // The first course of a site without an index takes one request more, by which that is found out.
  const lacksIndex = hasIndex && !met.hasAssignmentIndex
  if (!needsPage && !(lacksIndex && items.some((item) => isUnread(request, item))))
    return { sections: structure, index }
  const isWanted = (page: PageSection, read: readonly PageSection[]) => {
    const inside = sectionLedTo(structure, page)?.items ?? []
    if (request.isOpened && inside.some((item) => isUnread(request, item))) return true
    // A page without any item has not told whether anything in the course was read.
    return (
      inside.some(isOpenedItem) || (inside.length > 0 && read.every((section) => section.items.length === 0))
    )
  }
  const pages = await readCoursePages(request, isWanted)
  return { sections: addPages(structure, pages, known?.items ?? nothingKnown), index }
}

/**
 * One course whole. Where the site keeps the course's structure, two pages are read at a sync: the grades, and either the
 * course's own page, which has the texts and files, or the index of its assignments, which has the states of submissions.
 */
export async function readCourse(request: CourseRequest): Promise<CourseContent> {
  const { session, context, course, structure, openedItems, times, known } = request
  const { moodleId: courseMoodleId } = course
  const { sections, index } = structure
    ? await readWithStructure(request, structure)
    : await readWithoutStructure(request)
  const grades = course.showsGrades ? await readGrades(request) : []

  const opened = new Map<number, OpenedItem>()
  for (const item of sections.flatMap((section) => section.items)) {
    if (openedItems.has(item.moodleId))
      opened.set(item.moodleId, await openItem(item, { session, courseMoodleId, context }))
  }
  return makeCourseContent({ sections, index, grades, opened, times, known })
}
