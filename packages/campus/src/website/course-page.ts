import { missingRecord } from '../moodle-exception.ts'
import type { Course } from '../seed/model.ts'
import type { CourseSection } from './course-modules.ts'
import { readSections } from './course-modules.ts'
import { renderSection, renderSectionSummary } from './course-section.ts'
import { each, escapeHtml } from './html.ts'
import { redirect, requirePageCourse, requirePageItem } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'
import { courseIdOfSection } from './section-address.ts'

const isWithin = (section: CourseSection) => section.component === 'mod_subsection'

/** `/course/view.php?id=`: all sections; where the course shows one a page, the first and the names of the others. */
export function serveCourse(context: PageContext): Response {
  const { query, site } = context
  const course = requirePageCourse(context, readInt(query, 'id'))
  const sections = readSections(context, course.id)
  const number = readInt(query, 'section')
  if (site.settings.tabbedCourses.includes(course.id))
    return renderTabs(context, { course, sections, number })
  const isOneAPage = site.settings.oneSectionPerPage.includes(course.id)
  const wanted = number > 0 ? sections.find(({ section }) => section === number) : undefined
  if (wanted !== undefined && (isOneAPage || context.isAtLeast('4.5')))
    return renderOne(context, { course, sections, wanted, pageId: `course-view-${course.format}` })

  const render = (section: CourseSection) =>
    isOneAPage && section.section > 0
      ? renderSectionSummary(context, { course, section })
      : renderSection(context, { course, section, sections })
  const list = each(
    sections.filter((section) => !isWithin(section)),
    render,
  )
  return renderCourse(context, {
    course,
    pageId: `course-view-${course.format}`,
    title: `${context.words.course}: ${course.fullname}`,
    list,
    after: '',
  })
}

/** The first section stands above every tab; without a number the first tab is open. */
function renderTabs(
  context: PageContext,
  { course, sections, number }: { course: Course; sections: CourseSection[]; number: number },
): Response {
  const open = number > 0 ? number : 1
  const base = escapeHtml(`${context.siteurl}/course/view.php?id=${course.id}&section=`)
  const tabs = each(
    sections.filter(({ section }) => section > 0),
    ({ section, name }) =>
      `<li class="nav-item"><a class="nav-link${section === open ? ' active' : ''}" href="${base}${section}#tabs-tree-start">${escapeHtml(name)}</a></li>`,
  )
  return renderCourse(context, {
    course,
    pageId: 'course-view-onetopic',
    title: `${context.words.course}: ${course.fullname}`,
    before: `<ul class="nav nav-tabs">${tabs}</ul>`,
    list: each(
      sections.filter(({ section }) => section === 0 || section === open),
      (section) => renderSection(context, { course, section, sections }),
    ),
    after: '',
  })
}

/** `/course/section.php?id=`, from 4.4 on. */
export function serveSection(context: PageContext): Response {
  const id = readInt(context.query, 'id')
  if (!context.isAtLeast('4.5')) return new Response('<h1>404 Not Found</h1>', { status: 404 })
  if (context.site.readCourse(context.person, courseIdOfSection(id)) === undefined)
    throw missingRecord('course_sections')
  const course = requirePageCourse(context, courseIdOfSection(id))
  const sections = readSections(context, course.id)
  const wanted = sections.find((section) => section.id === id)
  if (wanted === undefined) throw missingRecord('course_sections')
  return renderOne(context, { course, sections, wanted, pageId: `course-view-section-${course.format}` })
}

/** `/course/overview.php?id=`, since 5.1: a script fills it in, activity by activity. */
export function serveOverview(context: PageContext): Response {
  if (!context.isAtLeast('5.1')) return new Response('<h1>404 Not Found</h1>', { status: 404 })
  const course = requirePageCourse(context, readInt(context.query, 'id'))
  return renderPage(context, {
    pageId: 'course-overview',
    title: course.fullname,
    layout: 'incourse',
    course,
    main: '<div data-region="course-overview"></div>',
  })
}

/** `/mod/subsection/view.php?id=` */
export function serveSubsection(context: PageContext): Response {
  const { item } = requirePageItem(context, 'subsection')
  return redirect(context, `/course/section.php?id=${item.sectionid}`)
}

function renderOne(
  context: PageContext,
  page: { course: Course; sections: CourseSection[]; wanted: CourseSection; pageId: string },
): Response {
  const { course, sections, wanted, pageId } = page
  const { words } = context
  const first = sections.find(({ section }) => section === 0)
  const single = renderSection(context, { course, section: wanted, sections, isAlone: true })
  const kind = course.format === 'weeks' ? words.week : words.topic
  return renderCourse(context, {
    course,
    pageId,
    title: context.isAtLeast('4.5')
      ? `${words.section}: ${wanted.name} | ${course.fullname}`
      : `${words.course}: ${course.fullname}, ${kind}: ${wanted.name}`,
    // Until 4.3 the first section stands above every other.
    list:
      context.isAtLeast('4.5') || first === undefined
        ? ''
        : renderSection(context, { course, section: first, sections }),
    after: `<div class="single-section"><ul class="${course.format}">${single}</ul></div>`,
  })
}

function renderCourse(
  context: PageContext,
  page: {
    course: Course
    pageId: string
    title: string
    before?: string
    list: string
    after: string
  },
): Response {
  const { course, pageId, title, before = '', list, after } = page
  return renderPage(context, {
    pageId,
    title,
    heading: course.fullname,
    layout: 'course',
    course,
    main: `<div class="course-content"><h2 class="accesshide">${context.words.sectionOutline}</h2>${before}
<ul class="${course.format}" data-for="course_sectionlist">
${list}
</ul>
${after}</div>`,
  })
}
