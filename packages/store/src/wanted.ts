import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** A course, or an item in it, that the student opened and that is still to be read. */
export interface Wanted {
  readonly course_id: number
  /** Null, as Moodle's id of it, where the course itself is wanted. */
  readonly item_id: number | null
  readonly item_moodle_id: number | null
  readonly wanted_at: Date
}

export async function readWanted(db: Queryable, userId: string): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select o.course_id, o.item_id, i.moodle_id as item_moodle_id, o.wanted_at
    from openings o join courses c on c.id = o.course_id left join items i on i.id = o.item_id
    where o.user_id = ${userId}::uuid and o.wanted_at is not null and c.gone_at is null and i.gone_at is null
  `.execute(db)
  return rows
}

/** Notes that these were read, or tried to be. What was opened again meanwhile stays wanted. */
export async function clearWanted(db: Queryable, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return
  await sql`
    update openings o set wanted_at = null
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (course_id bigint, item_id bigint, wanted_at timestamptz)
    where o.course_id = w.course_id and o.item_id is not distinct from w.item_id and o.wanted_at <= w.wanted_at
  `.execute(db)
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
  readonly courseId: number
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
    .leftJoin('course_readings as r', 'r.course_id', 'c.id')
    .leftJoin('openings as o', (join) => join.onRef('o.course_id', '=', 'c.id').on('o.item_id', 'is', null))
    .select([
      'r.read_at as courseReadAt',
      'o.wanted_at as wantedAt',
      'o.opened_at as openedAt',
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
    .leftJoin('course_readings as r', 'r.course_id', 'c.id')
    .leftJoin('openings as o', 'o.item_id', 'i.id')
    .select([
      'i.course_id as courseId',
      'i.modname',
      'i.detail',
      'o.wanted_at as wantedAt',
      'o.opened_at as openedAt',
      'r.read_at as courseReadAt',
      usableCredential,
    ])
    .where('i.id', '=', itemId)
    .where('i.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .where('c.gone_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

export interface Opening {
  readonly courseId: number
  /** Null where it is the course itself. */
  readonly itemId: number | null
}

/** Notes that courses, or items in them, were opened and are to be read. */
export async function markWanted(
  db: Queryable,
  opened: { readonly userId: string; readonly openings: readonly Opening[]; readonly at: Date },
): Promise<void> {
  const { userId, openings, at } = opened
  const times = { wanted_at: at, opened_at: at }
  await db
    .insertInto('openings')
    .values(
      openings.map(({ courseId, itemId }) => ({
        user_id: userId,
        course_id: courseId,
        item_id: itemId,
        ...times,
      })),
    )
    .onConflict((conflict) => conflict.columns(['course_id', 'item_id']).doUpdateSet(times))
    .execute()
}
