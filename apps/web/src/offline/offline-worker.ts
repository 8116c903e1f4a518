import { dataCacheName, shellCachePrefix, storedAtHeader } from './cache-names.ts'
import { decideRoute, endsSession, storedKey } from './decide-route.ts'

/** How long the network may take before what is stored is shown. */
const networkTimeoutMs = 4000
/** Pages that were opened before an update still load the files of the version before. */
const shellsKept = 2

export interface OfflineOptions {
  readonly origin: string
  readonly caches: CacheStorage
  readonly fetch: (request: Request) => Promise<Response>
  readonly now: () => Date
  /** Resolves after that many ms. */
  readonly wait: (ms: number) => Promise<unknown>
  readonly shell: Shell
}

/** One version of the app: all its files, by their addresses. */
export interface Shell {
  readonly version: string
  readonly files: readonly string[]
}

export type OfflineWorker = ReturnType<typeof createOfflineWorker>

/** What the service worker does, without the browser's events: see service-worker.ts. */
export function createOfflineWorker({ origin, caches, fetch, now, wait, shell }: OfflineOptions) {
  const ownShell = shellCachePrefix + shell.version
  /** Counts how often everything was forgotten: an answer to what was asked before that is not stored. */
  let forgotten = 0

  async function install(): Promise<void> {
    const cache = await caches.open(ownShell)
    // The page itself has no version in its name: the browser's own cache must not answer with an older one.
    await Promise.all([cache.add(new Request(`${origin}/`, { cache: 'reload' })), cache.addAll(shell.files)])
  }

  async function removeOldShells(): Promise<void> {
    const shells = (await caches.keys()).filter((name) => name.startsWith(shellCachePrefix))
    await Promise.all(shells.slice(0, -shellsKept).map((name) => caches.delete(name)))
  }

  async function forget(): Promise<void> {
    forgotten += 1
    await caches.delete(dataCacheName)
  }

  /** The answer to give; null where the request is none of its business. `keepAlive` takes work that outlasts it. */
  function answer(request: Request, keepAlive: (work: Promise<unknown>) => void): Promise<Response> | null {
    if (endsSession(request)) return passThrough(request, keepAlive)
    const route = decideRoute(request, origin)
    if (route === 'network') return null
    if (route === 'asset') return answerAsset(request)
    if (route === 'page') return networkFirst(fetch(request), findPage)
    return answerData(request, keepAlive)
  }

  /** Another tab may ask while it is under way, still for who was signed in: what it stores goes once that is answered. */
  async function passThrough(
    request: Request,
    keepAlive: (work: Promise<unknown>) => void,
  ): Promise<Response> {
    keepAlive(forget())
    const asked = fetch(request)
    keepAlive(asked.then(forget, () => undefined))
    return asked
  }

  async function answerAsset(request: Request): Promise<Response> {
    return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request)
  }

  const findPage = async () => (await caches.open(ownShell)).match(`${origin}/`)

  function answerData(request: Request, keepAlive: (work: Promise<unknown>) => void): Promise<Response> {
    const key = storedKey(request.url)
    const forgottenBefore = forgotten
    const asked = fetch(request)
    // Goes on when the stored answer was given meanwhile. It copies the answer before the page reads it: it came first.
    const kept = asked.then((response) => {
      if (response.status === 401) return forget()
      return isData(response) ? store(key, response.clone(), () => forgotten === forgottenBefore) : undefined
    })
    keepAlive(kept.catch(() => undefined))
    return networkFirst(asked, async () => {
      const stored = await (await caches.open(dataCacheName)).match(key)
      return forgotten === forgottenBefore ? stored : undefined
    })
  }

  /** `isWanted` is asked at the last moment: the student may have signed out while the answer was on its way. */
  async function store(key: string, response: Response, isWanted: () => boolean): Promise<void> {
    const body = await response.text()
    if (key.startsWith('/api/auth/me?')) await forgetAnother(key, body)
    const cache = await caches.open(dataCacheName)
    if (!isWanted()) return
    await cache.put(
      key,
      new Response(body, {
        headers: { 'Content-Type': 'application/json', [storedAtHeader]: now().toISOString() },
      }),
    )
    if (!isWanted()) await caches.delete(dataCacheName)
  }

  /** Nothing stored of one student is there for the next, however the session came to change. */
  async function forgetAnother(key: string, body: string): Promise<void> {
    const stored = await (await caches.open(dataCacheName)).match(key)
    if (stored && idOf(await stored.text()) !== idOf(body)) await caches.delete(dataCacheName)
  }

  async function networkFirst(
    asked: Promise<Response>,
    findStored: () => Promise<Response | undefined>,
  ): Promise<Response> {
    const inTime = await Promise.race([asked.catch(() => null), wait(networkTimeoutMs).then(() => null)])
    if (inTime && !isAway(inTime)) return inTime
    return (await findStored()) ?? asked
  }

  return { install, removeOldShells, forget, answer }
}

const isData = (response: Response) =>
  response.status === 200 && response.headers.get('Content-Type')?.startsWith('application/json') === true

/** Something before Spike says that Spike is not there. */
const isAway = ({ status }: Response) => status >= 502 && status <= 504

const idOf = (me: string) => (JSON.parse(me) as { user: { id: string } }).user.id
