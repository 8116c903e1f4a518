import type { AssignItem, Course } from '../seed/model.ts'
import { each, escapeHtml } from './html.ts'
import { redirect, renderNotice, requirePageCourse } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'
import { readGradeItems } from './grade-page.ts'

/**
 * `/mod/assign/index.php?id=`: the course's assignments, section by section. Those not open yet are left out. Since 5.1
 * there is an overview of all activities in its place.
 */
export function serveAssignIndex(context: PageContext): Response {
  const { words, site } = context
  const course = requirePageCourse(context, readInt(context.query, 'id'))
  if (context.isAtLeast('5.1'))
    return redirect(context, `/course/overview.php?id=${course.id}&expand[]=assign`)
  const rows = course.sections.flatMap((section) =>
    section.items
      .filter((item): item is AssignItem => item.modname === 'assign' && site.isOpen(item))
      .map((item, index) => ({ item, sectionName: index === 0 ? section.name : '', isFirst: index === 0 })),
  )
  if (rows.length === 0) return renderNotice(context, 'mod-assign-index', words.noAssignments)
  const grades = readShownGrades(context, course)
  const kind = context.isAtLeast('4.5') ? words.section : course.format === 'weeks' ? words.week : words.topic
  const heads = [kind, words.assignments, words.dueDate, words.submission, words.grade]
  return renderPage(context, {
    pageId: 'mod-assign-index',
    title: words.assignments,
    layout: 'incourse',
    course,
    main: `<h2>${words.assignments}</h2><div class="table-responsive"><table class="generaltable">
<thead><tr>${each(heads, (head, index) => `<th class="header c${index}" scope="col">${head}</th>`)}</tr></thead>
<tbody>${each(
      rows,
      (row, index) => `${index > 0 && row.isFirst ? separator : ''}<tr class="">
<td class="cell c0">${escapeHtml(row.sectionName)}</td>
<td class="cell c1"><a href="${context.siteurl}/mod/assign/view.php?id=${row.item.cmid}">${escapeHtml(row.item.name)}</a></td>
<td class="cell c2">${row.item.duedate === 0 ? '-' : context.dates.full(row.item.duedate)}</td>
<td class="cell c3">${nameState(context, course, row.item)}</td>
<td class="cell c4 lastcol">${grades.get(row.item.cmid) ?? '-'}</td>
</tr>`,
    )}</tbody></table></div>`,
  })
}

const separator = '<tr class=""><td colspan="5"><div class="tabledivider"></div></td></tr>\n'

function nameState({ site, person, words }: PageContext, course: Course, item: AssignItem): string {
  const { state } = site.readAssignState(person, course, item)
  const names = words.submissionStates
  switch (state) {
    case 'draft':
    case 'reopened':
    case 'submitted':
      return names[state]
    case 'graded':
      return names.submitted
    default:
      return names.none
  }
}

/** What the grade column says, by cmid; hidden grades and those not given are left out. */
function readShownGrades(context: PageContext, course: Course): Map<number, string> {
  const { site, person } = context
  if (course.showgrades)
    return new Map(readGradeItems(context, course.id).map((item) => [item.cmid ?? 0, item.gradeformatted]))
  // The gradebook is closed to students; here Moodle shows the grades all the same.
  const assignments = site.listItems(course).filter((item) => item.modname === 'assign')
  return new Map(
    assignments.flatMap((item): [number, string][] => {
      const { grade } = site.readAssignState(person, course, item)
      return grade === null || grade.isHidden ? [] : [[item.cmid, grade.value.toFixed(2)]]
    }),
  )
}
