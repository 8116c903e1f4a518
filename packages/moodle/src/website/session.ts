import pLimit from 'p-limit'
import type { MoodleDeps } from '../deps.ts'
import { MoodleError } from '../errors.ts'
import type { PageAnswer, PageOptions } from '../http-client.ts'
import { retryRequest } from '../retry-request.ts'
import type { CallRecord, ReaderOptions } from '../site.ts'
import {
  type AjaxCall,
  type AjaxOutcome,
  notOpenToPages,
  oneNotThere,
  readAjaxAnswer,
} from './ajax-answer.ts'
import { type Cookies, cookieHeader, takeCookies } from './cookies.ts'
import { errorFromPageStatus, errorFromRedirect, pathOfSite } from './judge-answer.ts'
import { parseLoginPage } from './parse-login.ts'

export interface PageRequest<T> {
  /** Below the site, with its query. */
  readonly path: string
  /** Null for pages that are about no single course. */
  readonly courseMoodleId: number | null
  /** Throws a `MoodleError` where the page is not what it should be. */
  readonly parse: (html: string) => T
  /** Takes a redirect as the answer, inside the site or out of it; undefined follows it within the site. */
  readonly onRedirect?: (location: URL) => T | undefined
}

/** One student's way through the website: one request at a time, let through by the gate, tried again, told of. */
export interface Session {
  /** Rejects with whatever went wrong; `moodle.token_invalid` where the session is over. */
  read<T>(request: PageRequest<T>): Promise<T>
  /**
   * Calls of the pages' own functions, in as few requests as Moodle allows: what comes after one that failed is sent
   * again, but for calls of a function that the site does not open or have. Rejects where a request as a whole failed, or the
   * session is over.
   */
  ajax<C extends AjaxCall>(calls: readonly C[], sesskey: string): Promise<AjaxOutcome<C>[]>
  readonly requestCount: number
}

const maxRedirects = 4
const ajaxPage = 'lib/ajax/service.php'

/** `course/view.php` of `/course/view.php?id=1`; `other` for what is no such name. */
const nameOfPage = (path: string) => /^\/([a-z][a-z\d_/]{0,80}\.php)(?:\?|$)/.exec(path)?.[1] ?? 'other'

/** One HTTP request to be made, and how its answer is read. */
interface Exchange<T> {
  readonly request: Pick<PageOptions, 'method' | 'path' | 'body'>
  /** What the timeline is told of one that failed: never a path that the site made up. */
  readonly name: string
  readonly read: (answer: PageAnswer) => T
  /** What the timeline is told of it when it worked. */
  readonly tell: (value: T) => readonly Pick<CallRecord, 'function' | 'courseMoodleId' | 'outcome'>[]
}

export function openSession(deps: MoodleDeps, credentialCookies: Cookies, options: ReaderOptions): Session {
  const { site, signal } = options
  // Moodle locks a session while a page is made: a second request would only wait for the first, on the site's side.
  const limit = pLimit(1)
  let cookies = credentialCookies
  let requestCount = 0

  function tryOnce<T>(exchange: Exchange<T>): Promise<T> {
    signal.throwIfAborted()
    return options.gate.run(signal, async () => {
      const request = ++requestCount
      const startedAt = deps.now()
      const startMs = performance.now()
      let bytes = 0
      const measure = () => ({ startedAt, durationMs: performance.now() - startMs, bytes, request })
      try {
        const answer = await deps.http.page({
          ...exchange.request,
          site,
          signal,
          timeoutMs: options.requestTimeoutMs,
          headers: { cookie: cookieHeader(cookies) },
        })
        bytes = answer.bytes
        cookies = takeCookies(cookies, answer.setCookies)
        const failure = errorFromPageStatus(answer)
        if (failure && !answer.location) throw failure
        const value = exchange.read(answer)
        const { durationMs, ...measured } = measure()
        const calls = exchange.tell(value)
        for (const call of calls) {
          const share = 1 / calls.length
          options.onCall({
            ...measured,
            ...call,
            durationMs: durationMs * share,
            bytes: Math.round(bytes * share),
          })
        }
        return value
      } catch (error) {
        if (error instanceof MoodleError) {
          options.onCall({
            function: exchange.name,
            courseMoodleId: null,
            outcome: error.code,
            ...measure(),
          })
        }
        throw error
      }
    })
  }

  function send<T>(exchange: Exchange<T>): Promise<T> {
    const attempt = async () => {
      try {
        return await limit(() => tryOnce(exchange))
      } catch (error) {
        if (error instanceof MoodleError && error.retryAfterMs)
          await options.gate.standBack(error.retryAfterMs)
        throw error
      }
    }
    return retryRequest(attempt, { tries: options.requestTries, signal, delay: deps.delay })
  }

  /** Follows redirects inside the site. What leads to the login page, or away, is an error. */
  async function readOnce<T>(request: PageRequest<T>): Promise<T> {
    let path = request.path
    const name = nameOfPage(path)
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const answered = await send<{ readonly value: T } | { readonly next: string }>({
        request: { method: 'GET', path },
        name,
        read: ({ location, text }) => {
          if (!location) return { value: request.parse(text) }
          const taken = request.onRedirect?.(location)
          if (taken !== undefined) return { value: taken }
          const error = errorFromRedirect(location, site.url)
          if (error) throw error
          return { next: pathOfSite(location, site.url) ?? '/' }
        },
        // A redirect inside the site is told of as the page that was asked for.
        tell: () => [{ function: name, courseMoodleId: request.courseMoodleId, outcome: 'ok' }],
      })
      if ('value' in answered) return answered.value
      path = answered.next
    }
    throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_redirects' })
  }

  /**
   * A site in maintenance sends everybody to its login page, as it does with a session that ended, and its AJAX says
   * `requireloginerror`, as it does of a course that is not the student's. The login page tells them apart.
   */
  async function explain(error: MoodleError): Promise<MoodleError> {
    const isOver = error.code === 'moodle.token_invalid'
    if (!isOver && error.detail !== 'requireloginerror') return error
    try {
      const page = await readOnce({
        path: '/login/index.php',
        courseMoodleId: null,
        parse: parseLoginPage,
        onRedirect: (location) =>
          pathOfSite(location, site.url)?.startsWith('/login/index.php') ? undefined : null,
      })
      if (page?.maintenance)
        return new MoodleError('moodle.maintenance', { detail: 'login_page', cause: error })
      if (page?.form)
        return new MoodleError('moodle.token_invalid', { detail: error.detail ?? 'login_page', cause: error })
      return error
    } catch (second) {
      if (!(second instanceof MoodleError)) throw second
      // A login page that cannot be read explains nothing; a site that does not answer explains much.
      return second.retryable && second.code !== 'moodle.unexpected_answer' ? second : error
    }
  }

  async function explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof MoodleError ? await explain(error) : error
    }
  }

  async function ajaxOnce<C extends AjaxCall>(
    calls: readonly C[],
    sesskey: string,
  ): Promise<AjaxOutcome<C>[]> {
    const json = calls.map((call, index) => ({ index, methodname: call.function, args: call.args }))
    return send({
      request: {
        method: 'POST',
        path: `/${ajaxPage}?${new URLSearchParams({ sesskey })}`,
        body: { json },
      },
      name: ajaxPage,
      read: ({ location, text }) => {
        const error = location ? errorFromRedirect(location, site.url) : null
        if (error) throw error
        return readAjaxAnswer(text, calls)
      },
      tell: (outcomes) =>
        outcomes.map((outcome) => ({
          function: outcome.call.function,
          courseMoodleId: outcome.call.courseMoodleId,
          outcome: outcome.ok ? 'ok' : outcome.error.code,
        })),
    })
  }

  /** What one call's error says of that call; throws what it says of the session or the site. */
  async function judge(error: MoodleError): Promise<MoodleError> {
    const explanation = await explain(error)
    if (explanation.family === 'auth' || explanation.code === 'moodle.maintenance') throw explanation
    return explanation
  }

  async function askTogether<C extends AjaxCall>(
    calls: readonly C[],
    sesskey: string,
  ): Promise<AjaxOutcome<C>[]> {
    try {
      return await explained(() => ajaxOnce(calls, sesskey))
    } catch (error) {
      const functions = Map.groupBy(calls, (call) => call.function)
      const isOneOfSeveral =
        error instanceof MoodleError && error.detail === oneNotThere && functions.size > 1
      if (!isOneOfSeveral) throw error
      const outcomes = []
      for (const ofOne of functions.values()) outcomes.push(...(await askTogether(ofOne, sesskey)))
      return outcomes
    }
  }

  return {
    read: (request) => explained(() => readOnce(request)),

    async ajax(calls, sesskey) {
      type Outcome = AjaxOutcome<(typeof calls)[number]>
      const outcomes = new Map<AjaxCall, Outcome>()
      let queue = [...calls]
      while (queue.length > 0) {
        for (const outcome of await askTogether(queue, sesskey)) {
          outcomes.set(outcome.call, outcome.ok ? outcome : { ...outcome, error: await judge(outcome.error) })
          if (outcome.ok || outcome.error.detail !== notOpenToPages) continue
          for (const call of queue)
            if (call.function === outcome.call.function && !outcomes.has(call))
              outcomes.set(call, { ...outcome, call })
        }
        queue = queue.filter((call) => !outcomes.has(call))
      }
      return calls.map((call) => outcomes.get(call)).filter((outcome) => outcome !== undefined)
    },

    get requestCount() {
      return requestCount
    },
  }
}
