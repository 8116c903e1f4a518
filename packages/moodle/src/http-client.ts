import { Agent, request } from 'undici'
import { type ResolveHost, checkSiteUrl, guardedConnector, resolveHost } from './address-guard.ts'
import { MoodleError } from './errors.ts'
import { type AnswerHead, errorFromTransport, parseRetryAfter } from './map-errors.ts'
import type { SiteAddress } from './site.ts'

const userAgent = 'Spike/0.1'
const maxRedirects = 3
const defaultMaxAnswerBytes = 32 * 1024 * 1024

export interface HttpClientOptions {
  readonly now: () => Date
  readonly maxAnswerBytes?: number
  readonly resolve?: ResolveHost
}

export interface PostOptions {
  readonly site: SiteAddress
  /** Below the site's own path, with a leading slash. */
  readonly path: string
  /** Names and passwords stand here and nowhere else. */
  readonly form: URLSearchParams
  readonly signal: AbortSignal
  readonly timeoutMs: number
  /** A connection of its own: one kept open may be closed by the site at the very moment a password is sent. */
  readonly fresh?: boolean
}

export interface HttpAnswer extends AnswerHead {
  readonly text: string
  readonly bytes: number
}

export interface HttpClient {
  /** Any status is an answer; rejects with a `MoodleError` where there is none, or with the signal's reason. */
  post(options: PostOptions): Promise<HttpAnswer>
  close(): Promise<void>
}

/** Where a redirect leads: to the same site, or to the same host over https, and nowhere else with a password. */
function followRedirect(from: URL, location: string): URL {
  const to = URL.parse(location, from.href)
  if (!to) throw new MoodleError('moodle.unexpected_answer', { detail: 'redirect_without_address' })
  const sameHost = to.origin === from.origin || (to.protocol === 'https:' && to.hostname === from.hostname)
  if (!sameHost) throw new MoodleError('moodle.address_refused', { detail: 'redirect_to_other_host' })
  return to
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const openAgent = (local: boolean, keptOpen: boolean) =>
    new Agent({
      connect: guardedConnector({ local, resolve: options.resolve ?? resolveHost }),
      maxResponseSize: options.maxAnswerBytes ?? defaultMaxAnswerBytes,
      // One clock for the whole request is kept in `post`.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 10_000,
      pipelining: keptOpen ? 1 : 0,
    })
  const agents = {
    remote: { kept: openAgent(false, true), fresh: openAgent(false, false) },
    local: { kept: openAgent(true, true), fresh: openAgent(true, false) },
  }

  async function exchange(post: PostOptions, signal: AbortSignal): Promise<HttpAnswer> {
    const pair = post.site.local ? agents.local : agents.remote
    const dispatcher = post.fresh ? pair.fresh : pair.kept
    let url = new URL(`${checkSiteUrl(post.site.url, post.site)}${post.path}`)
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const { statusCode, headers, body } = await request(url, {
        dispatcher,
        signal,
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': userAgent,
        },
        body: post.form.toString(),
      })
      const location = single(headers.location)
      if (statusCode >= 300 && statusCode < 400 && location) {
        await body.dump()
        url = followRedirect(url, location)
        continue
      }
      const content = await body.bytes()
      return {
        status: statusCode,
        contentType: single(headers['content-type']) ?? '',
        retryAfterMs: parseRetryAfter(single(headers['retry-after']), options.now()),
        text: new TextDecoder().decode(content),
        bytes: content.byteLength,
      }
    }
    throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_redirects' })
  }

  return {
    async post(post) {
      post.signal.throwIfAborted()
      const clock = new AbortController()
      const timer = setTimeout(() => clock.abort(), post.timeoutMs)
      try {
        return await exchange(post, AbortSignal.any([post.signal, clock.signal]))
      } catch (error) {
        post.signal.throwIfAborted()
        if (clock.signal.aborted) throw new MoodleError('moodle.timeout', { detail: 'request_timeout' })
        throw errorFromTransport(error)
      } finally {
        clearTimeout(timer)
      }
    },
    async close() {
      const all = [agents.remote, agents.local].flatMap((pair) => [pair.kept, pair.fresh])
      await Promise.all(all.map((agent) => agent.close()))
    },
  }
}
