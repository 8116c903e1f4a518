import { each, escapeHtml } from './html.ts'
import { redirect } from './page-answers.ts'
import type { PageContext } from './page-context.ts'
import { readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'

/** The block is empty: its scripts ask for the courses by AJAX. */
const renderOverview = ({ words }: PageContext) =>
  `<section class="block_myoverview block card mb-3" data-block="myoverview"><h3 class="h5 card-title d-inline">${words.courseOverview}</h3><div class="block-myoverview block-cards" data-region="myoverview"><div data-region="courses-view" data-display="card" data-grouping="all" data-sort="fullname"></div></div></section>`

/** `/my/` */
export const serveDashboard = (context: PageContext): Response =>
  renderPage(context, {
    pageId: 'my-index',
    title: context.words.dashboard,
    layout: 'mydashboard',
    main: `<aside id="block-region-content" class="block-region">${context.isAtLeast('4.1') ? '' : renderOverview(context)}</aside>`,
  })

/** `/my/courses.php`, from 4.0 on; until then the dashboard has the courses. */
export const serveMyCourses = (context: PageContext): Response =>
  context.isAtLeast('4.1')
    ? renderPage(context, {
        pageId: 'my-index',
        title: context.words.myCourses,
        layout: 'mycourses',
        bodyClass: 'page-mycourses',
        main: `<aside id="block-region-content" class="block-region">${renderOverview(context)}</aside>`,
      })
    : new Response('<h1>404 Not Found</h1>', { status: 404 })

/** `/user/profile.php?id=`: the student's own, whoever's was asked for. */
export function serveProfile(context: PageContext): Response {
  const { person, site, words, siteurl } = context
  const wanted = readInt(context.query, 'id')
  if (wanted !== 0 && wanted !== person.id) return redirect(context, '/user/profile.php')
  const name = `${person.firstname} ${person.lastname}`
  const courses = site.listCourses(person)
  return renderPage(context, {
    pageId: 'user-profile',
    title: `${name}: ${words.publicProfile}`,
    heading: name,
    layout: 'mypublic',
    main: `<div class="userprofile"><div class="profile_tree">
<section class="node_category card"><div class="card-body"><h3 class="lead">${words.userDetails}</h3><ul><li class="editprofile"><span><a href="${siteurl}/user/edit.php?id=${person.id}&amp;returnto=profile">${words.profile}</a></span></li></ul></div></section>
<section class="node_category card"><div class="card-body"><h3 class="lead">${words.courseDetails}</h3><ul><li class="contentnode"><dl><dd><ul>
${each(courses, (course) => `<li><a href="${siteurl}/user/view.php?id=${person.id}&amp;course=${course.id}">${escapeHtml(course.fullname)}</a></li>`)}
</ul></dd></dl></li></ul></div></section></div></div>`,
  })
}

/** `/enrol/index.php?id=`, where Moodle sends those who are not in a course. */
export const serveEnrolment = (context: PageContext): Response =>
  renderPage(context, {
    pageId: 'enrol-index',
    title: context.words.enrolmentOptions,
    layout: 'incourse',
    main: `<h2>${context.words.enrolmentOptions}</h2><div class="box generalbox">${context.words.cannotEnrol}</div>`,
  })
