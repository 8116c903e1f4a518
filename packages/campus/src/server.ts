import { createAdaptorServer } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createControlRoutes } from './control-routes.ts'
import { createControl } from './control.ts'
import type { ArrivedRequest, CampusControl, Delay } from './control.ts'
import { createCores } from './cores.ts'
import { createCounters } from './counters.ts'
import { openDataFolder } from './data-folder.ts'
import { createFaultBox } from './faults.ts'
import { createLogin } from './login.ts'
import { createPluginFiles } from './plugin-files.ts'
import { createRequestGate } from './request-gate.ts'
import { createRestServer } from './rest-server.ts'
import { buildCampus } from './seed/campus-content.ts'
import { listAccounts } from './seed/people.ts'
import type { Account } from './seed/people.ts'
import { defaultSiteSettings } from './site-settings.ts'
import type { Release } from './site-settings.ts'
import { createSite } from './site.ts'
import { createTokenStore } from './token.ts'
import { createWaiters } from './waiters.ts'
import { createSessions } from './website/sessions.ts'
import { createWebsite } from './website/website.ts'

export type CampusOptions = {
  seed: string
  /** 0 (the default) takes a free one. */
  port?: number
  /** What kind of Moodle it is at the start and after a reset: 4.5 unless given. */
  release?: Release
  /** What time it is at the campus when it starts; its clock runs on from there. Default: the real time. */
  now?: Date
  /** Loopback by default; the campus must not be reachable from elsewhere. */
  host?: string
  /** Where the day of the content and renewed tokens are kept, so that a restart finds them again. */
  dataDir?: string
}

export type Campus = {
  /** The site's address, without a slash at its end. */
  url: string
  control: CampusControl
  accounts: Account[]
  /** Ends every connection, hanging ones too. May be called twice. */
  close(): Promise<void>
}

/** @throws the listening error (EADDRINUSE …) when the port cannot be had */
export async function startCampus(options: CampusOptions): Promise<Campus> {
  const { seed, port = 0, host = '127.0.0.1' } = options
  const aheadMs = (options.now?.getTime() ?? Date.now()) - Date.now()
  const clock = () => Math.floor((Date.now() + aheadMs) / 1000)
  const fresh = { seed, builtAt: clock(), generations: {} }
  const { memory, save } =
    options.dataDir === undefined ? { memory: fresh, save: () => {} } : openDataFolder(options.dataDir, fresh)

  let url = ''
  const readUrl = () => url
  const closing = new AbortController()
  const waiters = createWaiters()
  const cores = createCores({ closing: closing.signal })
  const counters = createCounters(waiters.check, cores.countWaiting)
  const faults = createFaultBox(waiters.check)
  const delay: Delay = { requestMs: 0, callMs: 0 }
  const requestListeners = new Set<(request: ArrivedRequest) => void>()
  const content = buildCampus({ seed, now: memory.builtAt })
  const startSettings = { ...defaultSiteSettings(), ...(options.release && { release: options.release }) }
  const site = createSite({ content, clock, settings: { ...startSettings } })
  const sessions = createSessions()
  const tokens = createTokenStore({
    seed,
    usernames: content.usernames,
    generations: memory.generations,
    onChange: save,
  })
  const gate = createRequestGate({
    counters,
    faults,
    delay,
    cores,
    tokens,
    sessions,
    requestListeners,
    closing: closing.signal,
  })
  const control = createControl({
    site,
    startSettings,
    tokens,
    sessions,
    counters,
    faults,
    delay,
    cores,
    waiters,
    requestListeners,
    readUrl,
  })
  const login = createLogin({ site, tokens, gate, readUrl })
  const rest = createRestServer({ site, tokens, gate, readUrl })
  const files = createPluginFiles({ site, tokens, gate })

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.route('/__control', createControlRoutes(control))
  app.use(async (c, next) => {
    if (hasSecretInAddress(c.req.url)) {
      counters.secretSeen()
      return c.json({ error: 'The address carries a secret.', errorcode: 'campussecretinurl' }, 400)
    }
    await next()
    c.header('date', new Date(clock() * 1000).toUTCString())
    return
  })
  app.all('/login/token.php', login.serveToken)
  app.post('/lib/ajax/service-nologin.php', login.serveWithoutLogin)
  app.all('/webservice/rest/server.php', rest.serve)
  app.on(['GET', 'POST'], '/webservice/pluginfile.php/*', files.serve)
  app.route('/', createWebsite({ site, tokens, sessions, gate, readUrl }))

  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.listen(port, host)
  await once(server, 'listening')
  url = `http://${host}:${(server.address() as AddressInfo).port}`

  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= new Promise((resolve) => {
      closing.abort()
      server.close(() => resolve())
      server.closeAllConnections()
    })
    return closed
  }
  return { url, control, accounts: listAccounts(), close }
}

/** `token` is Moodle's own way for downloads and stays; a password or a web service token has no place in an address. */
function hasSecretInAddress(url: string): boolean {
  const { searchParams } = new URL(url)
  return ['password', 'wstoken', 'privatetoken'].some((name) => searchParams.has(name))
}
