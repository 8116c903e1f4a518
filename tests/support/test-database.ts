import { randomBytes } from 'node:crypto'
import { type Database, openDatabase, type OpenDatabase } from '@spike/store'
import pg from 'pg'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server for tests: who may make databases there, and the migrated one that each test file's is a copy of. */
    postgres: { readonly adminConnectionString: string; readonly template: string }
  }
}

export interface TestDatabase {
  readonly connectionString: string
  readonly db: Database
  readonly pool: OpenDatabase['pool']
  /** Closes the connections and drops the database. */
  close(): Promise<void>
}

interface TestDatabaseOptions {
  /** Without the migrations: for tests of the migrations. */
  readonly empty?: boolean
  readonly maxConnections?: number
}

/** A database of its own on the run's PostgreSQL, migrated, without rows. For one test file, in its `beforeAll`. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('postgres')
  if (!server) {
    throw new Error('No test database: run vitest with --config tests/vitest.config.ts')
  }
  const name = `spike_test_${randomBytes(6).toString('hex')}`
  const template = options.empty ? 'template1' : server.template
  // As files: through the log, as is usual, it takes several times as long.
  await asAdmin(
    server.adminConnectionString,
    `create database ${name} template ${template} strategy file_copy`,
  )
  const url = new URL(server.adminConnectionString)
  url.pathname = `/${name}`
  const { db, pool, close } = openDatabase({
    connectionString: url.href,
    maxConnections: options.maxConnections ?? 10,
    applicationName: 'spike test',
    // Tests cut connections on purpose; a query on a cut one fails by itself.
    onIdleError: () => {},
  })
  return {
    connectionString: url.href,
    db,
    pool,
    async close() {
      await close()
      await asAdmin(server.adminConnectionString, `drop database if exists ${name} with (force)`)
    },
  }
}

async function asAdmin(connectionString: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString, application_name: 'spike test' })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
