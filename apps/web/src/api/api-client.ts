import type { ErrorAnswer } from '@spike/contract'
import type { Language } from '@spike/contract/languages'
import { storedAtHeader } from '../offline/cache-names.ts'
import { ApiError, NoConnectionError } from './api-error.ts'

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

export interface ApiClientOptions {
  /** The language in which the server is to answer. */
  language: () => Language
  /** Called when an answer says that nobody is signed in (any more). */
  onSignedOut?: () => void
  /** Who is signed in: an answer to what another one asked, before they left, says nothing of the session there is now. */
  whoAsks?: () => unknown
  /** Awaited before anything is asked; nothing is when it rejects. */
  beforeAsking?: () => Promise<void> | undefined
  /** Called with each answer that is no error: when it was stored on this device, in ISO 8601; null for one of Spike's own. */
  onAnswer?: (storedAt: string | null) => void
}

export interface ApiClient {
  /**
   * The JSON of a successful answer, or undefined where it has no body.
   * @throws ApiError when the answer is an error, NoConnectionError when none came.
   */
  ask<Answer>(path: string, request?: ApiRequest): Promise<Answer>
  /** The answer itself when it is 2xx or 304, for callers that need its headers. Throws like `ask`. */
  send(path: string, request?: ApiRequest): Promise<Response>
}

/** A client of Spike's own HTTP API, on the page's origin. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  async function send(path: string, request: ApiRequest = {}): Promise<Response> {
    const asking = options.whoAsks?.()
    await options.beforeAsking?.()
    const headers = new Headers({ Accept: 'application/json', 'Accept-Language': options.language() })
    if (request.body !== undefined) headers.set('Content-Type', 'application/json')
    for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value)
    const response = await fetch(new URL(path, location.origin), {
      method: request.method ?? 'GET',
      headers,
      // The API's own ETags are handled here; the browser's cache must not answer in its place.
      cache: 'no-store',
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
    }).catch((cause: unknown) => {
      throw new NoConnectionError(cause)
    })
    if (response.ok || response.status === 304) {
      options.onAnswer?.(response.headers.get(storedAtHeader))
      return response
    }
    const error = await readError(response)
    if (error.code === 'auth.required' && options.whoAsks?.() === asking) options.onSignedOut?.()
    throw error
  }

  async function ask<Answer>(path: string, request?: ApiRequest): Promise<Answer> {
    const response = await send(path, request)
    if (response.status === 204) return undefined as Answer
    return (await readJson(response)) as Answer
  }

  return { ask, send }
}

/** @throws NoConnectionError when the body is cut off or is not JSON (a captive portal's page, for one). */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    throw new NoConnectionError(cause)
  }
}

async function readError(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => null)) as Partial<ErrorAnswer> | null
  const error = answer?.error
  return new ApiError({
    code: error?.code ?? codeOfBareStatus(response.status),
    status: response.status,
    requestId: error?.requestId ?? response.headers.get('X-Request-Id'),
    retryAfterSeconds: error?.retryAfterSeconds ?? retryAfterSeconds(response.headers),
  })
}

/** Something between the page and Spike answered (a proxy, for one): its status is all there is. */
function codeOfBareStatus(status: number): ApiError['code'] {
  if (status === 401) return 'auth.required'
  if (status === 403) return 'auth.forbidden'
  if (status === 404) return 'request.not_found'
  if (status === 429 || status === 503) return 'server.busy'
  return 'server.internal'
}

/** `Retry-After` in whole seconds, or as a date; null where there is none that can be read. */
export function retryAfterSeconds(headers: Headers, nowMs: number = Date.now()): number | null {
  const value = headers.get('Retry-After')?.trim()
  if (!value) return null
  if (/^\d+$/.test(value)) return Number(value)
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000))
}
