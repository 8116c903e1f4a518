import { MoodleError } from '../errors.ts'
import type { PageAnswer } from '../http-client.ts'
import type { SiteAddress } from '../site.ts'
import { type Cookies, cookieHeader, takeCookies } from './cookies.ts'
import { errorFromPageStatus, errorFromRedirect, pathOfSite } from './judge-answer.ts'
import { type LoginPage, parseLoginPage } from './parse-login.ts'
import type { MoodleDeps } from '../deps.ts'

export interface WebsiteSession {
  readonly cookies: Cookies
}

export interface WebsiteSignInOptions {
  readonly site: SiteAddress
  readonly username: string
  readonly password: string
  readonly signal: AbortSignal
  readonly requestTimeoutMs: number
}

const loginPath = '/login/index.php'

/** After a time-out the site's first answer is a redirect to the same page; more than a few would be a circle. */
const maxHops = 3

/**
 * Signs in by the site's own form. The password is sent once and never again: sites lock accounts. Rejects with
 * `auth.invalid_credentials`; `auth.browser_sign_in_required` where there is no form that a program may fill;
 * `auth.password_change_required` and `auth.site_setup_required` where the person must first do something there.
 */
export async function signInOnWebsite(
  deps: MoodleDeps,
  options: WebsiteSignInOptions,
): Promise<WebsiteSession> {
  const { site, signal, requestTimeoutMs: timeoutMs } = options
  let cookies: Cookies = {}

  async function send(path: string, body?: URLSearchParams): Promise<PageAnswer> {
    const answer = await deps.http.page({
      site,
      method: body ? 'POST' : 'GET',
      path,
      signal,
      timeoutMs,
      headers: { cookie: cookieHeader(cookies) },
      // A connection kept open may be closed at the very moment the password is sent.
      ...(body && { body, fresh: true }),
    })
    cookies = takeCookies(cookies, answer.setCookies)
    const error = answer.location ? null : errorFromPageStatus(answer)
    if (error) throw error
    return answer
  }

  /** The login page, to which the site may send on from itself. */
  async function openLoginPage(): Promise<LoginPage> {
    let path = loginPath
    for (let hop = 0; hop <= maxHops; hop++) {
      const answer = await send(path)
      if (!answer.location) return parseLoginPage(answer.text)
      const next = pathOfSite(answer.location, site.url)
      if (!next?.startsWith(loginPath)) throw browserRequired('redirect')
      path = next
    }
    throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_redirects' })
  }

  async function refuse(page: LoginPage): Promise<never> {
    if (page.maintenance) throw new MoodleError('moodle.maintenance', { detail: 'login_page' })
    if (page.refused) throw new MoodleError('auth.invalid_credentials', { detail: 'login_page' })
    throw new MoodleError('moodle.unexpected_answer', { detail: 'login_without_verdict' })
  }

  const page = await openLoginPage()
  if (page.maintenance) throw new MoodleError('moodle.maintenance', { detail: 'login_page' })
  if (!page.form) throw browserRequired('no_form')
  if (page.form.captcha) throw browserRequired('captcha')

  const { username, password } = options
  const form = new URLSearchParams({ anchor: '', username, password })
  if (page.form.loginToken) form.set('logintoken', page.form.loginToken)
  const answer = await send(loginPath, form)
  if (!answer.location) return refuse(parseLoginPage(answer.text))

  const next = pathOfSite(answer.location, site.url)
  if (next?.startsWith(loginPath) && !answer.location.searchParams.has('testsession'))
    return refuse(await openLoginPage())
  // The site looks whether the cookie came back, and says where the person would go from here.
  const onward = next?.startsWith(loginPath) ? (await send(next)).location : answer.location
  const error = onward ? errorFromRedirect(onward, site.url) : null
  if (error) throw error.code === 'moodle.token_invalid' ? browserRequired('no_session') : error
  return { cookies }
}

function browserRequired(detail: string): MoodleError {
  return new MoodleError('auth.browser_sign_in_required', { detail })
}
