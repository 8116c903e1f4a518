import { MoodleError } from '../errors.ts'
import { askLoginPage } from '../sign-in/login-page.ts'
import type { FileRequest } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { errorFromRedirect, pathOfSite } from '../website/judge-answer.ts'

/** What a redirect that does not lead to a file says. A site in maintenance sends everybody to its login page as well. */
export async function explainRedirect(deps: MoodleDeps, to: URL, request: FileRequest): Promise<MoodleError> {
  const { site, signal, timeoutMs: requestTimeoutMs } = request
  if (pathOfSite(to, site.url) === null)
    return new MoodleError('moodle.address_refused', { detail: 'redirect_to_other_host' })
  const error = errorFromRedirect(to, site.url)
  if (error?.code !== 'moodle.token_invalid')
    return error ?? new MoodleError('moodle.access_denied', { detail: 'redirect_to_page' })
  const page = await askLoginPage(deps, { site, signal, requestTimeoutMs })
  return page.maintenance ? new MoodleError('moodle.maintenance', { detail: 'login_page' }) : error
}
