import { type CheerioAPI, load } from 'cheerio/slim'
import { MoodleError } from '../errors.ts'
import { errorFromErrorcode } from '../map-errors.ts'
import { buildPageTree } from './page-tree.ts'

export type { CheerioAPI }
export type Selection = ReturnType<CheerioAPI>

/** A page that came whole. `bodyId` names the script that made it: `page-mod-assign-index`. */
export interface PageFrame {
  readonly $: CheerioAPI
  readonly bodyId: string
  readonly bodyClasses: ReadonlySet<string>
}

const unexpected = (detail: string) => new MoodleError('moodle.unexpected_answer', { detail })

/** Moodle's own last words. What follows them is somebody else's: a proxy's comment, a firewall's script. */
const pageEnd = /<\/body>\s*<\/html>/i
const longestAddition = 50_000

/** The page without what was added to it; null for one that was cut. */
function wholePage(html: string): string | null {
  const tailAt = Math.max(0, html.length - longestAddition)
  const end = pageEnd.exec(html.slice(tailAt))
  return end && html.slice(0, tailAt + end.index + end[0].length)
}

/** The largest course pages are of 600 000 letters; reading a page holds up everything else. */
const maxLength = 3_000_000

/** Else what is taken out of a page has eight letters for each of Hebrew's, and is cut where it is not long. */
const asWritten = { xml: { xmlMode: false, encodeEntities: 'utf8' } } as const

/** Throws `moodle.unexpected_answer` for a page that was cut, or is not Moodle's. */
export function openFrame(html: string): PageFrame {
  if (html.length > maxLength) throw new MoodleError('moodle.answer_too_large', { detail: 'page' })
  const page = wholePage(html)
  if (page === null) throw unexpected('page_cut')
  const $ = load(buildPageTree(page), asWritten)
  const body = $('body').first()
  const bodyId = body.attr('id') ?? ''
  if (!/^page-[\w-]{1,100}$/.test(bodyId)) throw unexpected('not_a_moodle_page')
  return { $, bodyId, bodyClasses: new Set((body.attr('class') ?? '').split(/\s+/)) }
}

/** The `errorcode` of Moodle's error page, from its link to the documentation; null where the page is none. */
export function readErrorPage({ $ }: PageFrame): MoodleError | null {
  if ($('#region-main .errorbox .errormessage, #page-content .errorbox .errormessage').length === 0)
    return null
  const link = $('.errorbox .errorcode a').attr('href') ?? ''
  return errorFromErrorcode(/\/error\/\w+\/(\w+)$/.exec(link)?.[1] ?? 'error_page')
}

/** The site is shut for all but its keepers, who may still sign in: its login page says so. */
export const isInMaintenance = ({ $ }: PageFrame): boolean => $('.login-maintenance').length > 0

/** What people, and not Moodle, may have written. */
const writtenByPeople = '#page-header, #page-content, #region-main, [role=main], .block'

/** Whom Moodle's frame around the page was made for; null where it does not tell, or tells of two. */
export function readFramePerson({ $ }: PageFrame): number | null {
  const ofFrame = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $(element))
      .filter((element) => element.closest(writtenByPeople).length === 0)
  const ids = [
    ...ofFrame('#nav-notification-popover-container[data-userid]').map((region) =>
      region.attr('data-userid'),
    ),
    ...ofFrame('.usermenu a[href], .logininfo a[href]').map(
      // A menu of languages leads back to the page itself, with the language besides.
      (link) => /\/user\/profile\.php\?id=(\d+)$/.exec(link.attr('href') ?? '')?.[1],
    ),
  ]
  const [only, ...others] = new Set(ids.filter((id) => id !== undefined))
  return only !== undefined && others.length === 0 && /^[1-9]\d{0,15}$/.test(only) ? Number(only) : null
}

/**
 * A page of the kind that was asked for. Throws what else it is: `moodle.token_invalid` for the login page or a
 * visitor's view, `moodle.maintenance`, `moodle.course_unavailable` for the notice on a hidden course, what an error
 * page says, and `moodle.unexpected_answer` for everything else.
 */
export function expectPage(html: string, bodyIds: RegExp): PageFrame {
  const frame = openFrame(html)
  const { $, bodyId, bodyClasses } = frame
  if (bodyId === 'page-login-index' || bodyClasses.has('notloggedin')) {
    if (isInMaintenance(frame)) throw new MoodleError('moodle.maintenance', { detail: 'login_page' })
    throw new MoodleError('moodle.token_invalid', { detail: 'login_page' })
  }
  const error = readErrorPage(frame)
  if (error) throw error
  if (bodyId === 'page-course-view' && $('#region-main #notice').length > 0)
    throw new MoodleError('moodle.course_unavailable', { detail: 'notice' })
  if (!bodyIds.test(bodyId)) throw unexpected(bodyId.slice(0, 80))
  return frame
}
