import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** When the student's Moodle was last read to the end; null before the first time. */
export async function readSyncedAt(db: Queryable, userId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('users')
    .select('synced_at')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return row.synced_at
}

export async function markSynced(db: Queryable, userId: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ synced_at: sql<Date>`now()` })
    .where('id', '=', userId)
    .execute()
}

export async function updateStudentName(db: Queryable, userId: string, fullName: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ full_name: fullName })
    .where('id', '=', userId)
    .where('full_name', '<>', fullName)
    .execute()
}
