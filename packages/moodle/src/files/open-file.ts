import { MoodleError } from '../errors.ts'
import type { OpenAnswer } from '../http-client.ts'
import { errorFromTransport } from '../map-errors.ts'
import type { Credential, FileRequest, OpenedFile } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { cookieHeader } from '../website/cookies.ts'
import { countBytes } from './count-bytes.ts'
import { explainRedirect } from './explain-redirect.ts'
import { fileAddress } from './file-address.ts'
import { readFileName } from './file-name.ts'
import { findPageFile } from './find-page-file.ts'
import { openTextPage } from './open-text-page.ts'
import { readPageAddress } from './page-address.ts'
import { errorInsteadOfFile, readStart } from './refused-file.ts'

/** To the file of a file activity, to https, and one to spare. */
const maxRedirects = 3

type Conditions = Pick<FileRequest, 'range' | 'ifRange' | 'ifNoneMatch'>

function ask(
  deps: MoodleDeps,
  credential: Credential,
  {
    site,
    url,
    signal,
    timeoutMs,
    conditions,
  }: Omit<FileRequest, 'url'> & { url: URL; conditions: Conditions },
): Promise<OpenAnswer> {
  const { range, ifRange, ifNoneMatch } = conditions
  const headers = {
    ...(range !== undefined && { range }),
    ...(ifRange !== undefined && { 'if-range': ifRange }),
    ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }),
  }
  // A token stands in the body, so that no log of addresses has it.
  return credential.kind === 'token'
    ? deps.http.open({
        site,
        url,
        method: 'POST',
        body: new URLSearchParams({ token: credential.token }),
        headers,
        signal,
        timeoutMs,
      })
    : deps.http.open({
        site,
        url,
        method: 'GET',
        headers: { ...headers, cookie: cookieHeader(credential.cookies) },
        signal,
        timeoutMs,
      })
}

async function follow(
  deps: MoodleDeps,
  credential: Credential,
  request: FileRequest,
  conditions: Conditions,
): Promise<OpenAnswer> {
  let url = fileAddress(request.url, request.site, credential.kind)
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const answer = await ask(deps, credential, { ...request, url, conditions })
    if (!answer.location) return answer
    await readStart(answer)
    try {
      url = fileAddress(answer.location.href, request.site, credential.kind)
    } catch {
      throw await explainRedirect(deps, answer.location, request)
    }
  }
  throw new MoodleError('moodle.unexpected_answer', { detail: 'too_many_redirects' })
}

/** Moodle knows no If-Range: it gives a part of the new file to whoever holds the beginning of the old one. */
function isOfOtherFile({ status, headers }: OpenAnswer, { ifRange }: Conditions): boolean {
  return (
    status === 206 && ifRange !== undefined && ![headers['etag'], headers['last-modified']].includes(ifRange)
  )
}

function readLength(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null
}

/** Headers are of ASCII, and passing on anything else would fail. */
function readEtag(header: string | undefined): string | null {
  return header !== undefined && /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(header) ? header : null
}

function describe({ status, headers, contentType }: OpenAnswer): Omit<OpenedFile, 'body'> {
  return {
    status: status as OpenedFile['status'],
    contentType: contentType || null,
    contentLength: readLength(headers['content-length']),
    contentRange: headers['content-range'] ?? null,
    acceptRanges: headers['accept-ranges'] === 'bytes',
    etag: readEtag(headers['etag']),
    lastModified: headers['last-modified'] ?? null,
    fileName: readFileName(headers['content-disposition']),
  }
}

/** Of the whole file, though only a part of it was asked for. */
function wholeLength({ contentLength, contentRange }: Omit<OpenedFile, 'body'>): number {
  const whole = readLength(/\/(\d+)$/.exec(contentRange ?? '')?.[1])
  return Math.max(whole ?? 0, contentLength ?? 0)
}

async function askForFile(
  deps: MoodleDeps,
  credential: Credential,
  request: FileRequest,
  conditions: Conditions,
): Promise<OpenAnswer> {
  const answer = await follow(deps, credential, request, conditions)
  const error = await errorInsteadOfFile(answer)
  if (error) throw error
  return answer
}

/**
 * An expired token is refused as one that may not open this, and is gone by that: asked once more, Moodle says which of
 * the two it was.
 */
async function askUntilClear<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof MoodleError) || error.detail !== 'accessexception') throw error
    return attempt()
  }
}

async function openAtSite(
  deps: MoodleDeps,
  credential: Credential,
  request: FileRequest,
): Promise<OpenedFile> {
  let answer = await askUntilClear(() => askForFile(deps, credential, request, request))
  if (isOfOtherFile(answer, request)) {
    answer.body.destroy()
    answer = await askForFile(deps, credential, request, {})
  }
  const file = describe(answer)
  if (file.status === 304 || file.status === 416) {
    await readStart(answer)
    return { ...file, body: null }
  }
  if (wholeLength(file) > request.maxBytes) {
    answer.body.destroy()
    throw new MoodleError('moodle.answer_too_large', { detail: 'content_length' })
  }
  return { ...file, body: countBytes(answer.body, request) }
}

/**
 * Opens a file of the site as the student, to be passed on as it comes; a text written in Moodle is HTML, not cleaned.
 * Rejects with a `MoodleError` (`moodle.token_invalid`, `moodle.address_refused`, `moodle.answer_too_large` …), or with
 * the signal's reason.
 */
export async function openFile(
  deps: MoodleDeps,
  credential: Credential,
  request: FileRequest,
): Promise<OpenedFile> {
  try {
    const page = readPageAddress(request.url, request.site)
    if (page && credential.kind === 'token') {
      const url = await askUntilClear(() => findPageFile(deps, credential, page, request))
      return await openAtSite(deps, credential, { ...request, url })
    }
    if (page && page.modname !== 'resource' && credential.kind === 'session')
      return await openTextPage(deps, credential, page, request)
    return await openAtSite(deps, credential, request)
  } catch (error) {
    request.signal.throwIfAborted()
    throw errorFromTransport(error)
  }
}
