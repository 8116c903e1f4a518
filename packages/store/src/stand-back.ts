import { CompiledQuery, sql } from 'kysely'
import type { Queryable } from './database.ts'

/** Takes the institution's id and milliseconds. Never shortens what was written before. */
export const standBackStatement = `update institutions set retry_after_until =
  greatest(retry_after_until, now() + $2 * interval '1 millisecond') where id = $1`

/** Writes where every process sees it how long a site wants to be left alone; never shortens it. */
export async function writeStandBack(db: Queryable, institutionId: string, forMs: number): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(standBackStatement, [institutionId, forMs]))
}

/** How long the site still wants to be left alone, by the database's clock; 0 where it does not. */
export async function readStandBackMs(db: Queryable, institutionId: string): Promise<number> {
  const row = await db
    .selectFrom('institutions')
    .select(
      sql<number>`greatest(0, coalesce(extract(epoch from retry_after_until - now()), 0) * 1000)::float8`.as(
        'ms',
      ),
    )
    .where('id', '=', institutionId)
    .executeTakeFirst()
  return row?.ms ?? 0
}
