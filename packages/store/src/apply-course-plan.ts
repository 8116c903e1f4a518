import { sql } from 'kysely'
import type { CourseOwner, CoursePlan } from './course-plan.ts'
import { deleteFilesOfGone, writeFiles } from './course-files.ts'
import type { Queryable } from './database.ts'
import { upsertRows } from './upsert.ts'

const isBack = sql`gone_at = null`

/** Applies a plan and marks the course as read by this job. Run it in one transaction, behind the fence. */
export async function applyCoursePlan(db: Queryable, owner: CourseOwner, plan: CoursePlan): Promise<void> {
  const keys = { user_id: owner.userId, course_id: owner.courseId }

  await upsertRows(db, {
    table: 'sections',
    columns: ['user_id', 'course_id', 'moodle_id', 'number', 'name', 'summary_html', 'visible'],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.sections.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  const sectionIds = plan.items.write.length > 0 ? await readIds(db, 'sections', owner.courseId) : new Map()
  await upsertRows(db, {
    table: 'items',
    columns: [
      'user_id',
      'course_id',
      'section_id',
      'moodle_id',
      'instance_id',
      'modname',
      'name',
      'url',
      'description_html',
      'visible',
      'accessible',
      'availability_html',
      'position',
      'indent',
      'completed',
      'modified_at',
      'kind',
      'number',
      'confidence',
      'reason',
    ],
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

  const touchesItems =
    plan.files.write.length +
      plan.files.replacedItemMoodleIds.length +
      plan.assignments.write.length +
      plan.assignments.gone.length +
      plan.quizzes.write.length +
      plan.quizzes.gone.length +
      plan.changes.length >
    0
  const itemIds = touchesItems ? await readIds(db, 'items', owner.courseId) : new Map<number, number>()
  const onItem = <Row extends { item_moodle_id: number }>({ item_moodle_id: item, ...row }: Row) => ({
    ...keys,
    ...row,
    item_id: itemIds.get(item),
  })

  await writeFiles(db, itemIds, plan.files, onItem)
  await upsertRows(db, {
    table: 'assignments',
    columns: [
      'item_id',
      'user_id',
      'course_id',
      'moodle_id',
      'opens_at',
      'due_at',
      'cut_off_at',
      'extended_to',
      'max_grade',
      'submission_state',
      'submitted_at',
      'graded',
      'feedback_html',
    ],
    conflict: ['item_id'],
    rows: plan.assignments.write.map(onItem),
  })
  await deleteByItem(db, 'assignments', itemIds, plan.assignments.gone)
  await upsertRows(db, {
    table: 'quizzes',
    columns: [
      'item_id',
      'user_id',
      'course_id',
      'moodle_id',
      'opens_at',
      'closes_at',
      'time_limit_seconds',
      'attempts_allowed',
      'max_grade',
    ],
    conflict: ['item_id'],
    rows: plan.quizzes.write.map(onItem),
  })
  await deleteByItem(db, 'quizzes', itemIds, plan.quizzes.gone)
  await upsertRows(db, {
    table: 'grades',
    columns: [
      'user_id',
      'course_id',
      'moodle_id',
      'item_moodle_id',
      'name',
      'kind',
      'grade',
      'grade_text',
      'min',
      'max',
      'weight_percent',
      'hidden',
      'feedback_html',
      'graded_at',
      'position',
    ],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.grades.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  await markGone(db, 'grades', owner.courseId, plan.grades.gone)
  await upsertRows(db, {
    table: 'announcements',
    columns: [
      'user_id',
      'course_id',
      'moodle_id',
      'title',
      'author_name',
      'message_html',
      'posted_at',
      'modified_at',
      'url',
    ],
    conflict: ['course_id', 'moodle_id'],
    rows: plan.announcements.write.map((row) => ({ ...keys, ...row })),
    alsoSet: isBack,
  })
  await markGone(db, 'announcements', owner.courseId, plan.announcements.gone)

  if (plan.changes.length > 0) {
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
  await db
    .updateTable('courses')
    .set({ read_in_job: owner.jobId, read_at: sql<Date>`now()` })
    .where('id', '=', owner.courseId)
    .where('user_id', '=', owner.userId)
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

async function markGone(
  db: Queryable,
  table: 'sections' | 'items' | 'grades' | 'announcements',
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

async function deleteByItem(
  db: Queryable,
  table: 'assignments' | 'quizzes',
  itemIds: ReadonlyMap<number, number>,
  moodleIds: readonly number[],
): Promise<void> {
  const ids = moodleIds.map((moodleId) => itemIds.get(moodleId)).filter((id) => id !== undefined)
  if (ids.length > 0) await db.deleteFrom(table).where('item_id', 'in', ids).execute()
}
