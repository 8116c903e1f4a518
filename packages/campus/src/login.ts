import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { MoodleException, invalidLogin, webServicesOff } from './moodle-exception.ts'
import type { RequestGate } from './request-gate.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'
import { describePublicConfig } from './web-services/site-info.ts'

type CampusContext = Context<{ Bindings: HttpBindings }>
export type LoginParts = { site: Site; tokens: TokenStore; gate: RequestGate; readUrl: () => string }

const tokenName = 'login/token.php'
const mobileService = 'moodle_mobile_app'

/** Outside the REST server Moodle words a failure so, with HTTP 200 unless it is about a missing file. */
export function answerError(error: MoodleException, status = 200): Response {
  return Response.json(
    {
      error: error.message,
      errorcode: error.errorcode,
      stacktrace: null,
      debuginfo: null,
      reproductionlink: null,
    },
    {
      status,
      headers: { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' },
    },
  )
}

/** What works without a token: getting one, and asking what the site allows. */
export function createLogin({ site, tokens, gate, readUrl }: LoginParts) {
  const serveToken = async (c: CampusContext): Promise<Response> => {
    const form = new URLSearchParams(c.req.method === 'POST' ? await c.req.text() : '')
    const username = form.get('username')?.trim().toLowerCase()
    const isSiteCheck = (c.req.query('appsitecheck') ?? form.get('appsitecheck')) === '1'
    return gate.pass({
      name: tokenName,
      target: { username, calls: [{ function: tokenName, courseId: undefined }] },
      bindings: c.env,
      refuse: answerError,
      answer: () => {
        if (!site.settings.webServices) return answerError(webServicesOff())
        return isSiteCheck
          ? Response.json({ appsitecheck: 'ok' })
          : gate.time(() => signIn({ username, form }))
      },
    })
  }

  function signIn({ username, form }: { username: string | undefined; form: URLSearchParams }): Response {
    for (const name of ['username', 'password', 'service']) {
      if (form.get(name) === null) {
        return answerError(new MoodleException('missingparam', `A required parameter (${name}) was missing`))
      }
    }
    const person = site.content.findPerson(username ?? '')
    // Where students sign in at their university, Moodle knows no password of theirs.
    if (site.settings.typeoflogin !== 1) return answerError(invalidLogin())
    const isRight = person !== undefined && person.password === form.get('password')
    if (!isRight || person.state === 'suspended-at-sign-in') return answerError(invalidLogin())
    if (form.get('service') !== mobileService || !site.settings.mobileService) {
      const message = "Web service is not available. (It doesn't exist or might be disabled.)"
      return answerError(new MoodleException('servicenotavailable', message))
    }
    // privatetoken is null over plain http.
    return Response.json({ token: tokens.signIn(person.username), privatetoken: null })
  }

  /** `POST /lib/ajax/service-nologin.php`: a JSON array of calls, of which one function is open. */
  const serveWithoutLogin = async (c: CampusContext): Promise<Response> => {
    const calls = await c.req.json<unknown>().catch(() => [])
    const name = 'service-nologin.php'
    return gate.pass({
      name,
      target: { username: undefined, calls: [{ function: name, courseId: undefined }] },
      bindings: c.env,
      refuse: answerError,
      answer: () => Response.json((Array.isArray(calls) ? calls : []).map(answerOpenCall)),
    })
  }

  const answerOpenCall = (call: { methodname?: unknown } | null) =>
    call?.methodname === 'tool_mobile_get_public_config'
      ? { error: false, data: describePublicConfig(readUrl(), site.settings) }
      : {
          error: true,
          exception: {
            message: 'Web service is not available.',
            errorcode: 'servicenotavailable',
            link: '',
            moreinfourl: '',
          },
        }

  return { serveToken, serveWithoutLogin }
}
