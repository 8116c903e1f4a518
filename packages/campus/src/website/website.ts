import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { answerFile } from '../file-answer.ts'
import { findFile, readFilePath } from '../find-file.ts'
import { answerError } from '../login.ts'
import { MoodleException } from '../moodle-exception.ts'
import type { GatedRequest, RequestGate, Spend } from '../request-gate.ts'
import { courseIdOfCmid } from '../seed/item-maker.ts'
import type { Site } from '../site.ts'
import type { TokenStore } from '../token.ts'
import { readAjaxCalls, serveAjax } from './ajax.ts'
import { serveIdentityProvider } from './identity-provider.ts'
import { serveLaunch } from './launch-page.ts'
import { PageInterruption, redirect, renderError } from './page-answers.ts'
import { createVisit, readInt } from './page-context.ts'
import type { PageContext, Visit } from './page-context.ts'
import { pages } from './pages.ts'
import { courseIdOfSection } from './section-address.ts'
import type { Session, Sessions } from './sessions.ts'
import { errands, serveSignIn, serveSignOut } from './sign-in-pages.ts'

export type WebsiteParts = {
  site: Site
  tokens: TokenStore
  sessions: Sessions
  gate: RequestGate
  readUrl: () => string
}
type CampusContext = Context<{ Bindings: HttpBindings }>
type Serve = (visit: Visit, request: { method: string; spend: Spend }) => Response | Promise<Response>

const cookieName = 'MoodleSession'

/** The site as a browser sees it: pages for whoever has the cookie of a session. */
export function createWebsite(parts: WebsiteParts) {
  const { site, tokens, sessions, gate } = parts
  const routes = new Hono<{ Bindings: HttpBindings }>()

  /** The session of the cookie, or a new one; a cookie that means nothing any more is told at the sign-in page. */
  const openSession = (id: string | undefined): Session =>
    sessions.find(id) ?? sessions.begin(id === undefined ? {} : { notice: 'expired' })

  /** Everything passes here: one request of a session after another, but for files. */
  async function serveRequest(
    c: CampusContext,
    request: Pick<GatedRequest, 'name' | 'target' | 'costMs'> & {
      serve: Serve
      body: string
      isLocked?: boolean
    },
  ): Promise<Response> {
    const { name, target, costMs, serve, body, isLocked = true } = request
    const id = getCookie(c, cookieName)
    const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true
    return gate.pass({
      name,
      target: { ...target, username: target.username ?? sessions.find(id)?.username },
      bindings: c.env,
      refuse: (error) => answerError(error),
      ...(costMs === undefined ? {} : { costMs }),
      ...(isLocked ? { runAlone: (work) => sessions.runAlone(id, work) } : {}),
      answer: async (spend) => {
        const visit = createVisit({
          session: openSession(id),
          site,
          siteurl: parts.readUrl(),
          url: new URL(c.req.url),
          form: new URLSearchParams(isForm ? body : ''),
        })
        const { query, session } = visit
        const language = query.get('lang')
        if (language === 'he' || language === 'en') session.language = language
        const answer = await answerVisit(visit, name, () => serve(visit, { method: c.req.method, spend }))
        if (visit.session.id !== id) {
          answer.headers.append('set-cookie', `${cookieName}=${visit.session.id}; path=/; HttpOnly`)
        }
        return answer
      },
    })
  }

  async function answerVisit(
    visit: Visit,
    name: string,
    serve: () => Response | Promise<Response>,
  ): Promise<Response> {
    try {
      return await serve()
    } catch (error) {
      if (error instanceof PageInterruption) return error.answer
      if (error instanceof MoodleException) {
        return renderError(visit, name.replace(/\.php$/, '').replaceAll('/', '-'), error)
      }
      throw error
    }
  }

  const serveOpenPage = (name: string, serve: Serve) => async (c: CampusContext) => {
    const body = c.req.method === 'POST' ? await c.req.text() : ''
    const username = new URLSearchParams(body).get('username')?.trim().toLowerCase()
    const calls = [{ function: name, courseId: undefined }]
    return serveRequest(c, { name, target: { username, calls }, serve, body })
  }

  const serveInnerPage = (name: string, render: (context: PageContext) => Response) => (c: CampusContext) => {
    const courseId = courseIdOfPage(name, new URL(c.req.url).searchParams)
    return serveRequest(c, {
      name,
      target: { username: undefined, calls: [{ function: name, courseId }] },
      body: '',
      serve: (visit) => gate.time(() => render(requireSignedIn(visit, `/${name}`))),
    })
  }

  for (const [name, page] of Object.entries(pages)) {
    const serve = serveInnerPage(name, page.render)
    for (const path of page.paths ?? [`/${name}`]) routes.get(path, serve)
  }
  const signIn = serveOpenPage('login/index.php', (visit, { method }) =>
    serveSignIn(visit, { method, sessions }),
  )
  routes.on(['GET', 'POST'], '/login/index.php', signIn)
  const signOut = serveOpenPage('login/logout.php', (visit) => serveSignOut(visit, sessions))
  routes.on(['GET', 'POST'], '/login/logout.php', signOut)
  const launch = serveOpenPage('admin/tool/mobile/launch.php', (visit) => serveLaunch(visit, tokens))
  routes.get('/admin/tool/mobile/launch.php', launch)
  const identify = serveOpenPage('idp/login', (visit, { method }) =>
    serveIdentityProvider(visit, { method, sessions }),
  )
  routes.on(['GET', 'POST'], '/idp/login', identify)

  routes.post('/lib/ajax/service.php', async (c) => {
    const name = 'lib/ajax/service.php'
    const body = await c.req.text()
    const calls = readAjaxCalls(body)
    return serveRequest(c, {
      name,
      target: { username: undefined, calls: [{ function: name, courseId: undefined }, ...calls] },
      // Its calls have costs of their own.
      costMs: 0,
      body,
      serve: (visit, { spend }) => serveAjax(visit, { calls, gate, spend }),
    })
  })

  // Moodle lets the session go before it sends a file: files of one session come side by side.
  routes.get('/pluginfile.php/*', (c) => {
    const name = 'pluginfile.php'
    const { courseId } = readFilePath(c.req.url)
    return serveRequest(c, {
      name,
      target: { username: undefined, calls: [{ function: name, courseId }] },
      body: '',
      isLocked: false,
      serve: (visit) => {
        const { person } = requireSignedIn(visit, '')
        if (!site.isEnrolled(person, courseId)) return redirect(visit, `/enrol/index.php?id=${courseId}`)
        return gate.time(() => answerFile(c.req.raw, findFile({ site, person, url: c.req.url })))
      },
    })
  })

  return routes
}

/** @throws PageInterruption where nobody has signed in, or an errand comes first */
function requireSignedIn(visit: Visit, path: string): PageContext {
  const { person, session, url } = visit
  if (person === undefined) {
    session.wantedPath = `${url.pathname}${url.search}`
    throw new PageInterruption(redirect(visit, '/login/index.php'))
  }
  const errand = errands[person.state]
  if (errand !== undefined && errand !== path) throw new PageInterruption(redirect(visit, errand))
  return Object.assign(visit, { person })
}

/** The course a page is about, for faults that strike by course. */
function courseIdOfPage(name: string, query: URLSearchParams): number | undefined {
  const id = readInt(query, 'id')
  if (name === 'mod/forum/discuss.php') return courseIdOfCmid(Math.floor(readInt(query, 'd') / 100))
  if (name === 'course/section.php') return courseIdOfSection(id)
  if (/^mod\/\w+\/view\.php$/.test(name)) return courseIdOfCmid(id)
  return /^(course|grade|mod|enrol)\//.test(name) ? id : undefined
}
