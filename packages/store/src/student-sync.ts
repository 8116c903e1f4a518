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

/** How many courses the site listed at the last sync of the whole account; null where that is not known. */
export async function readListedCourses(db: Queryable, userId: string): Promise<number | null> {
  const row = await db
    .selectFrom('sync_jobs')
    .select('data')
    .where('user_id', '=', userId)
    .where(sql<boolean>`data ? 'listedCourses'`)
    .orderBy('finished_at', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()
  return row?.data.listedCourses ?? null
}

/** Keeps others from writing the student's own row until the transaction ends. */
export async function lockStudent(db: Queryable, userId: string): Promise<void> {
  await db.selectFrom('users').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
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
