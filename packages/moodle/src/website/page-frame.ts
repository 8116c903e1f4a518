import { type CheerioAPI, load } from 'cheerio/slim'
import { MoodleError } from '../errors.ts'
import { errorFromErrorcode } from '../map-errors.ts'
import { isTooDeep } from './page-depth.ts'

export type { CheerioAPI }
export type Selection = ReturnType<CheerioAPI>

/** A page that came whole. `bodyId` names the script that made it: `page-mod-assign-index`. */
export interface PageFrame {
  readonly $: CheerioAPI
  readonly bodyId: string
  readonly bodyClasses: ReadonlySet<string>
}

const unexpected = (detail: string) => new MoodleError('moodle.unexpected_answer', { detail })

/** Moodle's own last words; a comment of a proxy may follow them. */
const pageEnd = /<\/body>\s*<\/html>\s*(?:<!--[^<>]{0,500}-->\s*)*$/i

/** The largest course pages are of two or three million letters; reading a page holds up everything else. */
const maxLength = 8_000_000

/** Throws `moodle.unexpected_answer` for a page that was cut, or is not Moodle's. */
export function openFrame(html: string): PageFrame {
  if (html.length > maxLength) throw new MoodleError('moodle.answer_too_large', { detail: 'page' })
  if (!pageEnd.test(html.slice(-4000))) throw unexpected('page_cut')
  if (isTooDeep(html)) throw unexpected('too_deep')
  const $ = load(html)
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

/** Who the page was made for; null where it does not tell. */
export function readUserId({ $ }: PageFrame, html: string): number | null {
  const shown =
    /"userId":\s*"?(\d+)/.exec(html)?.[1] ??
    $('#nav-notification-popover-container[data-userid], .popover-region[data-userid]').attr('data-userid') ??
    /[?&]id=(\d+)/.exec($('.logininfo a[href*="/user/profile.php?id="]').attr('href') ?? '')?.[1]
  return shown ? Number(shown) : null
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
