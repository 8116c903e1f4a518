import { type Database, pendingMigrations } from '@spike/store'
import { SyncError } from '../errors.ts'

/** creating_tables: the schema must be the one this code was written for. */
export async function checkSchema(db: Database): Promise<void> {
  const pending = await pendingMigrations(db)
  if (pending.length > 0) throw new SyncError('sync.schema_outdated', { cause: pending })
}
