import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface DueFilter {
  readonly institutionId: string
  readonly roundStartedAt: Date
  /** How much of the round has passed, 0 to 1. */
  readonly passedShare: number
}

/**
 * Students whose moment in the round has come: a share of it that follows from their id, so that it is the same in
 * every round and spreads them evenly. Left out: whose sign-in the site has refused, who has a sync now, and who had one in this round.
 */
export async function findStudentsDue(db: Queryable, filter: DueFilter): Promise<string[]> {
  const rows = await db
    .selectFrom('users as u')
    .innerJoin('credentials as c', 'c.user_id', 'u.id')
    .select('u.id')
    .where('u.institution_id', '=', filter.institutionId)
    .where('c.refused_at', 'is', null)
    .where(
      sql<number>`('x' || left(md5(u.id::text), 8))::bit(32)::bigint / 4294967296.0`,
      '<=',
      filter.passedShare,
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('sync_jobs as j')
            .select('j.id')
            .whereRef('j.user_id', '=', 'u.id')
            .where((eb) =>
              eb.or([
                eb('j.finished_at', 'is', null),
                eb('j.created_at', '>=', filter.roundStartedAt).and('j.trigger', '<>', 'opened'),
              ]),
            ),
        ),
      ),
    )
    .orderBy('u.id')
    .execute()
  return rows.map((row) => row.id)
}

/** Sets an institution's own schedule; null for the usual one. False where there is no such institution. */
export async function writeSyncSchedule(
  db: Queryable,
  id: string,
  schedule: string | null,
): Promise<boolean> {
  const row = await db
    .updateTable('institutions')
    .set({ sync_schedule: schedule, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
