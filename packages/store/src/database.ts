import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database.gen.ts'

export type Database = Kysely<DB>
/** A database, or a transaction on it: what a query needs. */
export type Queryable = Kysely<DB> | Transaction<DB>

export interface DatabaseOptions {
  readonly connectionString: string
  readonly maxConnections: number
  /** Shown by PostgreSQL's own tools: `spike api`, `spike worker`. */
  readonly applicationName: string
  /** Told of a connection that broke while it was idle: the pool replaces it by itself. */
  readonly onIdleError: (error: Error) => void
}

export interface OpenDatabase {
  readonly db: Database
  readonly pool: pg.Pool
  close(): Promise<void>
}

const int8 = 20
/** bigint columns hold ids, sizes and counters, all below 2^53: numbers, not strings. */
const numberTypes = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === int8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** A pool whose connections may break at any moment without ending the process. */
export function openPool(options: DatabaseOptions, types?: pg.CustomTypesConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    ...(types && { types }),
  })
  pool.on('error', options.onIdleError)
  // A connection that breaks inside a transaction, between two queries, has nobody else to tell.
  pool.on('connect', (client) => client.on('error', options.onIdleError))
  return pool
}

export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const pool = openPool(options, numberTypes)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    async close() {
      await db.destroy()
      // Kysely ends the pool only where it has asked something through it itself.
      if (!pool.ending) await pool.end()
    },
  }
}
