import { MoodleException } from '../moodle-exception.ts'
import type { ModuleName } from '../seed/model.ts'
import { renderGradeTable } from './grade-table.ts'
import { escapeHtml } from './html.ts'
import { redirect, requirePageCourse } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { callFunction, readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'

export type GradeItem = {
  id: number
  itemname: string | null
  itemtype: 'mod' | 'manual' | 'category' | 'course'
  itemmodule: ModuleName | null
  cmid?: number
  categoryid: number | null
  weightformatted?: string
  graderaw: number | null
  gradeformatted: string
  lettergradeformatted?: string
  rangeformatted: string
  percentageformatted: string
  feedback: string
}

export const readGradeItems = (context: PageContext, courseid: number): GradeItem[] =>
  callFunction<{ usergrades: { gradeitems: GradeItem[] }[] }>(context, 'gradereport_user_get_grade_items', {
    courseid,
    userid: context.person.id,
  }).usergrades.flatMap(({ gradeitems }) => gradeitems)

/** `/grade/report/index.php?id=` leads to the report a student has. */
export const serveGrades = (context: PageContext): Response =>
  redirect(context, `/grade/report/user/index.php?id=${readInt(context.query, 'id')}`)

/** `/grade/report/user/index.php?id=` */
export function serveUserGrades(context: PageContext): Response {
  const course = requirePageCourse(context, readInt(context.query, 'id'))
  if (!course.showgrades) throw new MoodleException('invaliduser', 'Invalid user')
  const { words, person, isAtLeast, siteurl } = context
  return renderPage(context, {
    pageId: 'grade-report-user-index',
    title: isAtLeast('4.5') ? `${words.userReport} | ${course.fullname}` : `${words.grades}: ${words.view}`,
    heading: words.userReport,
    layout: 'report',
    course,
    main: `<div class="user-heading d-flex align-items-center"><h2><a class="h4 m-0" href="${siteurl}/user/view.php?id=${person.id}&amp;course=${course.id}">${escapeHtml(`${person.firstname} ${person.lastname}`)}</a></h2></div>
<div class="user-report-container" id="user-report-${person.id}"><div class="table-responsive">${renderGradeTable(context, course, readGradeItems(context, course.id))}</div></div>`,
  })
}
