import { MoodleException, missingRecord } from '../moodle-exception.ts'
import { courseIdOfCmid } from '../seed/item-maker.ts'
import type { Course, Item, ModuleName } from '../seed/model.ts'
import { escapeHtml } from './html.ts'
import type { PageContext, Visit } from './page-context.ts'
import { readInt } from './page-context.ts'
import { renderPage } from './page-frame.ts'

/** What ends the making of a page early: somebody is sent elsewhere, or told why not. */
export class PageInterruption extends Error {
  readonly answer: Response

  constructor(answer: Response) {
    super('The page was not made.')
    this.name = 'PageInterruption'
    this.answer = answer
  }
}

/** @param path below the site's address, with a leading slash */
export function redirect({ siteurl }: Pick<Visit, 'siteurl'>, path: string): Response {
  const location = `${siteurl}${path}`
  const html = `<!DOCTYPE html>
<html><head><title>Redirect</title></head><body><div id="page"><div id="region-main"><h1>Redirect</h1>
<div>This page should automatically redirect. <a href="${escapeHtml(location)}">Continue</a></div></div></div></body></html>`
  return new Response(html, {
    status: 303,
    headers: {
      location,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store, no-cache, must-revalidate',
      'x-redirect-by': 'Moodle',
    },
  })
}

/** A failure as a page: HTTP 404, whatever failed. */
export function renderError(visit: Visit, pageId: string, error: MoodleException): Response {
  const [major = '', minor = ''] = visit.site.settings.release.split('.')
  const branch = `${major}${minor.padStart(2, '0')}`
  return renderPage(visit, {
    pageId,
    title: visit.words.error,
    status: 404,
    main: `<div data-rel="fatalerror" class="box py-3 errorbox alert alert-danger"><p class="errormessage">${escapeHtml(error.message)}</p><p class="errorcode"><a href="https://docs.moodle.org/${branch}/${visit.language}/error/moodle/${error.errorcode}">${visit.words.moreAboutError}</a></p></div>${renderContinue(visit)}`,
  })
}

/** A page that only says something, with HTTP 200. */
export const renderNotice = (visit: Visit, pageId: string, notice: string): Response =>
  renderPage(visit, {
    pageId,
    title: visit.words.notice,
    layout: 'base',
    main: `<div id="notice" class="box py-3 generalbox">${notice}</div>${renderContinue(visit)}`,
  })

const renderContinue = ({ siteurl, words }: Visit) =>
  `<div class="continuebutton"><form method="get" action="${siteurl}/"><button type="submit" class="btn btn-primary">${words.continue}</button></form></div>`

/**
 * The course, if the student may look at it.
 *
 * @throws PageInterruption where it is hidden or not the student's
 */
export function requirePageCourse(context: PageContext, courseId: number): Course {
  const { site, person, words } = context
  const course = site.readCourse(person, courseId)
  if (course === undefined) throw missingRecord('course')
  if (site.isHiddenFrom(person, courseId))
    throw new PageInterruption(renderNotice(context, 'course-view', words.courseUnavailable))
  if (!site.isEnrolled(person, courseId))
    throw new PageInterruption(redirect(context, `/enrol/index.php?id=${courseId}`))
  return course
}

export type PageItem<Name extends ModuleName> = { course: Course; item: Extract<Item, { modname: Name }> }

/**
 * The activity whose id stands in the address.
 *
 * @throws PageInterruption where it is not open to the student
 */
export function requirePageItem<Name extends ModuleName>(
  context: PageContext,
  modname: Name,
  cmid = readInt(context.query, 'id'),
): PageItem<Name> {
  const course = context.site.readCourse(context.person, courseIdOfCmid(cmid))
  const item = course === undefined ? undefined : findItem(course, { cmid, modname })
  if (course === undefined || item === undefined)
    throw new MoodleException('invalidcoursemodule', 'Invalid course module ID')
  requirePageCourse(context, course.id)
  if (!context.site.isOpen(item)) {
    context.session.notification = renderRefusal(context, item)
    throw new PageInterruption(redirect(context, `/course/view.php?id=${course.id}`))
  }
  return { course, item }
}

function findItem<Name extends ModuleName>(course: Course, wanted: { cmid: number; modname: Name }) {
  const items: Item[] = course.sections.flatMap((section) => section.items)
  return items.find(
    (item): item is Extract<Item, { modname: Name }> =>
      item.cmid === wanted.cmid && item.modname === wanted.modname,
  )
}

/** What the next page tells about the activity that was not shown. */
const renderRefusal = ({ words, dates }: Visit, item: Item) =>
  `<div class="alert alert-danger alert-block fade in alert-dismissible" role="alert"><div class="activityinstance-error"><span class="instancename"> ${escapeHtml(item.name)}<span class="accesshide"> ${words.moduleName(item.modname)}</span></span></div><div class="availabilityinfo-error">${words.availableFrom} <strong>${dates.restriction(item.availableFrom ?? 0)}</strong></div></div>`
