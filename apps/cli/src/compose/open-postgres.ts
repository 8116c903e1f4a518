import { type OpenDatabase, openDatabase } from '@spike/store'
import { OperatorError } from '../operator-error.ts'
import { findRunningPostgres } from '../postgres/find-running-postgres.ts'
import { startEmbeddedPostgres } from '../postgres/start-embedded-postgres.ts'
import type { Settings } from '../settings/schema.ts'
import { makeCurrent } from './make-current.ts'
import { explainDatabaseFault } from './start-faults.ts'

export interface PostgresServer {
  readonly connectionString: string
  /** Ours: nobody else migrates it. */
  readonly embedded: boolean
  stop(): Promise<void>
}

type PostgresSettings = Pick<Settings, 'DATABASE_URL' | 'DATA_DIR'>

/** The server that DATABASE_URL names, or our own. */
export async function openPostgres(
  settings: PostgresSettings,
  log: (line: string) => void,
): Promise<PostgresServer> {
  if (settings.DATABASE_URL !== undefined) {
    const connectionString = settings.DATABASE_URL
    await checkConnection(connectionString)
    return { connectionString, embedded: false, stop: () => Promise.resolve() }
  }
  const server = await startEmbeddedPostgres({ dataDir: settings.DATA_DIR, log })
  return { connectionString: server.connectionString, embedded: true, stop: () => server.stop() }
}

/** As `openPostgres`, but where a running spike has the data folder its server is used beside it. */
export async function joinPostgres(
  settings: PostgresSettings,
  log: (line: string) => void,
): Promise<PostgresServer> {
  try {
    return await openPostgres(settings, log)
  } catch (error) {
    if (!(error instanceof OperatorError) || error.code !== 'data_dir.in_use') throw error
    const connectionString = findRunningPostgres(settings.DATA_DIR)
    return { connectionString, embedded: true, stop: () => Promise.resolve() }
  }
}

/** Runs a command's work on the database, with a few connections, once that is current. */
export function withDatabase<T>(
  settings: PostgresSettings,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  return withServer(settings, async (server) => {
    await using stack = new AsyncDisposableStack()
    const database = openDatabase({
      connectionString: server.connectionString,
      maxConnections: 2,
      applicationName: 'spike command',
      onIdleError: () => {},
    })
    stack.defer(() => database.close())
    await makeCurrent(database, server)
    return await work(database)
  })
}

/** Runs a command's work on the server, whatever its database has. */
export async function withServer<T>(
  settings: PostgresSettings,
  work: (server: PostgresServer) => Promise<T>,
): Promise<T> {
  const server = await joinPostgres(settings, (line) => console.error(line))
  try {
    return await work(server)
  } catch (error) {
    throw explainDatabaseFault(error, server.connectionString)
  } finally {
    await server.stop()
  }
}

async function checkConnection(connectionString: string): Promise<void> {
  const { pool, close } = openDatabase({
    connectionString,
    maxConnections: 1,
    applicationName: 'spike start',
    onIdleError: () => {},
  })
  try {
    await pool.query('select 1')
  } catch (error) {
    throw explainDatabaseFault(error, connectionString)
  } finally {
    await close()
  }
}
