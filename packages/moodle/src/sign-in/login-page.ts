import type { PageAnswer } from '../http-client.ts'
import type { ProbeOptions } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { errorFromPageStatus, pathOfSite } from '../website/judge-answer.ts'
import { type LoginPage, parseLoginPage } from '../website/parse-login.ts'

const maxRedirects = 3
/** Of a site that sends whoever wants to sign in to another host. */
const elsewhere: LoginPage = { form: null, refused: false, maintenance: false, identityProviders: [] }

/** What the site shows to somebody who wants to sign in. Rejects with a `MoodleError` where it is no page of Moodle's. */
export async function askLoginPage(deps: MoodleDeps, options: ProbeOptions): Promise<LoginPage> {
  let path: string | null = '/login/index.php'
  for (let hop = 0; hop <= maxRedirects && path !== null; hop++) {
    const answer: PageAnswer = await deps.http.page({
      site: options.site,
      method: 'GET',
      path,
      signal: options.signal,
      timeoutMs: options.requestTimeoutMs,
    })
    if (!answer.location) {
      const error = errorFromPageStatus(answer)
      if (error) throw error
      return parseLoginPage(answer.text)
    }
    path = pathOfSite(answer.location, options.site.url)
  }
  return elsewhere
}
