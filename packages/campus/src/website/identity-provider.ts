import { randomBytes } from 'node:crypto'
import { sitename } from '../web-services/site-info.ts'
import { redirect } from './page-answers.ts'
import type { Visit } from './page-context.ts'
import type { Sessions } from './sessions.ts'
import { findByPassword } from './sign-in-pages.ts'

/**
 * `/idp/login`: stands in for the university's own sign-in, which is no page of Moodle's. It keeps no session of its
 * own: who signs in here is signed in at the campus, and goes on to the page that was wanted.
 */
export function serveIdentityProvider(
  visit: Visit,
  { method, sessions }: { method: string; sessions: Sessions },
): Response {
  if (visit.site.settings.typeoflogin === 1) return answer(404, '<p>Not found</p>')
  if (method !== 'POST') return answer(200, renderForm(visit))
  const person = findByPassword(visit)
  if (person === undefined)
    return answer(401, `<p role="alert">${visit.words.invalidLogin}</p>${renderForm(visit)}`)
  const path = visit.session.wantedPath ?? '/my/'
  visit.session = sessions.signIn({ ...visit.session, wantedPath: undefined }, person.username)
  return redirect(visit, path)
}

const renderForm = ({
  siteurl,
  words,
}: Visit) => `<form method="post" action="${siteurl}/idp/login" autocomplete="off">
<input type="hidden" name="execution" value="${randomBytes(8).toString('hex')}">
<p><label>${words.username} <input name="username" required></label></p>
<p><label>${words.password} <input name="password" type="password" required></label></p>
<p><button type="submit">${words.logIn}</button></p></form>`

const answer = (status: number, body: string) =>
  new Response(
    `<!DOCTYPE html><html lang="he"><head><meta charset="utf-8"><title>IdP - ${sitename}</title></head><body><main><h1>${sitename} - IdP</h1>${body}</main></body></html>`,
    { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } },
  )
