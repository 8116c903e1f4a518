import { sql } from 'kysely'
import { deleteFilesOfGone, writeFiles } from './course-files.ts'
import type { CourseFacts, CourseOwner, CoursePlan } from './course-plan.ts'
import { courseColumns } from './course-tables.ts'
import type { Queryable } from './database.ts'
import { toJson, upsertRows } from './upsert.ts'

const isBack = sql`gone_at = null`

/** Applies a plan and marks the course as read by this job. Run it in one transaction, behind the fence. */
export async function applyCoursePlan(
  db: Queryable,
  owner: CourseOwner,
  { plan, facts }: { readonly plan: CoursePlan; readonly facts: CourseFacts },
): Promise<void> {
  await writeOutline(db, owner, plan)
  const itemIds = touchesItems(plan) ? await readIds(db, 'items', owner.courseId) : new Map<number, number>()
  await writeOnItems(db, { owner, plan, itemIds })
  await writeOnCourse(db, owner, plan)
  await addChanges(db, { owner, plan, itemIds })
  await writeFacts(db, owner, facts)
  await markRead(db, owner)
}

/** Writes what differs from what is stored; what was not told stays. */
async function writeFacts(db: Queryable, owner: CourseOwner, facts: CourseFacts): Promise<void> {
  const categoryName = sql`coalesce(${facts.categoryName}::text, category_name)`
  const teachers = sql`coalesce(${facts.teachers && toJson(facts.teachers)}::jsonb, teachers)`
  await sql`
    update courses set category_name = ${categoryName}, teachers = ${teachers}
    where id = ${owner.courseId} and user_id = ${owner.userId}::uuid
      and (category_name, teachers) is distinct from (${categoryName}, ${teachers})
  `.execute(db)
}

async function markRead(db: Queryable, owner: CourseOwner): Promise<void> {
  const reading = { ...keysOf(owner), read_in_job: owner.jobId, read_at: sql<Date>`now()` }
  await db
    .insertInto('course_readings')
    .values(reading)
    .onConflict((conflict) => conflict.column('course_id').doUpdateSet(reading))
    .execute()
}

const keysOf = (owner: CourseOwner) => ({ user_id: owner.userId, course_id: owner.courseId })

/** Sections and the items in them. */
async function writeOutline(db: Queryable, owner: CourseOwner, plan: CoursePlan): Promise<void> {
  const keys = keysOf(owner)
  await upsertRows(db, {
    table: 'sections',
    columns: ['user_id', 'course_id', ...courseColumns.sections],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.sections.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  const sectionIds = plan.items.write.length > 0 ? await readIds(db, 'sections', owner.courseId) : new Map()
  await upsertRows(db, {
    table: 'items',
    columns: ['user_id', 'course_id', 'section_id', ...courseColumns.items],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.items.write.map(({ section_moodle_id: section, ...row }) => ({
      ...keys,
      ...row,
      section_id: sectionIds.get(section),
    })),
    alsoSet: isBack,
  })
  await markGone(db, 'items', owner.courseId, plan.items.gone)
  await deleteFilesOfGone(db, owner.courseId, plan.items.gone)
  await markGone(db, 'sections', owner.courseId, plan.sections.gone)
}

interface ItemWrites {
  readonly owner: CourseOwner
  readonly plan: CoursePlan
  readonly itemIds: ReadonlyMap<number, number>
}

function touchesItems(plan: CoursePlan): boolean {
  const { files, assignments, quizzes, forums } = plan
  const lists = [
    files.write,
    files.replacedItemMoodleIds,
    ...[assignments, quizzes, forums].flatMap((difference) => [difference.write, difference.gone]),
    plan.readForums,
    plan.changes,
  ]
  return lists.some((list) => list.length > 0)
}

async function writeOnItems(db: Queryable, { owner, plan, itemIds }: ItemWrites): Promise<void> {
  const onItem = <Row extends { item_moodle_id: number }>({ item_moodle_id: item, ...row }: Row) => ({
    ...keysOf(owner),
    ...row,
    item_id: itemIds.get(item),
  })
  await writeFiles(db, itemIds, plan.files, onItem)
  await upsertRows(db, {
    table: 'assignments',
    columns: ['item_id', 'user_id', 'course_id', ...courseColumns.assignments],
    conflict: ['item_id'],
    rows: plan.assignments.write.map(onItem),
  })
  await upsertRows(db, {
    table: 'quizzes',
    columns: ['item_id', 'user_id', 'course_id', ...courseColumns.quizzes],
    conflict: ['item_id'],
    rows: plan.quizzes.write.map(onItem),
  })
  await upsertRows(db, {
    table: 'forums',
    columns: ['item_id', 'user_id', 'course_id', ...courseColumns.forums],
    conflict: ['item_id'],
    rows: plan.forums.write.map(onItem),
  })
  for (const table of ['assignments', 'quizzes', 'forums'] as const) {
    const gone = idsOf(plan[table].gone, itemIds)
    if (gone.length > 0) await db.deleteFrom(table).where('item_id', 'in', gone).execute()
  }
  const read = idsOf(plan.readForums, itemIds)
  if (read.length === 0) return
  await db
    .updateTable('forums')
    .set({ discussions_read_at: sql<Date>`now()` })
    .where('item_id', 'in', read)
    .execute()
}

async function writeOnCourse(db: Queryable, owner: CourseOwner, plan: CoursePlan): Promise<void> {
  const keys = keysOf(owner)
  await upsertRows(db, {
    table: 'grades',
    columns: ['user_id', 'course_id', ...courseColumns.grades],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.grades.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  await markGone(db, 'grades', owner.courseId, plan.grades.gone)
  await upsertRows(db, {
    table: 'discussions',
    columns: ['user_id', 'course_id', ...courseColumns.discussions],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.discussions.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  await markGone(db, 'discussions', owner.courseId, plan.discussions.gone)
}

async function addChanges(db: Queryable, { owner, plan, itemIds }: ItemWrites): Promise<void> {
  if (plan.changes.length === 0) return
  await db
    .insertInto('changes')
    .values(
      plan.changes.map((change) => ({
        user_id: owner.userId,
        course_id: owner.courseId,
        job_id: owner.jobId,
        kind: change.kind,
        subject: change.subject,
        item_id: change.itemMoodleId === null ? null : (itemIds.get(change.itemMoodleId) ?? null),
        title: change.title,
        fields: JSON.stringify(change.fields),
      })),
    )
    .execute()
}

async function readIds(
  db: Queryable,
  table: 'sections' | 'items',
  courseId: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'moodle_id'])
    .where('course_id', '=', courseId)
    .execute()
  return new Map(rows.map((row) => [row.moodle_id, row.id]))
}

function idsOf(moodleIds: readonly number[], itemIds: ReadonlyMap<number, number>): number[] {
  return moodleIds.map((moodleId) => itemIds.get(moodleId)).filter((id) => id !== undefined)
}

async function markGone(
  db: Queryable,
  table: 'sections' | 'items' | 'grades' | 'discussions',
  courseId: number,
  moodleIds: readonly number[],
): Promise<void> {
  if (moodleIds.length === 0) return
  await db
    .updateTable(table)
    .set({ gone_at: sql<Date>`now()` })
    .where('course_id', '=', courseId)
    .where('moodle_id', 'in', moodleIds)
    .execute()
}
