import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** Whose items, and in which courses; null is all of them. */
export interface ClassifiedScope {
  readonly userId: string
  readonly courseIds: readonly number[] | null
}

/** Items of a student that a solution can belong to or be. */
export async function readClassifiedItems(db: Queryable, { userId, courseIds }: ClassifiedScope) {
  return db
    .selectFrom('items')
    .innerJoin('sections', 'sections.id', 'items.section_id')
    .select([
      'items.id',
      'items.course_id',
      'items.kind',
      'items.number',
      'items.name',
      'sections.name as section',
    ])
    .where('items.user_id', '=', userId)
    .$if(courseIds !== null, (query) => query.where(inCourses(courseIds)))
    .where('items.gone_at', 'is', null)
    .orderBy('items.course_id')
    .orderBy('items.position')
    .execute()
}

const inCourses = (courseIds: readonly number[] | null) =>
  sql<boolean>`items.course_id = any(${courseIds}::bigint[])`

export interface SolutionLink {
  readonly itemId: number
  readonly solutionId: number
}

/** Makes the links of these courses just these; rows that are right already are not written. */
export async function writeSolutionLinks(
  db: Queryable,
  { userId, courseIds, links }: ClassifiedScope & { readonly links: readonly SolutionLink[] },
): Promise<void> {
  await sql`
    with link as (
      select * from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l ("itemId" bigint, "solutionId" bigint)
    )
    update items set solution_item_id = link."solutionId"
    from items as self left join link on link."itemId" = self.id
    where items.id = self.id and items.user_id = ${userId}::uuid
      and (${courseIds}::bigint[] is null or ${inCourses(courseIds)})
      and items.solution_item_id is distinct from link."solutionId"
  `.execute(db)
}
