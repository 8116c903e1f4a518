import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'
import { sql } from 'kysely'
import { openPool, type Queryable } from './database.ts'

const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url))
const migrationsTable = 'spike_migrations'

/**
 * Brings Spike's schema and graphile-worker's up to what this code needs. Safe to call twice and from several
 * processes at once: the others wait. Gives the names of the migrations that were run.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  // Only here: each worker asks what is pending, few migrate.
  const { runner } = await import('node-pg-migrate')
  const applicationName = 'spike migrate'
  const client = new pg.Client({ connectionString, application_name: applicationName })
  const queuePool = openPool({ connectionString, maxConnections: 2, applicationName, onIdleError: () => {} })
  await client.connect()
  try {
    const done = await runner({
      dbClient: client,
      dir: migrationsFolder,
      migrationsTable,
      direction: 'up',
      checkOrder: true,
      advisoryLockMode: 'wait',
      log: () => {},
    })
    await migrateQueue({ pgPool: queuePool })
    return done.map((migration) => migration.name)
  } finally {
    await queuePool.end()
    await client.end()
  }
}

/** Migrations of this code that the database does not have yet; empty where it is current. */
export async function pendingMigrations(db: Queryable): Promise<string[]> {
  const files = await readdir(migrationsFolder)
  const needed = files.filter((file) => file.endsWith('.sql')).map((file) => file.replace(/\.sql$/, ''))
  const table = await sql<{ exists: boolean }>`
    select to_regclass(${migrationsTable}) is not null and to_regclass('graphile_worker.jobs') is not null as exists
  `.execute(db)
  if (!table.rows[0]?.exists) return needed.toSorted()
  const run = await sql<{ name: string }>`select name from ${sql.table(migrationsTable)}`.execute(db)
  const have = new Set(run.rows.map((row) => row.name))
  return needed.filter((name) => !have.has(name)).toSorted()
}
