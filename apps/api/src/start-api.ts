import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import type { AppDeps } from './deps.ts'
import { createLifecycle } from './lifecycle.ts'
import { createJobWatch, listenForJobs } from './progress/job-watch.ts'
import { createRecentReads } from './progress/recent-reads.ts'

export interface ApiDeps extends Omit<AppDeps, 'jobWatch' | 'recentReads' | 'lifecycle'> {
  /** For the one connection that hears of progress: LISTEN needs a session of its own, not a pooler's. */
  readonly connectionString: string
}

export interface RunningApi {
  /** Where it listens; not necessarily where browsers reach it. */
  readonly url: string
  readonly port: number
  /** Refuses requests, ends what waits, lets the rest finish for a while, then closes. Safe to call twice. */
  close(): Promise<void>
}

/** Rejects where the port is taken (EADDRINUSE, EACCES) or the database cannot be reached. */
export async function startApi(deps: ApiDeps): Promise<RunningApi> {
  const { settings, logger } = deps
  const lifecycle = createLifecycle()
  const jobWatch = createJobWatch({ maxWatchers: settings.maxWaiters })
  const recentReads = createRecentReads({ now: () => performance.now() })
  const app = createApp({ ...deps, jobWatch, recentReads, lifecycle })
  // A request whose address is no address never reaches the app.
  const errorHandler = () => new Response(null, { status: 400 })
  const server = createServer(getRequestListener(app.fetch, { errorHandler }))
  const port = await listen(server, settings)
  const listener = await listenForJobs(
    { jobWatch, recentReads },
    {
      connectionString: deps.connectionString,
      onError: (error) => logger.warn({ err: error }, 'progress is not heard of, connecting again'),
    },
  ).catch(async (error: unknown) => {
    server.close()
    throw error
  })
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const url = `http://${host}:${port}`
  logger.info({ url }, 'api listens')

  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    lifecycle.stop()
    // A port that is closed at once tells nobody that it stops: meanwhile every answer is 503.
    await new Promise((resolve) => setTimeout(resolve, settings.drainMs))
    await closeServer(server, settings.closeGraceMs)
    await listener.close()
    logger.info('api stopped')
  }
  return { url, port, close: () => (closing ??= close()) }
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Resolves when the last request was answered, or when the grace is over and what was left was cut off. */
function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
  })
}
