import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { Agent, request } from 'undici'
import { type ResolveHost, checkSiteUrl, guardedConnector, resolveHost } from './address-guard.ts'
import { MoodleError } from './errors.ts'
import { type AnswerHead, errorFromTransport, parseRetryAfter } from './map-errors.ts'
import type { SiteAddress } from './site.ts'

const userAgent = 'Spike/0.1'
const formType = 'application/x-www-form-urlencoded'
const maxRedirects = 3
const byteOrderMark = '\uFEFF'
const defaultMaxAnswerBytes = 32 * 1024 * 1024
/** Of a file whose reader waits for more: a reader that itself is slow is not counted. */
const maxSilenceMs = 60_000

export interface HttpClientOptions {
  readonly now: () => Date
  readonly maxAnswerBytes?: number
  readonly resolve?: ResolveHost
}

interface RequestOptions {
  readonly site: SiteAddress
  readonly signal: AbortSignal
  readonly timeoutMs: number
  /** A connection of its own: one kept open may be closed by the site at the very moment a password is sent. */
  readonly fresh?: boolean
}

export interface PostOptions extends RequestOptions {
  /** Below the site's own path, with a leading slash. */
  readonly path: string
  /** Names and passwords stand here and nowhere else. */
  readonly form: URLSearchParams
}

/** A request as a browser makes it: redirects are not followed, they are answers. */
export interface PageOptions extends RequestOptions {
  readonly method: 'GET' | 'POST'
  /** Below the site's own path, with a leading slash; a query may stand in it, a secret may not. */
  readonly path: string
  readonly body?: URLSearchParams | { readonly json: unknown }
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer to be read as it comes. */
export interface OpenOptions extends RequestOptions {
  readonly method: 'GET' | 'POST'
  /** Of the site itself: its origin, at or below its own path. */
  readonly url: URL
  readonly body?: URLSearchParams
  readonly headers?: Readonly<Record<string, string>>
}

export interface HttpAnswer extends AnswerHead {
  readonly text: string
  readonly bytes: number
}

export interface PageAnswer extends HttpAnswer {
  /** Where a redirect leads, wherever that is. */
  readonly location: URL | null
  readonly setCookies: readonly string[]
}

export interface OpenAnswer extends AnswerHead {
  readonly location: URL | null
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** To be read to its end or destroyed. */
  readonly body: Readable
}

export interface HttpClient {
  /** Any status is an answer; rejects with a `MoodleError` where there is none, or with the signal's reason. */
  post(options: PostOptions): Promise<HttpAnswer>
  /** As `post`, but a redirect is an answer, and cookies can be seen. */
  page(options: PageOptions): Promise<PageAnswer>
  /** `timeoutMs` is until the head of the answer is there; the signal ends its body too. */
  open(options: OpenOptions): Promise<OpenAnswer>
  close(): Promise<void>
}

/**
 * Where a redirect leads: to the same page of the same site, or of the same host over https, and nowhere else with a
 * password or a token. Another page (the login form, say) would take them for something they are not.
 */
function followRedirect(from: URL, location: string, path: string): URL {
  const to = URL.parse(location, from.href)
  if (!to) throw new MoodleError('moodle.unexpected_answer', { detail: 'redirect_without_address' })
  const sameHost = to.origin === from.origin || (to.protocol === 'https:' && to.hostname === from.hostname)
  if (!sameHost) throw new MoodleError('moodle.address_refused', { detail: 'redirect_to_other_host' })
  if (!to.pathname.endsWith(path))
    throw new MoodleError('moodle.unexpected_answer', { detail: 'redirect_to_other_page' })
  return to
}

/** Where a redirect points to, for the caller to judge. Null for any other answer. */
function locationOf(status: number, header: string | string[] | undefined, from: URL): URL | null {
  const location = single(header)
  return status >= 300 && status < 400 && location ? URL.parse(location, from.href) : null
}

function isOfSite(url: URL, site: URL): boolean {
  const folder = site.pathname.replace(/\/?$/, '/')
  return url.origin === site.origin && !url.username && !url.password && url.pathname.startsWith(folder)
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

/** Each piece is made text as it comes: the bytes of a large answer never stand in memory beside its text. */
async function readText(body: AsyncIterable<Buffer>): Promise<Pick<HttpAnswer, 'text' | 'bytes'>> {
  const decoder = new StringDecoder('utf8')
  let text = ''
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    text += decoder.write(piece)
  }
  text += decoder.end()
  return { text: text.startsWith(byteOrderMark) ? text.slice(1) : text, bytes }
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const openAgent = (local: boolean, limits: Agent.Options) =>
    new Agent({
      connect: guardedConnector({ local, resolve: options.resolve ?? resolveHost }),
      // One clock for the whole request is kept in `timed`.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 10_000,
      ...limits,
    })
  const maxResponseSize = options.maxAnswerBytes ?? defaultMaxAnswerBytes
  const openAgents = (local: boolean) => ({
    kept: openAgent(local, { maxResponseSize }),
    fresh: openAgent(local, { maxResponseSize, pipelining: 0 }),
    // Files are as long as they are, and whoever reads them counts.
    files: openAgent(local, { bodyTimeout: maxSilenceMs }),
  })
  const agents = { remote: openAgents(false), local: openAgents(true) }

  const agentsOf = ({ site }: RequestOptions) => (site.local ? agents.local : agents.remote)
  const dispatcherOf = (asked: RequestOptions) => agentsOf(asked)[asked.fresh ? 'fresh' : 'kept']

  function readHead(statusCode: number, headers: Readonly<Record<string, string | string[] | undefined>>) {
    return {
      status: statusCode,
      contentType: single(headers['content-type']) ?? '',
      retryAfterMs: parseRetryAfter(single(headers['retry-after']), options.now()),
    }
  }

  async function exchange(post: PostOptions, signal: AbortSignal): Promise<HttpAnswer> {
    let url = new URL(`${checkSiteUrl(post.site.url, post.site)}${post.path}`)
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: dispatcherOf(post),
        signal,
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': formType,
          'user-agent': userAgent,
        },
        body: post.form.toString(),
      })
      const location = single(headers.location)
      if (statusCode >= 300 && statusCode < 400 && location) {
        await body.dump()
        url = followRedirect(url, location, post.path)
        continue
      }
      return { ...readHead(statusCode, headers), ...(await readText(body)) }
    }
    throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_redirects' })
  }

  async function getPage(page: PageOptions, signal: AbortSignal): Promise<PageAnswer> {
    const url = new URL(`${checkSiteUrl(page.site.url, page.site)}${page.path}`)
    const { body: content } = page
    const isForm = content instanceof URLSearchParams
    const { statusCode, headers, body } = await request(url, {
      dispatcher: dispatcherOf(page),
      signal,
      method: page.method,
      headers: {
        'user-agent': userAgent,
        ...(content && { 'content-type': isForm ? formType : 'application/json' }),
        ...page.headers,
      },
      ...(content && { body: isForm ? content.toString() : JSON.stringify(content.json) }),
    })
    return {
      ...readHead(statusCode, headers),
      ...(await readText(body)),
      location: locationOf(statusCode, headers.location, url),
      setCookies: [headers['set-cookie'] ?? []].flat(),
    }
  }

  async function openAnswer(open: OpenOptions, signal: AbortSignal): Promise<OpenAnswer> {
    if (!isOfSite(open.url, new URL(checkSiteUrl(open.site.url, open.site))))
      throw new MoodleError('moodle.address_refused', { detail: 'other_host' })
    const { statusCode, headers, body } = await request(open.url, {
      dispatcher: agentsOf(open).files,
      signal,
      method: open.method,
      headers: {
        'user-agent': userAgent,
        ...(open.body && { 'content-type': formType }),
        ...open.headers,
      },
      ...(open.body && { body: open.body.toString() }),
    })
    // One that is given up before its end says so by an error, which its reader need not hear.
    body.on('error', () => {})
    return {
      ...readHead(statusCode, headers),
      location: locationOf(statusCode, headers.location, open.url),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, single(value)])),
      body,
    }
  }

  /** Runs one request under its clock, and says in Spike's words what went wrong. */
  async function timed<T>(
    { signal, timeoutMs }: RequestOptions,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    const clock = new AbortController()
    const timer = setTimeout(() => clock.abort(), timeoutMs)
    try {
      return await run(AbortSignal.any([signal, clock.signal]))
    } catch (error) {
      signal.throwIfAborted()
      if (clock.signal.aborted) throw new MoodleError('moodle.timeout', { detail: 'request_timeout' })
      throw errorFromTransport(error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    post: (post) => timed(post, (signal) => exchange(post, signal)),
    page: (page) => timed(page, (signal) => getPage(page, signal)),
    open: (open) => timed(open, (signal) => openAnswer(open, signal)),
    async close() {
      const all = [agents.remote, agents.local]
      // A file that nobody reads to its end would hold the end of the program up.
      await Promise.all(all.map(({ files }) => files.destroy()))
      await Promise.all(all.flatMap(({ kept, fresh }) => [kept.close(), fresh.close()]))
    },
  }
}
