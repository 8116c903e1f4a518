import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** A course, or an item in it, that the student opened and that is still to be read. */
export interface Wanted {
  readonly course_id: number
  /** Moodle's id of the item; null where the course itself is wanted. */
  readonly item_moodle_id: number | null
  readonly wanted_at: Date
}

export async function readWanted(db: Queryable, userId: string): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select id as course_id, null::bigint as item_moodle_id, wanted_at from courses
    where user_id = ${userId}::uuid and wanted_at is not null and gone_at is null
    union all
    select i.course_id, i.moodle_id, i.wanted_at from items i join courses c on c.id = i.course_id
    where i.user_id = ${userId}::uuid and i.wanted_at is not null and i.gone_at is null and c.gone_at is null
  `.execute(db)
  return rows
}

/** Notes that these were read, or tried to be. What was opened again meanwhile stays wanted. */
export async function clearWanted(db: Queryable, wanted: readonly Wanted[]): Promise<void> {
  for (const { course_id: courseId, item_moodle_id: item, wanted_at: wantedAt } of wanted) {
    if (item === null) {
      await db
        .updateTable('courses')
        .set({ wanted_at: null })
        .where('id', '=', courseId)
        .where('wanted_at', '<=', wantedAt)
        .execute()
    } else {
      await db
        .updateTable('items')
        .set({ wanted_at: null })
        .where('course_id', '=', courseId)
        .where('moodle_id', '=', item)
        .where('wanted_at', '<=', wantedAt)
        .execute()
    }
  }
}

/** What tells whether an opened course or item is worth reading now. */
export interface CourseFreshness {
  readonly courseReadAt: Date | null
  /** Of some of its items no reading told more than the name; one for an opened course tells all that there is. */
  readonly hasListedItems: boolean
  /** A read is asked for that did not come to its end. */
  readonly wantedAt: Date | null
  /** When a read was last asked for, whatever came of it. */
  readonly openedAt: Date | null
  /** What opens the student's site; null where there is nothing, or the site refused it. */
  readonly credential: 'token' | 'session' | null
}
export interface ItemFreshness extends Omit<CourseFreshness, 'hasListedItems'> {
  readonly modname: string
  readonly detail: 'full' | 'outside' | 'listed'
}

const usableCredential = sql<CourseFreshness['credential']>`
  (select kind from credentials where user_id = c.user_id and refused_at is null)
`.as('credential')

const listedItems = sql<boolean>`
  exists (select from items where course_id = c.id and gone_at is null and detail = 'listed')
`.as('hasListedItems')

/** Null where the student has no such course. */
export async function readCourseFreshness(
  db: Queryable,
  { userId, courseId }: { readonly userId: string; readonly courseId: number },
): Promise<CourseFreshness | null> {
  const row = await db
    .selectFrom('courses as c')
    .select([
      'c.read_at as courseReadAt',
      'c.wanted_at as wantedAt',
      'c.opened_at as openedAt',
      listedItems,
      usableCredential,
    ])
    .where('c.id', '=', courseId)
    .where('c.user_id', '=', userId)
    .where('c.gone_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Null where the student has no such item. */
export async function readItemFreshness(
  db: Queryable,
  { userId, itemId }: { readonly userId: string; readonly itemId: number },
): Promise<ItemFreshness | null> {
  const row = await db
    .selectFrom('items as i')
    .innerJoin('courses as c', 'c.id', 'i.course_id')
    .select([
      'i.modname',
      'i.detail',
      'i.wanted_at as wantedAt',
      'i.opened_at as openedAt',
      'c.read_at as courseReadAt',
      usableCredential,
    ])
    .where('i.id', '=', itemId)
    .where('i.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .where('c.gone_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export async function markWanted(
  db: Queryable,
  opened: {
    readonly table: 'courses' | 'items'
    readonly userId: string
    readonly id: number
    readonly at: Date
  },
): Promise<void> {
  await db
    .updateTable(opened.table)
    .set({ wanted_at: opened.at, opened_at: opened.at })
    .where('id', '=', opened.id)
    .where('user_id', '=', opened.userId)
    .execute()
}
