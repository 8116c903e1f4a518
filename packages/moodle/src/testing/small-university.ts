import { createHash, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { type ReceivedRequest, Refusal, startScriptedSite } from './scripted-site.ts'
import { answerLikeMoodle } from './small-moodle.ts'

/** What a university's site lets a student sign in by. A test may change it while the site runs. */
export interface University {
  webServices: boolean
  mobileService: boolean
  /** Off, server.php answers 403 with an empty body, and token.php gives tokens all the same. */
  restProtocol: boolean
  tokenPage: 'there' | 'missing' | 'markup' | 'at_other_host'
  launchPage: boolean
  loginForm: 'there' | 'none' | 'at_other_host' | 'captcha'
  /** As Moodle's `typeoflogin`. */
  typeOfLogin: 1 | 2
  publicConfig: boolean
  /** What the web services say to everything but site_info. */
  mustAct: string | null
  token: string
}

const usual: University = {
  webServices: true,
  mobileService: true,
  restProtocol: true,
  tokenPage: 'there',
  launchPage: true,
  loginForm: 'there',
  typeOfLogin: 1,
  publicConfig: true,
  mustAct: null,
  token: '0123456789abcdef0123456789abcdef',
}

export const student = { username: 'student1', password: 'right-password' }
const elsewhere = 'https://idp.example/sso'

function send(response: ServerResponse, data: unknown) {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(data))
}
function refuse(response: ServerResponse, errorcode: string) {
  send(response, { error: 'No.', errorcode, stacktrace: null })
}
interface PageHead {
  readonly id?: string
  readonly status?: number
  readonly head?: string
}
function sendPage(response: ServerResponse, html: string, options: PageHead = {}) {
  const { id = 'page-login-index', status = 200, head = '' } = options
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!DOCTYPE html><html><head>${head}</head><body id="${id}" class="pagelayout-login">${html}</body></html>`,
  )
}
function redirect(response: ServerResponse, location: string, cookie?: string) {
  response
    .writeHead(303, { location, ...(cookie && { 'set-cookie': `MoodleSession=${cookie}; path=/` }) })
    .end()
}

const loginForm = (more = '') =>
  `<form id="login" action="/login/index.php" method="post"><input type="hidden" name="logintoken" value="lt">
   <input name="username"><input type="password" name="password">${more}</form>`

/** A small Moodle with all the ways of signing in, over real HTTP. It keeps every password that it looked at. */
export async function startUniversity(changes: Partial<University> = {}) {
  const university = { ...usual, ...changes }
  const passwords: string[] = []
  const sessions = { signedIn: new Set<string>(), justNow: new Set<string>(), refused: new Set<string>() }
  const answer = answerLikeMoodle({ courses: 1 })

  const isRight = (form: URLSearchParams) => {
    passwords.push(form.get('password') ?? '')
    return form.get('username') === student.username && form.get('password') === student.password
  }
  const cookieOf = ({ headers }: ReceivedRequest) =>
    /MoodleSession=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''

  function answerTokenPage({ form, url }: ReceivedRequest, response: ServerResponse) {
    if (university.tokenPage === 'missing') return sendPage(response, 'Not here', { status: 404 })
    if (university.tokenPage === 'markup') return sendPage(response, '<h1>Welcome</h1>')
    if (university.tokenPage === 'at_other_host') return redirect(response, elsewhere)
    if (!university.webServices) return refuse(response, 'enablewsdescription')
    if (url.includes('appsitecheck')) return send(response, { appsitecheck: 'ok' })
    if (!isRight(form)) return refuse(response, 'invalidlogin')
    if (!university.mobileService) return refuse(response, 'servicenotavailable')
    send(response, { token: university.token, privatetoken: null })
  }

  function answerLoginPage(request: ReceivedRequest, response: ServerResponse) {
    const { method, form, url } = request
    if (university.loginForm === 'at_other_host') return redirect(response, elsewhere)
    if (university.loginForm === 'none') return sendPage(response, '<a href="/auth/saml2/">Sign in</a>')
    if (university.loginForm === 'captcha')
      return sendPage(response, loginForm('<div class="g-recaptcha"></div>'))
    const session = randomUUID().replaceAll('-', '')
    if (url.includes('testsession')) return redirect(response, `${site.url}/my/`)
    if (method === 'POST' && isRight(form)) {
      sessions.signedIn.add(session)
      sessions.justNow.add(session)
      return redirect(response, `${site.url}/login/index.php?testsession=3`, session)
    }
    if (method === 'POST') {
      sessions.refused.add(session)
      return redirect(response, `${site.url}/login/index.php?loginredirect=1`, session)
    }
    const refused = sessions.refused.delete(cookieOf(request))
    sendPage(response, `${refused ? '<a id="loginerrormessage">Invalid login</a>' : ''}${loginForm()}`)
  }

  function answerLaunchPage(request: ReceivedRequest, response: ServerResponse) {
    const isOn = university.launchPage && university.webServices && university.mobileService
    if (!isOn || !sessions.justNow.has(cookieOf(request)))
      return sendPage(response, 'Not here', { status: 404 })
    const passport = new URL(request.url, site.url).searchParams.get('passport') ?? ''
    redirect(response, makeLaunchLink(passport))
  }

  function makeLaunchLink(passport: string) {
    const sum = createHash('md5').update(`${site.url}${passport}`).digest('hex')
    return `moodlemobile://token=${Buffer.from(`${sum}:::${university.token}`).toString('base64')}`
  }

  function answerConfig(response: ServerResponse) {
    if (!university.publicConfig) return sendPage(response, 'Not here', { status: 404 })
    const data = {
      sitename: 'Test',
      enablewebservices: Number(university.webServices),
      enablemobilewebservice: Number(university.mobileService),
      typeoflogin: university.typeOfLogin,
      launchurl: `${site.url}/admin/tool/mobile/launch.php`,
    }
    send(response, [{ error: false, data }])
  }

  function answerPage(request: ReceivedRequest, response: ServerResponse) {
    const session = cookieOf(request)
    sessions.justNow.delete(session)
    if (!sessions.signedIn.has(session)) return redirect(response, `${site.url}/login/index.php`)
    const config = { wwwroot: site.url, sesskey: 'sesskey123', userId: 3, language: 'he' }
    const head = `<script>M.cfg = ${JSON.stringify(config)};</script>`
    const html = '<div class="page-header-headings"><h1>Noa Levi</h1></div>'
    sendPage(response, html, { id: 'page-user-profile', head })
  }

  const site = await startScriptedSite({
    answer: (call) => {
      if (call.args['wstoken'] !== university.token || !university.mobileService)
        return new Refusal('invalidtoken')
      const isSiteInfo = call.function === 'core_webservice_get_site_info'
      return university.mustAct && !isSiteInfo ? new Refusal(university.mustAct) : answer(call)
    },
    intercept: (request, response) => {
      const { path } = request
      if (path === '/webservice/rest/server.php') {
        if (university.restProtocol && university.webServices) return false
        response.writeHead(403).end()
      } else if (path === '/login/token.php') answerTokenPage(request, response)
      else if (path === '/login/index.php') answerLoginPage(request, response)
      else if (path === '/admin/tool/mobile/launch.php') answerLaunchPage(request, response)
      else if (path === '/lib/ajax/service-nologin.php') answerConfig(response)
      else answerPage(request, response)
      return true
    },
  })
  onTestFinished(() => site[Symbol.asyncDispose]())
  return { site, university, passwords, makeLaunchLink }
}
