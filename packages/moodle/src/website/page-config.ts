import { z } from 'zod'
import { MoodleError } from '../errors.ts'
import type { PageFrame } from './page-frame.ts'

const configSchema = z.looseObject({
  wwwroot: z.string().min(1),
  sesskey: z.string().min(1),
  usertimezone: z.string().optional(),
  /** From 4.3 on. */
  userId: z
    .union([
      z.int().nonnegative(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .optional(),
})

export interface PageConfig {
  /** How the site calls itself, without a trailing slash. */
  readonly siteUrl: string
  readonly sesskey: string
  readonly timeZone: string
  /** Whom the page was made for; null where this is not told here (before 4.3), 0 for a visitor. */
  readonly moodleUserId: number | null
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

/**
 * Reads `M.cfg`, which every page of a signed-in person has. Only the page's head is looked at, where nothing stands that
 * people wrote. Throws `moodle.unexpected_answer` where there is none, or more than one.
 */
export function readPageConfig({ $ }: PageFrame): PageConfig {
  const scripts = $('html > head').first().children('script').toArray()
  const found = scripts.flatMap((script) => [
    ...$(script)
      .text()
      .matchAll(/\bM\.cfg\s*=\s*(\{.*?\});/gs),
  ])
  const [json, ...more] = found.map((match) => match[1])
  const parsed = configSchema.safeParse(json && more.length === 0 ? parseConfig(json) : null)
  if (!parsed.success) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_page_config' })
  const { wwwroot, sesskey, usertimezone = '', userId = null } = parsed.data
  const url = URL.parse(wwwroot)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new MoodleError('moodle.unexpected_answer', { detail: 'odd_site_url' })
  return {
    siteUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    sesskey,
    timeZone: isTimeZone(usertimezone) ? usertimezone : usualTimeZone,
    moodleUserId: userId,
  }
}
