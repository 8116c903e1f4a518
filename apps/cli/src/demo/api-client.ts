import {
  type ErrorCode,
  errorAnswerSchema,
  type Language,
  loginAnswerSchema,
  syncStatusSchema,
} from '@spike/contract'
import { hasEnded, type SyncStatus } from '@spike/contract'
import { demoWords } from '@spike/contract/words/operator'
import { z } from 'zod'
import { OperatorError } from '../operator-error.ts'

const waitSeconds = 20
/** Above the longest the server holds an answer. */
const requestTimeoutMs = 60_000

interface RequestOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

interface ApiClientOptions {
  readonly url: string
  readonly publicUrl: URL | undefined
  readonly language: Language
}

/** Spike's public API, as one signed-in student uses it. */
export class ApiClient {
  readonly #url: string
  readonly #origin: string
  readonly #language: Language
  #cookie = ''

  /** `publicUrl` is where browsers would come from, if not from `url`. */
  constructor({ url, publicUrl, language }: ApiClientOptions) {
    this.#url = url
    this.#origin = publicUrl?.origin ?? url
    this.#language = language
  }

  /** Gives the sync that signing in started; where it starts none, one is asked for. */
  async signIn(
    login: { readonly universityId: string; readonly username: string; readonly password: string },
    signal: AbortSignal,
  ): Promise<string> {
    const response = await this.#request('POST', '/api/auth/login', { body: login, signal })
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const { syncJobId } = loginAnswerSchema.parse(await response.json())
    if (syncJobId !== null) return syncJobId
    const started = await this.#request('POST', '/api/sync', { signal })
    return z.object({ jobId: z.uuid() }).parse(await started.json()).jobId
  }

  /** Tells of each new state of a sync until it has ended. The server holds each answer until there is news. */
  async followSync(
    jobId: string,
    options: { readonly onStatus: (status: SyncStatus) => void; readonly signal: AbortSignal },
  ): Promise<SyncStatus> {
    let etag: string | undefined
    for (;;) {
      const response = await this.#request('GET', `/api/sync-status/${jobId}`, {
        signal: options.signal,
        headers: etag === undefined ? {} : { 'If-None-Match': etag, Prefer: `wait=${waitSeconds}` },
      })
      if (response.status === 304) continue
      const status = syncStatusSchema.parse(await response.json())
      etag = response.headers.get('etag') ?? undefined
      options.onStatus(status)
      if (hasEnded(status.status)) return status
    }
  }

  async read<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    const response = await this.#request('GET', path, { signal })
    return schema.parse(await response.json())
  }

  async #request(method: 'GET' | 'POST', path: string, options: RequestOptions): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        Origin: this.#origin,
        'Accept-Language': this.#language,
        ...(this.#cookie && { Cookie: this.#cookie }),
        ...(options.body !== undefined && { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(requestTimeoutMs)]),
    })
    if (response.ok || response.status === 304) return response
    const answer = errorAnswerSchema.safeParse(await response.json().catch(() => null))
    const code: ErrorCode = answer.data?.error.code ?? 'server.internal'
    const message = answer.data?.error.message ?? response.statusText
    throw new OperatorError(code, demoWords.requestFailed(`${method} ${path}`, response.status, message))
  }
}
