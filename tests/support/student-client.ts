import type { SyncStatus } from '@spike/contract'

export interface SignInBody {
  readonly universityId: string
  readonly username: string
  readonly password: string
}

/** A student at the public API, as a browser would be: a cookie and an Origin. */
export interface StudentClient {
  readonly syncJobId: string
  /** The session, as the header that carries it. */
  readonly cookie: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The JSON of a GET that must succeed. */
  get<T>(path: string): Promise<T>
  /** The JSON of a POST that must succeed. */
  post<T>(path: string): Promise<T>
  /** Another sync of the whole account, to its end. */
  syncAgain(): Promise<SyncStatus>
  status(jobId?: string): Promise<SyncStatus>
  /** Every status on the way, as the server pushes them, until one is what is waited for. */
  follow(until: (status: SyncStatus) => boolean, jobId?: string): Promise<SyncStatus[]>
  /** Follows the job to its end, whatever that is. */
  waitForEnd(jobId?: string): Promise<SyncStatus>
}

export async function openStudentClient(apiUrl: string, signIn: SignInBody): Promise<StudentClient> {
  const answer = await fetch(`${apiUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: apiUrl },
    body: JSON.stringify(signIn),
  })
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ')
  const { syncJobId } = (await answer.json()) as { syncJobId: string }

  async function ask<T>(path: string, method: string): Promise<T> {
    const response = await client.fetch(path, { method })
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as T
  }

  const client: StudentClient = {
    syncJobId,
    cookie,
    fetch: (path, init = {}) =>
      fetch(apiUrl + path, { ...init, headers: { cookie, origin: apiUrl, ...init.headers } }),
    get: (path) => ask(path, 'GET'),
    post: (path) => ask(path, 'POST'),
    async syncAgain() {
      const { jobId } = await client.post<{ jobId: string }>('/api/sync')
      return client.waitForEnd(jobId)
    },
    status: (jobId = syncJobId) => client.get(`/api/sync-status/${jobId}`),
    async follow(until, jobId = syncJobId) {
      const seen: SyncStatus[] = []
      let etag = ''
      for (;;) {
        const response = await client.fetch(`/api/sync-status/${jobId}`, {
          headers: { prefer: 'wait=20', ...(etag && { 'if-none-match': etag }) },
        })
        if (response.status === 304) continue
        if (!response.ok) throw new Error(`The status answered ${response.status}: ${await response.text()}`)
        etag = response.headers.get('etag') ?? ''
        const status = (await response.json()) as SyncStatus
        seen.push(status)
        if (until(status)) return seen
        if (status.finishedAt) {
          throw new Error(
            `The sync ended as ${status.status} (${status.error?.code ?? 'no error'}) before that`,
          )
        }
      }
    },
    async waitForEnd(jobId) {
      const seen = await client.follow((status) => status.finishedAt !== null, jobId)
      return seen.at(-1)!
    },
  }
  return client
}
