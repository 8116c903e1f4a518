import { z } from 'zod'
import { MoodleError } from '../errors.ts'

const configSchema = z.looseObject({
  wwwroot: z.string().min(1),
  sesskey: z.string().min(1),
  usertimezone: z.string().optional(),
})

export interface PageConfig {
  /** How the site calls itself, without a trailing slash. */
  readonly siteUrl: string
  readonly sesskey: string
  readonly timeZone: string
}

/** What universities here keep their clocks by, for a site that does not tell. */
const usualTimeZone = 'Asia/Jerusalem'

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function parseConfig(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // The parser's error quotes the text, and the sesskey stands in it.
    return null
  }
}

/** Reads `M.cfg`, which every page of a signed-in person has. Throws `moodle.unexpected_answer` where there is none. */
export function readPageConfig(html: string): PageConfig {
  const json = /\bM\.cfg\s*=\s*(\{.*?\});/s.exec(html)?.[1]
  const parsed = configSchema.safeParse(json ? parseConfig(json) : null)
  if (!parsed.success) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_page_config' })
  const { wwwroot, sesskey, usertimezone = '' } = parsed.data
  const url = URL.parse(wwwroot)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new MoodleError('moodle.unexpected_answer', { detail: 'odd_site_url' })
  return {
    siteUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    sesskey,
    timeZone: isTimeZone(usertimezone) ? usertimezone : usualTimeZone,
  }
}
