import type { Change, ReadChangesRequest } from '@spike/contract'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { idText } from './wire-values.ts'

export interface CourseChange {
  readonly kind: 'new' | 'gone'
  readonly courseId: number
  readonly title: string
}

/** Adds what happened to whole courses to the student's changes. */
export async function addCourseChanges(
  db: Queryable,
  { userId, jobId }: { readonly userId: string; readonly jobId: string },
  changes: readonly CourseChange[],
): Promise<void> {
  if (changes.length === 0) return
  await db
    .insertInto('changes')
    .values(
      changes.map((change) => ({
        user_id: userId,
        job_id: jobId,
        kind: change.kind,
        subject: 'course',
        course_id: change.courseId,
        title: change.title,
        fields: '[]',
      })),
    )
    .execute()
}

export interface ChangesFilter {
  /** The last id of the page before; null for the first page. */
  readonly beforeId: number | null
  readonly limit: number
  /** None stands for all. */
  readonly kinds: readonly Change['kind'][]
  readonly courseId?: number | undefined
  readonly unreadOnly: boolean
}

/** What changed, the newest first. */
export async function listChanges(
  db: Queryable,
  userId: string,
  { beforeId, limit, kinds, courseId, unreadOnly }: ChangesFilter,
): Promise<{ changes: Change[]; nextBeforeId: number | null }> {
  let query = db
    .selectFrom('changes as ch')
    .leftJoin('courses as c', 'c.id', 'ch.course_id')
    .leftJoin('items as i', (join) => join.onRef('i.id', '=', 'ch.item_id').on('i.gone_at', 'is', null))
    .leftJoinLateral(
      (eb) =>
        // A change names its announcement by title and forum: of several the newest that was there by then.
        eb
          .selectFrom('discussions as d')
          .select(['d.message_html', 'd.url'])
          .whereRef('d.course_id', '=', 'ch.course_id')
          .whereRef('d.title', '=', 'ch.title')
          .whereRef('d.posted_at', '<=', 'ch.at')
          .where(sql<boolean>`ch.subject = 'announcement'`)
          .where(sql<boolean>`d.forum_item_moodle_id is not distinct from i.moodle_id`)
          .where('d.announcement', '=', true)
          .where('d.gone_at', 'is', null)
          .orderBy('d.posted_at', 'desc')
          .limit(1)
          .as('posted'),
      (join) => join.onTrue(),
    )
    .selectAll('ch')
    .select(['c.full_name as course_name', 'c.url as course_url', 'c.gone_at as course_gone_at'])
    .select(['i.id as present_item_id', 'i.url as item_url'])
    .select(['posted.message_html', 'posted.url as posted_url'])
    .where('ch.user_id', '=', userId)
    .orderBy('ch.id', 'desc')
    .limit(limit + 1)
  if (beforeId !== null) query = query.where('ch.id', '<', beforeId)
  if (kinds.length > 0) query = query.where('ch.kind', 'in', kinds)
  if (courseId !== undefined) query = query.where('ch.course_id', '=', courseId)
  if (unreadOnly) query = query.where('ch.read_at', 'is', null)
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  return {
    changes: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      kind: row.kind as Change['kind'],
      subject: row.subject as Change['subject'],
      courseId: row.course_gone_at === null ? idText(row.course_id) : null,
      courseName: row.course_name,
      itemId: idText(row.present_item_id),
      title: row.title,
      fields: [...row.fields],
      textHtml: row.message_html,
      url: row.posted_url ?? row.item_url ?? (row.course_gone_at === null ? row.course_url : null),
      read: row.read_at !== null,
    })),
    nextBeforeId: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How much of what changed the student has not read. */
export async function countUnreadChanges(db: Queryable, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('changes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Marks those of the student's changes that meet all that is asked; what is read already keeps its time. */
export async function markChangesRead(
  db: Queryable,
  userId: string,
  { ids, upTo, courseId, kinds }: ReadChangesRequest,
): Promise<void> {
  let query = db
    .updateTable('changes')
    .set({ read_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
  if (ids) query = query.where('id', 'in', ids.map(Number))
  if (upTo !== undefined) query = query.where('id', '<=', Number(upTo))
  if (courseId !== undefined) query = query.where('course_id', '=', Number(courseId))
  if (kinds) query = query.where('kind', 'in', kinds)
  await query.execute()
}
