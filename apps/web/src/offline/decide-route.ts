/**
 * What the service worker does about a request: `page` is the app's page, else the stored one; `asset` is a file of the
 * app, stored first; `data` is the student's data, else the stored; `network` is none of its business.
 */
export type Route = 'page' | 'asset' | 'data' | 'network'

export interface Asked {
  readonly method: string
  readonly mode: string
  readonly url: string
}

/** The only answers that are stored: what pages show. What is not named here stays on the network. */
const storedData = /^\/api\/(?:auth\/me|courses(?:\/[^/]+)?|deadlines|grades|calendar|changes)$/
const serverPages = /^\/(?:api|admin|health|metrics)(?:\/|$)/

export function decideRoute({ method, mode, url }: Asked, origin: string): Route {
  const { origin: askedOrigin, pathname } = new URL(url)
  if (method !== 'GET' || askedOrigin !== origin) return 'network'
  if (mode === 'navigate') {
    return serverPages.test(pathname) || pathname.includes('.') ? 'network' : 'page'
  }
  if (pathname.startsWith('/assets/')) return 'asset'
  return storedData.test(pathname) ? 'data' : 'network'
}

/** Requests after which somebody else, or nobody, may be signed in: what is stored goes with them. */
const sessionEnds: ReadonlySet<string> = new Set([
  'POST /api/auth/login',
  'POST /api/auth/launch/finish',
  'POST /api/auth/logout',
  'DELETE /api/account',
])

export function endsSession({ method, url }: Pick<Asked, 'method' | 'url'>): boolean {
  return sessionEnds.has(`${method} ${new URL(url).pathname}`)
}

/** The name under which an answer is stored. What is due is asked for from a moment that is another each time. */
export function storedKey(url: string): string {
  const { pathname, searchParams } = new URL(url)
  if (pathname === '/api/deadlines') searchParams.delete('from')
  searchParams.sort()
  return `${pathname}?${searchParams}`
}
