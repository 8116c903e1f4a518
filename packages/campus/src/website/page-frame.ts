import type { Course, Item, Person } from '../seed/model.ts'
import { sitename } from '../web-services/site-info.ts'
import { pictureUrl } from '../web-services/web-service-function.ts'
import { escapeHtml, jsonInScript } from './html.ts'
import type { Visit } from './page-context.ts'
import { siteTimeZone } from './page-dates.ts'

export type PageInput = {
  /** `mod-assign-view`: the id of `<body>` after `page-`. */
  pageId: string
  title: string
  /** The `<h1>`; the title unless given. */
  heading?: string
  /** What stands in the main region. */
  main: string
  /** Dates, completion and description above the main region, from 4.0 on. */
  activityHeader?: string
  /** Blocks beside the main region. */
  blocks?: string
  layout?: string
  bodyClass?: string
  course?: Course
  item?: Item
  status?: number
}

const siteShortname = 'campus'
const themeRevision = '1795355399'
/** Course contexts are numbered beside those of items. */
const contextOfCourse = (course: Course) => 500_000 + course.id

/**
 * A page of the Boost theme: head with `M.cfg`, navigation, header, main region, footer. The first page after signing
 * in ends the time in which launch.php gives out a token.
 */
export function renderPage(visit: Visit, page: PageInput): Response {
  visit.session.isJustSignedIn = false
  const notification = visit.session.notification
  visit.session.notification = ''
  const body = `${renderNavigation(visit)}
<div id="page" data-region="mainpage" data-usertour="scroller" class="drawers drag-container">
<div id="topofscroll" class="main-inner">
${renderHeader(visit, page)}
<div id="page-content" class="pb-3 d-print-block"><div id="region-main-box">
${renderMainRegion(visit, { ...page, notification })}
</div></div>
</div>
${renderFooter(visit)}
</div>
${page.blocks ?? ''}`
  return answerHtml(visit, { ...page, body })
}

/** The page without navigation that signing in has. */
export function renderLoginPage(visit: Visit, page: PageInput): Response {
  const body = `<div id="page" class="container-fluid pt-5 mt-0"><div id="page-content" class="row">
<div id="region-main-box" class="col-12">
${inMainElement(
  visit,
  `<div class="login-wrapper"><div class="login-container"><div role="main"><span id="maincontent"></span>${page.main}</div></div></div>`,
)}
</div></div></div>
${renderFooter(visit)}`
  return answerHtml(visit, { layout: 'login', ...page, body })
}

function answerHtml(visit: Visit, page: PageInput & { body: string }): Response {
  const { language, siteurl } = visit
  const title = escapeHtml(visit.isAtLeast('4.5') ? `${page.title} | ${siteShortname}` : page.title)
  const direction = language === 'he' ? 'rtl' : 'ltr'
  const html = `<!DOCTYPE html>

<html  dir="${direction}" lang="${language}" xml:lang="${language}">
<head>
    <title>${title}</title>
    <link rel="shortcut icon" href="${siteurl}/theme/image.php/boost/theme/${themeRevision}/favicon" />
    <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="keywords" content="moodle, ${title}" />
<script>
//<![CDATA[
var M = {}; M.yui = {};
M.cfg = ${jsonInScript(describeConfig(visit, page))};
//]]>
</script>
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
</head>
<body  id="page-${page.pageId}" class="${listBodyClasses(visit, page)}">
<div id="page-wrapper" class="d-print-block">
<div><a class="sr-only sr-only-focusable" href="#maincontent">${visit.words.skipToContent}</a></div>
${page.body}
</div>
</body></html>`
  return new Response(visit.isAtLeast('5.0') ? useBootstrap5(html) : html, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store, no-cache, must-revalidate, no-transform',
      'x-frame-options': 'sameorigin',
    },
  })
}

/** The theme's library changed its names with 5.0. */
const useBootstrap5 = (html: string) => html.replaceAll('class="sr-only', 'class="visually-hidden')

function describeConfig({ session, siteurl, person, language, isAtLeast }: Visit, page: PageInput) {
  const courseContext = page.course === undefined ? 1 : contextOfCourse(page.course)
  return {
    wwwroot: siteurl,
    ...(isAtLeast('4.5') ? { apibase: `${siteurl}/r.php/api` } : {}),
    homeurl: {},
    sesskey: session.sesskey,
    sessiontimeout: '28800',
    sessiontimeoutwarning: '1200',
    themerev: themeRevision,
    slasharguments: 1,
    theme: 'boost',
    iconsystemmodule: 'core/icon_system_fontawesome',
    jsrev: themeRevision,
    admin: 'admin',
    svgicons: true,
    usertimezone: siteTimeZone,
    ...(isAtLeast('4.5') ? { language } : {}),
    ...(isAtLeast('4.1') ? { courseId: page.course?.id ?? 1, courseContextId: courseContext } : {}),
    contextid: page.item?.contextid ?? courseContext,
    ...(isAtLeast('4.1') ? { contextInstanceId: page.item?.cmid ?? page.course?.id ?? 0 } : {}),
    langrev: Number(themeRevision),
    templaterev: themeRevision,
    ...(isAtLeast('4.5') ? { siteId: 1, userId: person?.id ?? 0 } : {}),
  }
}

function listBodyClasses({ language, person, isAtLeast }: Visit, page: PageInput): string {
  const { course, item, pageId, bodyClass } = page
  const path = pageId.split('-').slice(0, -1)
  return [
    `format-${course?.format ?? 'site'}`,
    bodyClass,
    ...path.map((_part, index) => `path-${path.slice(0, index + 1).join('-')}`),
    language === 'he' ? 'dir-rtl' : 'dir-ltr',
    `lang-${language}`,
    `pagelayout-${page.layout ?? 'standard'}`,
    `course-${course?.id ?? 1}`,
    `context-${item?.contextid ?? (course === undefined ? 1 : contextOfCourse(course))}`,
    item === undefined ? undefined : `cmid-${item.cmid}`,
    item === undefined ? undefined : `cm-type-${item.modname}`,
    course === undefined ? undefined : `category-${course.category.id}`,
    person === undefined ? 'notloggedin' : undefined,
    isAtLeast('4.1') ? 'uses-drawers drawer-open-index' : 'drawer-open-left',
  ]
    .filter((name) => name !== undefined)
    .join(' ')
}

const fullname = (person: Person) => escapeHtml(`${person.firstname} ${person.lastname}`)

function renderNavigation({ siteurl, person, words, session }: Visit): string {
  const user =
    person === undefined
      ? `<span class="login pl-2"><a href="${siteurl}/login/index.php">${words.logIn}</a></span>`
      : `<div class="popover-region collapsed popover-region-notifications" id="nav-notification-popover-container" data-userid="${person.id}" data-region="popover-region"></div>
<div class="usermenu"><span class="userbutton"><span class="usertext mr-1">${fullname(person)}</span>
<span class="avatars"><img src="${pictureUrl(siteurl, 2)}" class="userpicture" width="35" height="35" alt="" /></span></span>
<a href="${siteurl}/user/profile.php" class="dropdown-item" role="menuitem">${words.profile}</a>
<a href="${siteurl}/login/logout.php?sesskey=${session.sesskey}" class="dropdown-item" role="menuitem">${words.logOut}</a></div>`
  return `<nav class="navbar fixed-top navbar-light bg-white navbar-expand" aria-label="Site navigation">
<a href="${siteurl}/my/" class="navbar-brand">${siteShortname}</a>
<ul role="menubar" class="nav more-nav navbar-nav">
<li data-key="myhome" class="nav-item" role="none"><a role="menuitem" class="nav-link" href="${siteurl}/my/">${words.dashboard}</a></li>
<li data-key="mycourses" class="nav-item" role="none"><a role="menuitem" class="nav-link" href="${siteurl}/my/courses.php">${words.myCourses}</a></li>
</ul>
<div id="usernavigation" class="navbar-nav">${user}</div>
</nav>`
}

function renderHeader({ siteurl, words, isAtLeast }: Visit, page: PageInput): string {
  const { course } = page
  const heading = escapeHtml(page.heading ?? page.title)
  // Before 4.0 the header of every page in a course is the course's name.
  const name = !isAtLeast('4.1') && course !== undefined ? escapeHtml(course.fullname) : heading
  const crumb =
    course === undefined
      ? ''
      : `<li class="breadcrumb-item"><a href="${siteurl}/course/view.php?id=${course.id}" title="${escapeHtml(course.fullname)}">${escapeHtml(course.shortname)}</a></li>`
  const tabs =
    course === undefined
      ? ''
      : `<div class="secondary-navigation d-print-none"><nav class="moremenu navigation"><ul role="menubar" class="nav more-nav nav-tabs">
<li data-key="coursehome" class="nav-item" role="none"><a role="menuitem" class="nav-link" href="${siteurl}/course/view.php?id=${course.id}">${words.course}</a></li>
<li data-key="participants" class="nav-item" role="none"><a role="menuitem" class="nav-link" href="${siteurl}/user/index.php?id=${course.id}">${words.participants}</a></li>
${course.showgrades ? `<li data-key="grades" class="nav-item" role="none"><a role="menuitem" class="nav-link" href="${siteurl}/grade/report/index.php?id=${course.id}">${words.grades}</a></li>` : ''}
</ul></nav></div>`
  return `<header id="page-header" class="header-maxwidth d-print-none">
<div id="page-navbar"><nav aria-label="Navigation bar"><ol class="breadcrumb">${crumb}</ol></nav></div>
<div class="page-context-header"><div class="page-header-headings"><h1 class="h2">${name}</h1></div></div>
</header>${isAtLeast('4.1') ? tabs : ''}`
}

function renderMainRegion(visit: Visit, page: PageInput & { notification: string }): string {
  const notifications = `<span class="notifications" id="user-notifications">${page.notification}</span>`
  const content =
    page.activityHeader === undefined
      ? `<div role="main"><span id="maincontent"></span>${page.main}</div>`
      : `<span id="maincontent"></span>\n${page.activityHeader}\n<div role="main">${page.main}</div>`
  return inMainElement(visit, `${notifications}\n${content}`)
}

const inMainElement = ({ isAtLeast }: Visit, content: string) =>
  isAtLeast('4.5')
    ? `<div id="region-main">\n${content}\n</div>`
    : `<section id="region-main" aria-label="Content">\n${content}\n</section>`

function renderFooter({ siteurl, person, words, session }: Visit): string {
  const info =
    person === undefined
      ? words.notLoggedIn
      : `${words.loggedInAs} <a href="${siteurl}/user/profile.php?id=${person.id}" title="${words.profile}">${fullname(person)}</a> (<a href="${siteurl}/login/logout.php?sesskey=${session.sesskey}">${words.logOut}</a>)`
  return `<footer id="page-footer" class="footer-popover bg-white">
<div class="logininfo">${info}</div>
<div class="sitename">${sitename}</div>
</footer>`
}
