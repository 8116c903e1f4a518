import type { AccountState, Person } from '../seed/model.ts'
import { sitename } from '../web-services/site-info.ts'
import { escapeHtml } from './html.ts'
import { redirect } from './page-answers.ts'
import type { PageContext, Visit } from './page-context.ts'
import { readInt } from './page-context.ts'
import { renderLoginPage, renderPage } from './page-frame.ts'
import type { Sessions } from './sessions.ts'

/** Moodle tells nobody that an account is suspended: it is a wrong password. */
const lockedStates: ReadonlySet<AccountState> = new Set(['suspended', 'suspended-at-sign-in'])

/** The person these words sign in, or undefined. */
export function findByPassword({ site, form }: Pick<Visit, 'site' | 'form'>): Person | undefined {
  const person = site.content.findPerson((form.get('username') ?? '').trim().toLowerCase())
  const isRight = person !== undefined && person.password === form.get('password')
  return isRight && !lockedStates.has(person.state) ? person : undefined
}

/** `/login/index.php`: the form, what is posted to it, and the check that the new cookie came back. */
export function serveSignIn(visit: Visit, { method, sessions }: { method: string; sessions: Sessions }) {
  if (visit.site.settings.typeoflogin !== 1 && visit.person === undefined)
    return redirect(visit, '/idp/login')
  return method === 'POST' ? signIn(visit, sessions) : showSignIn(visit)
}

function signIn(visit: Visit, sessions: Sessions): Response {
  const { session, form } = visit
  const person = form.get('logintoken') === session.logintoken ? findByPassword(visit) : undefined
  if (person === undefined) {
    session.notice = 'invalid-login'
    return redirectToSignIn(visit)
  }
  visit.session = sessions.signIn(session, person.username)
  return redirect(visit, `/login/index.php?testsession=${person.id}`)
}

const redirectToSignIn = (visit: Visit) =>
  redirect(visit, visit.isAtLeast('4.5') ? '/login/index.php?loginredirect=1' : '/login/index.php')

function showSignIn(visit: Visit): Response {
  const { session, person, words } = visit
  if (person !== undefined && readInt(visit.query, 'testsession') === person.id) {
    const path = session.wantedPath ?? '/my/'
    session.wantedPath = undefined
    return redirect(visit, path)
  }
  if (person !== undefined) return renderAlreadySignedIn(visit, person)
  if (session.notice === 'expired') {
    session.notice = 'timed-out'
    return redirectToSignIn(visit)
  }
  const notice = session.notice
  session.notice = null
  const text = notice === 'invalid-login' ? words.invalidLogin : notice === null ? null : words.timedOut
  return renderLoginPage(visit, {
    pageId: 'login-index',
    // Before 4.3 the site's name stands first.
    title: visit.isAtLeast('4.5') ? words.logInToSite : `${sitename}: ${words.logInToSite}`,
    main: renderForm(visit, text),
  })
}

const renderForm = ({ siteurl, session, words }: Visit, notice: string | null) => `<div class="loginform">
<h1 class="login-heading mb-4">${words.logIn}: ${sitename}</h1>
${
  notice === null
    ? ''
    : `<a href="#" id="loginerrormessage" class="sr-only">${notice}</a><div class="alert alert-danger" role="alert">${notice}</div>`
}
<form class="login-form" action="${siteurl}/login/index.php" method="post" id="login">
<input id="anchor" type="hidden" name="anchor" value="">
<input type="hidden" name="logintoken" value="${session.logintoken}">
<label for="username" class="sr-only">${words.username}</label>
<input type="text" name="username" id="username" class="form-control form-control-lg" value="" autocomplete="username">
<label for="password" class="sr-only">${words.password}</label>
<input type="password" name="password" id="password" value="" class="form-control form-control-lg" autocomplete="current-password">
<button class="btn btn-primary btn-lg" type="submit" id="loginbtn">${words.logIn}</button>
</form></div>`

function renderAlreadySignedIn(visit: Visit, person: Person): Response {
  const { siteurl, session, words } = visit
  const name = escapeHtml(`${person.firstname} ${person.lastname}`)
  return renderLoginPage(visit, {
    pageId: 'login-index',
    title: words.logInToSite,
    main: `<div role="alertdialog" id="notice" class="box py-3 generalbox modal modal-dialog modal-in-page show"><p>${words.alreadyLoggedIn} ${name}</p>
<form method="post" action="${siteurl}/login/logout.php"><input type="hidden" name="sesskey" value="${session.sesskey}"><input type="hidden" name="loginpage" value="1"><button type="submit" class="btn btn-primary">${words.logOut}</button></form></div>`,
  })
}

/** `/login/logout.php`: without the session's key it only asks. */
export function serveSignOut(visit: Visit, sessions: Sessions): Response {
  const { session, siteurl, words, form, query } = visit
  if (visit.person === undefined) return redirect(visit, '/')
  if ((form.get('sesskey') ?? query.get('sesskey')) !== session.sesskey) {
    return renderPage(visit, {
      pageId: 'login-logout',
      title: words.logOut,
      main: `<div role="alertdialog" id="notice" class="box py-3 generalbox"><h4>${words.confirm}</h4><p>${words.reallyLogOut}</p>
<form method="post" action="${siteurl}/login/logout.php"><input type="hidden" name="sesskey" value="${session.sesskey}"><button type="submit" class="btn btn-primary">${words.continue}</button></form></div>`,
    })
  }
  sessions.end(session)
  visit.session = sessions.begin()
  return redirect(visit, '/')
}

/** Where Moodle sends somebody who must first see to something, instead of any page. */
export const errands: Partial<Record<AccountState, string>> = {
  'must-change': '/login/change_password.php',
  'must-change-site-info': '/login/change_password.php',
  'not-set-up': '/user/edit.php',
  'policy-not-agreed': '/user/policy.php',
}

/** The page of an errand. The campus lets nobody see to it. */
export const serveErrand = (context: PageContext): Response =>
  renderPage(context, {
    pageId: 'login-errand',
    title: context.words.notice,
    main: `<div class="alert alert-info" role="alert">${context.words.changePassword}</div>`,
  })
