import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startApi } from '@spike/api'
import { startingWords } from '@spike/contract/words/operator'
import { createMoodle } from '@spike/moodle'
import {
  createSealer,
  developmentKey,
  migrate,
  type OpenDatabase,
  openDatabase,
  pendingMigrations,
} from '@spike/store'
import { startWorker } from '@spike/worker'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { OperatorError } from '../operator-error.ts'
import type { Settings } from '../settings/schema.ts'
import { openPostgres } from './open-postgres.ts'
import { apiSettings, workerSettings } from './part-settings.ts'
import { explainDatabaseFault, explainListenFault } from './start-faults.ts'
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

/** Starts what a role needs, in order; what was started is stopped again where a later part cannot be. */
export async function startSpike(options: StartOptions): Promise<RunningSpike> {
  const { settings, role, logger, stop } = options
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
    if (server.embedded) await migrate(connectionString)
    await requireCurrent(database, connectionString)
    stop.throwIfAborted()
    await options.prepare?.(database)
    stop.throwIfAborted()

    const moodle = createMoodle()
    stack.defer(() => moodle.close())
    const sealer = createSealer(settings.ENCRYPTION_KEYS ?? [developmentKey])
    const registry = new Registry()
    const shared = { connectionString, moodle, sealer, registry, now: () => new Date() }

    let workerId: string | undefined
    if (role !== 'api') {
      const db = role === 'worker' ? database.db : open('spike worker').db
      const worker = await startWorker({ ...shared, db, log: logger, settings: workerSettings(settings) })
      stack.defer(() => worker.stop())
      workerId = worker.workerId
    }
    let url: string | undefined
    if (role !== 'worker') {
      if (!existsSync(webDir)) options.say(startingWords.webMissing(webDir))
      const address = { host: settings.HOST, port: settings.PORT }
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
    } else if (settings.WORKER_PORT !== undefined) {
      await startMonitor(stack, { settings, registry, database, say: options.say })
    }

    let stopping: Promise<void> | undefined
    return { url, workerId, connectionString, stop: () => (stopping ??= stack.disposeAsync()) }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** Several processes may share a server that is not ours: one of them, or none, migrates it, by command. */
async function requireCurrent(database: OpenDatabase, connectionString: string): Promise<void> {
  const pending = await pendingMigrations(database.db).catch((error: unknown) => {
    throw explainDatabaseFault(error, connectionString)
  })
  if (pending.length > 0) {
    throw new OperatorError('database.migrations_pending', startingWords.migrationsPending(pending))
  }
}

async function startMonitor(
  stack: AsyncDisposableStack,
  {
    settings,
    registry,
    database,
    say,
  }: { settings: Settings; registry: Registry; database: OpenDatabase; say: (line: string) => void },
): Promise<void> {
  const address = { host: settings.HOST, port: settings.WORKER_PORT ?? 0 }
  const stopping = new AbortController()
  const monitor = await startWorkerMonitor({
    ...address,
    registry,
    db: database.db,
    stopping: stopping.signal,
  }).catch((error: unknown) => {
    throw explainListenFault(error, address)
  })
  stack.defer(async () => {
    stopping.abort()
    await monitor.close()
  })
  say(startingWords.monitorListening(monitor.url))
}
