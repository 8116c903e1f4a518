import { createHash } from 'node:crypto'
import { MoodleException, webServicesOff } from '../moodle-exception.ts'
import type { TokenStore } from '../token.ts'
import { escapeHtml } from './html.ts'
import { redirect } from './page-answers.ts'
import type { Visit } from './page-context.ts'
import { renderPage } from './page-frame.ts'
import { errands } from './sign-in-pages.ts'

const mobileService = 'moodle_mobile_app'

/**
 * `/admin/tool/mobile/launch.php`: hands a token over to the app, in an address of the app's own. A site where names and
 * passwords are enough does that only until the first page after signing in.
 *
 * @throws MoodleException where the site gives no token out
 */
export function serveLaunch(visit: Visit, tokens: TokenStore): Response {
  const { session, person, site, siteurl, query, words } = visit
  const { webServices, mobileService: isServiceOn, typeoflogin } = site.settings
  const passport = query.get('passport')
  if (passport === null)
    throw new MoodleException('missingparam', 'A required parameter (passport) was missing')
  if (!webServices) throw webServicesOff()
  if (!session.isJustSignedIn && typeoflogin === 1)
    throw new MoodleException('pluginnotenabledorconfigured', 'Plugin not enabled or configured')
  if (!isServiceOn || query.get('service') !== mobileService)
    throw new MoodleException('servicenotavailable', 'Web service is not available.')
  if (person === undefined) {
    session.wantedPath = `${visit.url.pathname}${visit.url.search}`
    return redirect(visit, '/login/index.php')
  }
  const errand = errands[person.state]
  if (errand !== undefined) return redirect(visit, errand)

  // Over plain http, as here, the private token is left out.
  const signature = createHash('md5').update(`${siteurl}${passport}`).digest('hex')
  const token = Buffer.from(`${signature}:::${tokens.signIn(person.username)}`).toString('base64')
  const location = `${query.get('urlscheme') ?? 'moodlemobile'}://token=${token}`
  if (query.get('confirmed') !== '1') return new Response(null, { status: 302, headers: { location } })
  return renderPage(visit, {
    pageId: 'admin-tool-mobile-launch',
    title: words.confirmed,
    main: `<div class="alert alert-success" role="alert">${words.confirmed}</div><a href="${escapeHtml(location)}" id="launchapp">${words.launchApp}</a>`,
  })
}
