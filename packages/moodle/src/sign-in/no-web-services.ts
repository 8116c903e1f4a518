import { MoodleError } from '../errors.ts'

/**
 * What something else than token.php or server.php answers in their place: a page that is not there, or is kept shut,
 * a page of markup, or a redirect to another page or host. None of them has looked at a password.
 */
const notThere: ReadonlySet<string> = new Set([
  'http_401',
  'http_403',
  'http_404',
  'http_405',
  'http_410',
  'markup',
  'redirect_to_other_page',
  'redirect_to_other_host',
])

/** Whether the site said that it serves no web services, rather than that something is wrong with this sign-in. */
export function saysNoWebServices(error: MoodleError): boolean {
  if (error.code === 'moodle.web_services_off') return true
  const isOther = error.code === 'moodle.unexpected_answer' || error.code === 'moodle.address_refused'
  return isOther && error.detail !== undefined && notThere.has(error.detail)
}

/** Whether this way of signing in is not there, so that nothing has looked at the password yet. */
export function isNoWay(error: MoodleError): boolean {
  const needsBrowser = error.code === 'auth.browser_sign_in_required'
  return needsBrowser ? error.detail !== 'no_session' : saysNoWebServices(error)
}

/** A token of this very moment that is not accepted: the site gives tokens but serves no calls. */
export function asNotServed(error: unknown): unknown {
  if (!(error instanceof MoodleError) || error.code !== 'moodle.token_invalid') return error
  return new MoodleError('moodle.web_services_off', { detail: error.detail ?? 'fresh_token', cause: error })
}
