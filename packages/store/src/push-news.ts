import { defaultLanguage, type Language, type NewsKind, newsKinds } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { idText } from './wire-values.ts'

/** The queue's job that tells a student's browsers what is new: its payload is `{ userId, tries }`. */
export const pushTaskName = 'send_push'

/**
 * Has the student's browsers told of what none has told them yet, where there is such a thing. On the given connection,
 * so that it happens exactly if the transaction commits.
 */
export async function addPushJobForNews(db: Queryable, userId: string): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${pushTaskName}, json_build_object('userId', ${userId}::text, 'tries', 0), job_key => ${keyOf(userId)}
    )
    where exists (
      select from push_subscriptions p
      join changes c on c.user_id = p.user_id and c.id > p.told_change_id
      where p.user_id = ${userId} and c.read_at is null and c.kind = any(${[...newsKinds]}::text[])
    )
  `.execute(db)
}

/** Has the rest of them tried again, while there are any; a sync meanwhile that found more does it at once. */
export async function addPushRetry(
  db: Queryable,
  { userId, tries, delayMs }: { readonly userId: string; readonly tries: number; readonly delayMs: number },
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${pushTaskName},
      json_build_object('userId', ${userId}::text, 'tries', ${tries}::int),
      job_key => ${keyOf(userId)},
      run_at => now() + ${delayMs} * interval '1 millisecond',
      job_key_mode => 'preserve_run_at'
    )
    where exists (select from push_subscriptions where user_id = ${userId})
  `.execute(db)
}

export async function removePushJob(db: Queryable, userId: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${keyOf(userId)})`.execute(db)
}

const keyOf = (userId: string) => `${pushTaskName}:${userId}`

/** Something new that a student has not read. */
export interface News {
  readonly changeId: number
  readonly kind: NewsKind
  readonly courseId: string | null
  readonly courseName: string | null
}

/** More than these are counted as these: a notification is short. */
const maxNews = 1000

/** The language the student reads, and the news after a change that they have not read; the newest first. */
export async function readNews(
  db: Queryable,
  { userId, afterChangeId }: { readonly userId: string; readonly afterChangeId: number },
): Promise<{ language: Language; news: News[] } | null> {
  const user = await db.selectFrom('users').select('language').where('id', '=', userId).executeTakeFirst()
  if (!user) return null
  const rows = await db
    .selectFrom('changes as ch')
    .leftJoin('courses as c', (join) => join.onRef('c.id', '=', 'ch.course_id').on('c.gone_at', 'is', null))
    .select(['ch.id', 'ch.kind', 'c.id as course_id', 'c.full_name'])
    .where('ch.user_id', '=', userId)
    .where('ch.id', '>', afterChangeId)
    .where('ch.read_at', 'is', null)
    .where('ch.kind', 'in', newsKinds)
    .orderBy('ch.id', 'desc')
    .limit(maxNews)
    .execute()
  return {
    language: user.language ?? defaultLanguage,
    news: rows.map((row) => ({
      changeId: row.id,
      kind: row.kind as NewsKind,
      courseId: idText(row.course_id),
      courseName: row.full_name,
    })),
  }
}
