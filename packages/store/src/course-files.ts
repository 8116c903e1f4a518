import { sql } from 'kysely'
import type { CoursePlan } from './course-plan.ts'
import type { FileRow } from './course-rows.ts'
import { courseColumns } from './course-tables.ts'
import type { Queryable } from './database.ts'
import { toJson, upsertRows } from './upsert.ts'

/** An item that comes back is compared with what is stored, and files of gone ones are not looked at. */
export async function deleteFilesOfGone(
  db: Queryable,
  courseId: number,
  moodleIds: readonly number[],
): Promise<void> {
  if (moodleIds.length === 0) return
  await db
    .deleteFrom('files')
    .where('item_id', 'in', (query) =>
      query
        .selectFrom('items')
        .select('id')
        .where('course_id', '=', courseId)
        .where('moodle_id', 'in', moodleIds),
    )
    .execute()
}

/** Makes the files of these items just those. */
export async function writeFiles(
  db: Queryable,
  itemIds: ReadonlyMap<number, number>,
  files: CoursePlan['files'],
  onItem: (row: FileRow) => Partial<Record<string, unknown>>,
): Promise<void> {
  const kept = files.write.map(onItem)
  const replaced = files.replacedItemMoodleIds
    .map((moodleId) => itemIds.get(moodleId))
    .filter((id) => id !== undefined)
  if (replaced.length > 0) await deleteOthers(db, replaced, kept)
  await upsertRows(db, {
    table: 'files',
    columns: ['user_id', 'course_id', 'item_id', ...courseColumns.files],
    conflict: ['item_id', 'path', 'name', 'url'],
    rows: kept,
  })
}

async function deleteOthers(
  db: Queryable,
  itemIds: readonly number[],
  kept: readonly Partial<Record<string, unknown>>[],
): Promise<void> {
  await sql`
    delete from files where item_id = any(${itemIds}::bigint[]) and not exists (
      select from jsonb_populate_recordset(null::files, ${toJson(kept)}::jsonb) as kept
      where kept.item_id = files.item_id and kept.path = files.path and kept.name = files.name and kept.url = files.url
    )
  `.execute(db)
}
