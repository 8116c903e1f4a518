import { beforeEach, describe, expect, it } from 'vitest'
import { storedAtHeader } from './cache-names.ts'
import { createOfflineWorker } from './offline-worker.ts'

const origin = 'https://spike.example'

/** As much of CacheStorage as the worker uses, in memory. */
function createCaches() {
  const all = new Map<string, Map<string, string>>()
  const keyOf = (key: string | Request) => new URL(typeof key === 'string' ? key : key.url, origin).href
  const toCache = (entries: Map<string, string>) => {
    const put = (key: string | Request, text: string, at = '') => entries.set(keyOf(key), `${at}|${text}`)
    return {
      add: async (key: Request) => put(key, 'page'),
      addAll: async (keys: string[]) => keys.forEach((key) => put(key, key)),
      put: async (key: string, response: Response) =>
        put(key, await response.text(), response.headers.get(storedAtHeader) ?? ''),
      async match(key: string) {
        const [, at = '', text] = /^(.*?)\|(.*)$/s.exec(entries.get(keyOf(key)) ?? '') ?? []
        return text === undefined ? undefined : new Response(text, { headers: { [storedAtHeader]: at } })
      },
    }
  }
  return {
    open: async (name: string) => toCache(all.get(name) ?? all.set(name, new Map()).get(name)!),
    delete: async (name: string) => all.delete(name),
    keys: async () => [...all.keys()],
    stored: () => [...(all.get('spike-data') ?? [])].map(([key]) => key.replace(origin, '')),
  }
}

let caches: ReturnType<typeof createCaches>
let network: (path: string) => Promise<Response>
let work: Promise<unknown>[]
let timeOut: () => void
let worker: ReturnType<typeof createOfflineWorker>
beforeEach(() => {
  caches = createCaches()
  work = []
  const timedOut = Promise.withResolvers<void>()
  timeOut = timedOut.resolve
  worker = createOfflineWorker({
    origin,
    caches: caches as unknown as CacheStorage,
    fetch: (request) => network(request.url.replace(origin, '')),
    now: () => new Date('2026-11-22T10:00:00Z'),
    wait: () => timedOut.promise,
    shell: { version: '2', files: ['/assets/a.js'] },
  })
})

const json = (value: unknown, status = 200) => Response.json(value, { status })
const away = () => Promise.reject(new TypeError('The network failed'))
async function ask(path: string, init?: RequestInit): Promise<Response | null> {
  const answer = await worker.answer(new Request(origin + path, init), (more) => work.push(more))
  await Promise.all(work)
  return answer
}

describe('the service worker', () => {
  it('answers by the network, and without it with what it stored then, saying when that was', async () => {
    network = async () => json({ courses: [1] })
    expect((await ask('/api/courses'))?.headers.get(storedAtHeader)).toBeNull()
    network = away
    const stored = await ask('/api/courses')
    expect(await stored?.json()).toEqual({ courses: [1] })
    expect(stored?.headers.get(storedAtHeader)).toBe('2026-11-22T10:00:00.000Z')
    await expect(ask('/api/grades')).rejects.toThrow('The network failed')
  })

  it('does not wait for a network that takes too long, and still stores what it brings', async () => {
    network = async () => json({ courses: [1] })
    await ask('/api/courses')
    const late = Promise.withResolvers<Response>()
    network = () => late.promise
    const answer = worker.answer(new Request(`${origin}/api/courses`), (more) => work.push(more))
    timeOut()
    expect(await (await answer)?.json()).toEqual({ courses: [1] })
    late.resolve(json({ courses: [1, 2] }))
    await Promise.all(work)
    network = away
    expect(await (await ask('/api/courses'))?.json()).toEqual({ courses: [1, 2] })
  })

  it('answers with what it stored where a proxy says that Spike is away, but passes on what Spike refuses', async () => {
    network = async () => json({ courses: [] })
    await ask('/api/courses')
    network = async () => new Response('Bad gateway', { status: 502 })
    expect((await ask('/api/courses'))?.status).toBe(200)
    network = async () => json({ error: {} }, 500)
    expect((await ask('/api/courses'))?.status).toBe(500)
  })

  it.each([
    ['the student signs out', '/api/auth/logout', { method: 'POST' }, 204],
    ['another one signs in', '/api/auth/login', { method: 'POST' }, 200],
    ['Spike says that nobody is signed in', '/api/grades', {}, 401],
  ])(
    'keeps nothing when %s, nor what was asked for before and comes later',
    async (_when, path, init, status) => {
      network = async () => json({ courses: [] })
      await ask('/api/courses')
      const late = Promise.withResolvers<Response>()
      network = () => late.promise
      const answer = worker.answer(new Request(`${origin}/api/changes`), (more) => work.push(more))
      const before = work.splice(0)
      network = async () => new Response(null, { status })
      await ask(path, init)
      late.resolve(json({ changes: [] }))
      await Promise.all([answer, ...before])
      expect(caches.stored()).toEqual([])
    },
  )

  it('keeps nothing that another tab asked for while somebody signed in', async () => {
    const signedIn = Promise.withResolvers<Response>()
    network = async (path) => (path === '/api/auth/login' ? signedIn.promise : json({ courses: [] }))
    const login = new Request(`${origin}/api/auth/login`, { method: 'POST' })
    const answer = worker.answer(login, (more) => work.push(more))
    const before = work.splice(0)
    await ask('/api/courses')
    expect(caches.stored()).toEqual(['/api/courses?'])
    signedIn.resolve(json({ user: { id: 'b' } }))
    expect((await answer)?.status).toBe(200)
    await Promise.all(before)
    expect(caches.stored()).toEqual([])
  })

  it('keeps nothing of one student when it turns out that another is signed in', async () => {
    network = async (path) => json(path === '/api/auth/me' ? { user: { id: 'a' } } : {})
    await ask('/api/auth/me')
    await ask('/api/courses')
    network = async () => json({ user: { id: 'b' } })
    await ask('/api/auth/me')
    expect(caches.stored()).toEqual(['/api/auth/me?'])
  })

  it('keeps the files of the version before for the pages that are open', async () => {
    for (const version of ['0', '1']) await caches.open(`spike-shell-${version}`)
    await worker.install()
    await worker.removeOldShells()
    expect(await caches.keys()).toEqual(['spike-shell-1', 'spike-shell-2'])
    network = away
    const request = { method: 'GET', mode: 'navigate', url: `${origin}/courses` } as Request
    const page = await worker.answer(request, () => {})
    expect(await page?.text()).toBe('page')
  })
})
