/** Pages as short as they may be, in the markup of 3.11 or of 4.x, with what Spike reads of them. */

export const siteUrl = 'https://moodle.example'
export const context = { language: 'en', siteUrl, timeZone: 'Asia/Jerusalem' }

interface Page {
  readonly bodyId: string
  readonly main: string
  readonly classes?: string
  readonly url?: string
}

/** The frame that every page of a signed-in person has. */
export function makePage({ bodyId, main, classes = '', url = siteUrl }: Page): string {
  const config = { wwwroot: url, sesskey: 'canary-sesskey', usertimezone: 'Asia/Jerusalem', userId: 7 }
  return `<!DOCTYPE html><html lang="en"><head><title>x</title>
<script>M.cfg = ${JSON.stringify(config)};</script></head>
<body id="${bodyId}" class="lang-en ${classes}"><nav class="navbar"><a class="navbar-brand">Small Moodle</a></nav>
<div class="page-header-headings"><h1>No&#039;a Levi</h1></div>
<div id="region-main"><div role="main">${main}</div></div></body></html>`
}

export const profilePage = (url = siteUrl) => makePage({ bodyId: 'page-user-profile', main: '', url })

export const loginForm = `<form id="login" action="/login/index.php"><input name="logintoken" value="canary-logintoken">
<input name="username"><input name="password"></form>`
export const loginPage = (inside = loginForm) =>
  makePage({ bodyId: 'page-login-index', main: inside, classes: 'notloggedin' })

export interface SmallItem {
  readonly id: number
  readonly modname: string
  readonly name: string
  /** What the course page shows under it. */
  readonly inside?: string
}

/** 4.x and 5.x. */
export function activity({ id, modname, name, inside = '' }: SmallItem): string {
  const title =
    modname === 'label'
      ? `<div class="activity-altcontent"><div class="no-overflow"><p>${name}</p></div></div>`
      : `<div class="activityname"><a class="aalink" href="${siteUrl}/mod/${modname}/view.php?id=${id}"><span class="instancename">${name}<span class="accesshide"> Type</span></span></a></div>`
  return `<li class="activity activity-wrapper ${modname} modtype_${modname}" id="module-${id}" data-id="${id}">
<div class="activity-item" data-activityname="${name}">${title}${inside}</div></li>`
}

/** 3.11. */
export function oldActivity({ id, modname, name, inside = '' }: SmallItem): string {
  const title =
    modname === 'label'
      ? `<div class="contentwithoutlink"><div class="no-overflow"><p>${name}</p></div></div>`
      : `<div class="activityinstance"><a class="aalink" href="${siteUrl}/mod/${modname}/view.php?id=${id}"><img class="iconlarge activityicon" src="/f/pdf-24"><span class="instancename">${name}<span class="accesshide"> Type</span></span></a></div>`
  return `<li class="activity ${modname} modtype_${modname}" id="module-${id}"><div class="mod-indent-outer"><div class="mod-indent mod-indent-2"></div><div>${title}${inside}</div></div></li>`
}

interface SmallSection {
  readonly id: number
  readonly number: number
  readonly items: string
  readonly summary?: string
}

export const section = ({ id, number, items, summary = '' }: SmallSection) =>
  `<li id="section-${number}" class="section course-section main clearfix" data-id="${id}" data-number="${number}" data-sectionname="Week ${number}">
<div class="summarytext">${summary}</div><ul class="section">${items}</ul></li>`

export const oldSection = ({ id, number, items, summary = '' }: SmallSection) =>
  `<li id="section-${number}" class="section main clearfix" aria-labelledby="sectionid-${id}-title"><div class="content">
<h3 id="sectionid-${id}-title" class="sectionname"><span>Week ${number}</span></h3><div class="summary">${summary}</div><ul class="section img-text">${items}</ul></div></li>`

export const coursePage = (sections: string, bodyId = 'page-course-view-topics') =>
  makePage({ bodyId, main: `<div class="course-content"><ul class="topics">${sections}</ul></div>` })

interface SmallDue {
  readonly id: number
  readonly due?: string
  readonly state?: string
  readonly grade?: string
}
export function assignmentIndex(rows: readonly SmallDue[]): string {
  const cells = rows.map(
    ({ id, due = '-', state = 'No submission', grade = '-' }) =>
      `<tr><td>Week</td><td><a href="${siteUrl}/mod/assign/view.php?id=${id}">Exercise ${id}</a></td><td>${due}</td><td>${state}</td><td>${grade}</td></tr>`,
  )
  return makePage({
    bodyId: 'page-mod-assign-index',
    main: `<table class="generaltable"><tbody>${cells.join('')}</tbody></table>`,
  })
}

interface SmallGrade {
  readonly id: number
  readonly cmid?: number
  readonly grade?: string
  readonly percent?: string
  readonly kind?: 'item' | 'courseitem' | 'categoryitem'
  readonly hidden?: boolean
}
export function gradeReport(rows: readonly SmallGrade[]): string {
  const cells = rows.map(
    ({ id, cmid, grade = '-', percent = '-', kind = 'item', hidden = false }) =>
      `<tr><th class="column-itemname" id="row_${id}_7"><div class="${kind}"><a class="gradeitemheader" href="${siteUrl}/mod/assign/view.php?id=${cmid ?? ''}">Item ${id}</a></div></th>
<td class="column-weight">25.00 %</td><td class="column-grade ${hidden ? 'dimmed_text' : ''}">${grade}</td><td class="column-range">0–100</td><td class="column-percentage">${percent}</td><td class="column-feedback"><p>Well done</p></td></tr>`,
  )
  return makePage({
    bodyId: 'page-grade-report-user-index',
    main: `<table class="user-grade"><tbody>${cells.join('')}</tbody></table>`,
  })
}

export const errorPage = (errorcode: string, bodyId = 'page-site-index') =>
  makePage({
    bodyId,
    main: `<div class="errorbox"><p class="errormessage">No.</p><p class="errorcode"><a href="https://docs.moodle.org/405/en/error/moodle/${errorcode}">More</a></p></div>`,
  })

export const discussion = (id: number) =>
  makePage({
    bodyId: 'page-mod-forum-discuss',
    main: `<article data-region="post"><div class="firstpost"><header><h3 data-region-content="forum-post-core-subject">Hello ${id}</h3>
<a href="${siteUrl}/user/view.php?id=9">Dr. Cohen</a><time datetime="2026-11-05T13:35:54+02:00">x</time></header>
<div class="post-content-container"><p>Text ${id}</p></div></div></article>`,
  })

export function forumPage(ids: readonly number[]): string {
  const rows = ids.map(
    (id) =>
      `<tr class="discussion"><td><a data-type="favorite-toggle"><i class="icon"></i></a></td><th class="topic"><a href="${siteUrl}/mod/forum/discuss.php?d=${id}" title="Hello ${id}">Hello…</a></th>
<td class="author"><div class="author-info"><div>Dr. Cohen</div><time data-timestamp="1793878554">5 Nov</time></div></td><td class="text-center fit-content"><span>2</span></td></tr>`,
  )
  return makePage({
    bodyId: 'page-mod-forum-view',
    classes: 'forumtype-news',
    main: `<div id="discussion-list-x"><table><tbody>${rows.join('')}</tbody></table></div>`,
  })
}
