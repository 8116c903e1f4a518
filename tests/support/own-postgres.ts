import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@spike/cli'
import { migrate } from '@spike/store'

/** A migrated PostgreSQL of the test's own, which it may restart. `stop()` removes the files too. */
export async function startOwnPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'spike-own-postgres-'))
  chmodSync(dataDir, 0o755)
  const server = await startEmbeddedPostgres({ dataDir, unsafeFast: true, log: () => {} })
  await migrate(server.connectionString)
  return {
    connectionString: server.connectionString,
    port: server.port,
    get pid() {
      return server.pid
    },
    dataDir,
    restart: () => server.restart(),
    async stop() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
