import { startingWords } from '@spike/contract/words/operator'
import { migrate, type OpenDatabase, pendingMigrations } from '@spike/store'
import { OperatorError } from '../operator-error.ts'
import type { PostgresServer } from './open-postgres.ts'
import { explainDatabaseFault } from './start-faults.ts'

/**
 * Migrates a server of our own. Several processes may share one that is not: some operator migrates it, by command;
 * until then this throws what tells of that.
 */
export async function makeCurrent(
  { db }: OpenDatabase,
  { connectionString, embedded }: Pick<PostgresServer, 'connectionString' | 'embedded'>,
): Promise<void> {
  if (embedded) await migrate(connectionString)
  const pending = await pendingMigrations(db).catch((error: unknown) => {
    throw explainDatabaseFault(error, connectionString)
  })
  if (pending.length > 0) {
    throw new OperatorError('database.migrations_pending', startingWords.migrationsPending(pending))
  }
}
