import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startingWords } from '@spike/contract/words/operator'
import { createMoodle } from '@spike/moodle'
import { createSealer, listEnabledInstitutions, type OpenDatabase, openDatabase } from '@spike/store'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { exitCodes, OperatorError } from '../operator-error.ts'
import type { Settings } from '../settings/schema.ts'
import { makeCurrent } from './make-current.ts'
import { openPostgres } from './open-postgres.ts'
import { allowsLocalSites, sealingKeys, workerSettings } from './part-settings.ts'
import { explainListenFault } from './start-faults.ts'
import { startWorkerMonitor } from './worker-monitor.ts'

export const roles = ['all', 'api', 'worker'] as const
export type Role = (typeof roles)[number]

/** Where the web app is built to. */
export const webDir = fileURLToPath(new URL('../../../web/dist', import.meta.url))

export interface StartOptions {
  readonly settings: Settings
  readonly role: Role
  readonly logger: Logger
  /** For what the operator should see besides the log. */
  readonly say: (line: string) => void
  /** Aborted when the operator wants it to stop, in the middle of starting too: then it rejects with the reason. */
  readonly stop: AbortSignal
  /** After the database is current, before worker and api are there. */
  readonly prepare?: (database: OpenDatabase) => Promise<void>
}

export interface RunningSpike {
  /** Of the api; undefined where this process is a worker alone. */
  readonly url: string | undefined
  readonly workerId: string | undefined
  readonly connectionString: string
  /** Stops taking requests, then the worker with its grace, PostgreSQL last. Safe to call twice. */
  stop(): Promise<void>
}

/** Loads and starts what a role needs, in order; what was started is stopped again where a later part cannot be. */
export async function startSpike(options: StartOptions): Promise<RunningSpike> {
  const { settings, role, logger, stop } = options
  const stopping = new AbortController()
  const stack = new AsyncDisposableStack()
  try {
    const server = await openPostgres(settings, options.say)
    const { connectionString } = server
    stack.defer(() => server.stop())
    stop.throwIfAborted()
    const open = (applicationName: string): OpenDatabase => {
      const database = openDatabase({
        connectionString,
        maxConnections: settings.DATABASE_POOL_SIZE,
        applicationName,
        onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
      })
      stack.defer(() => database.close())
      return database
    }
    const database = open(role === 'worker' ? 'spike worker' : 'spike api')
    await makeCurrent(database, server)
    if (!allowsLocalSites(settings)) await refuseLocalSites(database)
    stop.throwIfAborted()
    await options.prepare?.(database)
    stop.throwIfAborted()

    const moodle = createMoodle()
    stack.defer(() => moodle.close())
    const sealer = createSealer(sealingKeys(settings))
    const registry = new Registry()
    const shared = { connectionString, moodle, sealer, registry, now: () => new Date() }

    // Before the worker, so that it tells that the worker stops until it has.
    if (role === 'worker' && settings.WORKER_PORT !== undefined) {
      await startMonitor(stack, { settings, registry, database, stopping: stopping.signal, say: options.say })
    }
    let workerId: string | undefined
    if (role !== 'api') {
      const db = role === 'worker' ? database.db : open('spike worker').db
      const { startWorker } = await import('@spike/worker')
      const worker = await startWorker({ ...shared, db, log: logger, settings: workerSettings(settings) })
      stack.defer(() => worker.stop())
      workerId = worker.workerId
    }
    let url: string | undefined
    if (role !== 'worker') {
      if (!existsSync(webDir)) options.say(startingWords.webMissing(webDir))
      const address = { host: settings.HOST, port: settings.PORT }
      const [{ startApi }, { apiSettings }] = await Promise.all([
        import('@spike/api'),
        import('./api-settings.ts'),
      ])
      const api = await startApi({
        ...shared,
        database,
        logger,
        webDir,
        settings: apiSettings(settings),
      }).catch((error: unknown) => {
        throw explainListenFault(error, address)
      })
      stack.defer(() => api.close())
      url = api.url
    }

    let stopped: Promise<void> | undefined
    function stopAll(): Promise<void> {
      stopping.abort()
      return (stopped ??= stack.disposeAsync())
    }
    return { url, workerId, connectionString, stop: stopAll }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** A local site is asked over plain http, and whoever can run a program on this machine can be it. */
async function refuseLocalSites({ db }: OpenDatabase): Promise<void> {
  const institutions = await listEnabledInstitutions(db, { allowLocal: true })
  const ids = institutions.filter((one) => one.is_local).map(({ id }) => id)
  if (ids.length === 0) return
  throw new OperatorError('institution.local_in_production', startingWords.localInProduction(ids), {
    exitCode: exitCodes.settings,
  })
}

interface MonitorParts {
  readonly settings: Settings
  readonly registry: Registry
  readonly database: OpenDatabase
  readonly stopping: AbortSignal
  readonly say: (line: string) => void
}

async function startMonitor(stack: AsyncDisposableStack, parts: MonitorParts): Promise<void> {
  const { settings, registry, database, stopping } = parts
  const address = { host: settings.HOST, port: settings.WORKER_PORT ?? 0 }
  const monitor = await startWorkerMonitor({ ...address, registry, db: database.db, stopping }).catch(
    (error: unknown) => {
      throw explainListenFault(error, address)
    },
  )
  stack.defer(() => monitor.close())
  parts.say(startingWords.monitorListening(monitor.url))
}
