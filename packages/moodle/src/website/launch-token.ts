import type { SiteAddress } from '../site.ts'
import { cookieHeader } from './cookies.ts'
import { errorFromPageStatus, errorFromRedirect } from './judge-answer.ts'
import { openFrame } from './page-frame.ts'
import type { MoodleDeps } from '../deps.ts'
import type { WebsiteSession } from './sign-in.ts'

export interface LaunchOptions {
  readonly site: SiteAddress
  readonly session: WebsiteSession
  readonly passport: string
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
}

/** An address for the Moodle app, or for a university's own: `moodlemobile://token=…`. */
const appAddress = /^[a-z][\w+.-]*:\/\/token=/i

/**
 * Asks for a token of the mobile service with a session that just began; after any other page was rendered the site
 * says 404. Gives the `moodlemobile://token=…` address as it came, or null where the site gives none. Rejects with
 * `auth.*` where the person must first do something at the site.
 */
export async function askForLaunchToken(deps: MoodleDeps, options: LaunchOptions): Promise<string | null> {
  const { site, session, passport, signal, requestTimeoutMs: timeoutMs } = options
  const query = new URLSearchParams({ service: 'moodle_mobile_app', passport })
  const answer = await deps.http.page({
    site,
    method: 'GET',
    path: `/admin/tool/mobile/launch.php?${query}`,
    signal,
    timeoutMs,
    headers: { cookie: cookieHeader(session.cookies) },
  })
  if (answer.location) {
    if (appAddress.test(answer.location.href)) return answer.location.href
    const error = errorFromRedirect(answer.location, site.url)
    if (error?.family === 'auth') throw error
    return null
  }
  const error = errorFromPageStatus(answer)
  if (error) {
    if (answer.status === 429 || answer.status >= 500) throw error
    return null
  }
  const { $ } = openFrame(answer.text)
  const links = $('a[href]').toArray()
  return links.map((link) => $(link).attr('href') ?? '').find((href) => appAddress.test(href)) ?? null
}
