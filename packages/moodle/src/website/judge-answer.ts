import { MoodleError } from '../errors.ts'
import type { PageAnswer } from '../http-client.ts'
import { errorFromStatus } from '../map-errors.ts'
import { openFrame, readErrorPage } from './page-frame.ts'

/** Where Moodle sends a person who cannot have the page, by the page's path below the site. */
const detours: readonly { readonly path: RegExp; readonly error: () => MoodleError }[] = [
  { path: /^\/login\/change_password\.php/, error: () => new MoodleError('auth.password_change_required') },
  {
    path: /^\/(?:user\/(?:policy|edit)\.php|admin\/tool\/policy\/)/,
    error: () => new MoodleError('auth.site_setup_required'),
  },
  {
    path: /^\/login\//,
    error: () => new MoodleError('moodle.token_invalid', { detail: 'redirect_to_login' }),
  },
  {
    path: /^\/enrol\//,
    error: () => new MoodleError('moodle.course_unavailable', { detail: 'redirect_to_enrol' }),
  },
]

/** The path and query below the site; null for an address that is not the site's. */
export function pathOfSite(url: URL, siteUrl: string): string | null {
  const site = new URL(siteUrl)
  const folder = site.pathname.replace(/\/+$/, '')
  if (url.origin !== site.origin || !`${url.pathname}/`.startsWith(`${folder}/`)) return null
  return `${url.pathname.slice(folder.length) || '/'}${url.search}`
}

/** What a redirect of the site says went wrong; null where it only leads elsewhere in the site. */
export function errorFromRedirect(location: URL, siteUrl: string): MoodleError | null {
  const path = pathOfSite(location, siteUrl)
  // A session that ended is sent to the university's own sign-in.
  if (path === null) return new MoodleError('moodle.token_invalid', { detail: 'redirect_to_other_site' })
  return detours.find((detour) => detour.path.test(path))?.error() ?? null
}

function errorFromBody(answer: PageAnswer): MoodleError | null {
  try {
    return readErrorPage(openFrame(answer.text))
  } catch {
    return null
  }
}

/** What the status says went wrong with a page, or the error page that came with it. Redirects are not judged here. */
export function errorFromPageStatus(answer: PageAnswer): MoodleError | null {
  const { status } = answer
  if (status < 300) return null
  if (status === 429 || status >= 500) return errorFromStatus(answer, answer.text)
  const detail = `http_${status}`
  return errorFromBody(answer) ?? new MoodleError('moodle.unexpected_answer', { detail })
}
