import type { SyncCounts } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** What a student has now; `changes` counts those that the given job found. */
export async function countStudentData(
  db: Queryable,
  { userId, jobId }: { readonly userId: string; readonly jobId: string },
): Promise<SyncCounts> {
  const { rows } = await sql<SyncCounts>`
    with here as (select id from courses where user_id = ${userId}::uuid and gone_at is null),
      item as (
        select id from items where user_id = ${userId}::uuid and gone_at is null and course_id in (select id from here)
      )
    select
      (select count(*) from here)::int as "courses",
      (select count(*) from item)::int as "items",
      (select count(*) from files where item_id in (select id from item))::int as "files",
      (select count(*) from assignments where item_id in (select id from item))::int as "assignments",
      (select count(*) from events where user_id = ${userId}::uuid and kind <> 'calendar')::int as "deadlines",
      (select count(*) from grades where course_id in (select id from here) and gone_at is null and not hidden)::int as "grades",
      (
        select count(*) from discussions
        where course_id in (select id from here) and gone_at is null and announcement
      )::int as "announcements",
      (select count(*) from changes where job_id = ${jobId}::uuid)::int as "changes"
  `.execute(db)
  const [counts] = rows
  if (!counts) throw new TypeError('A query without a FROM gave no row')
  return counts
}
