import type { Change, Course, CourseDetail, Deadline, Grade, Item, Section } from '@spike/contract'
import type { Queryable } from './database.ts'

/** Reading what is stored of one student, in the contract's shapes. Rows that are gone are left out. */

const text = (date: Date | null) => date?.toISOString() ?? null
const idText = (id: number | null) => (id === null ? null : String(id))

const coursesOf = (db: Queryable, userId: string) =>
  db
    .selectFrom('courses as c')
    .selectAll('c')
    .select((eb) =>
      eb
        .selectFrom('items')
        .whereRef('items.course_id', '=', 'c.id')
        .where('items.gone_at', 'is', null)
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('item_count'),
    )
    .where('c.user_id', '=', userId)
    .where('c.gone_at', 'is', null)

type CourseRow = Awaited<ReturnType<ReturnType<typeof coursesOf>['executeTakeFirstOrThrow']>>

const toCourse = (row: CourseRow): Course => ({
  id: String(row.id),
  moodleId: row.moodle_id,
  name: row.full_name,
  shortName: row.short_name,
  category: row.category_name,
  academicYear: row.academic_year,
  term: row.term,
  startsAt: text(row.starts_at),
  endsAt: text(row.ends_at),
  url: row.url,
  hidden: row.hidden_by_student,
  favourite: row.favourite,
  progressPercent: row.progress_percent,
  itemCount: row.item_count ?? 0,
  readAt: text(row.read_at),
})

/** The newest first. */
export async function listCourses(db: Queryable, userId: string): Promise<Course[]> {
  const rows = await coursesOf(db, userId)
    .orderBy('c.academic_year', (order) => order.desc().nullsLast())
    .orderBy('c.starts_at', (order) => order.desc().nullsLast())
    .orderBy('c.full_name')
    .orderBy('c.id')
    .execute()
  return rows.map(toCourse)
}

/** Null where the student has no such course. */
export async function readCourseDetail(
  db: Queryable,
  { userId, courseId }: { readonly userId: string; readonly courseId: number },
): Promise<CourseDetail | null> {
  const course = await coursesOf(db, userId).where('c.id', '=', courseId).executeTakeFirst()
  if (!course) return null
  const [sections, items, files] = await Promise.all([
    db
      .selectFrom('sections')
      .selectAll()
      .where('course_id', '=', courseId)
      .where('user_id', '=', userId)
      .where('gone_at', 'is', null)
      .orderBy('number')
      .orderBy('id')
      .execute(),
    readItems(db, userId, courseId),
    db
      .selectFrom('files')
      .selectAll()
      .where('course_id', '=', courseId)
      .where('user_id', '=', userId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  ])
  const filesOfItem = Map.groupBy(files, (file) => file.item_id)
  const itemsOfSection = Map.groupBy(items, (item) => item.section_id)
  const toItem = (row: (typeof items)[number]): Item => ({
    id: String(row.id),
    moodleId: row.moodle_id,
    modname: row.modname,
    name: row.name,
    url: row.url,
    descriptionHtml: row.description_html,
    kind: row.kind,
    number: row.number,
    confidence: row.confidence,
    reason: row.reason,
    solutionItemId: idText(row.solution_item_id),
    availabilityHtml: row.availability_html,
    completed: row.completed,
    files: (filesOfItem.get(row.id) ?? []).map((file) => ({
      id: String(file.id),
      name: file.name,
      path: file.path,
      sizeBytes: file.size_bytes,
      mimeType: file.mime_type,
      modifiedAt: text(file.modified_at),
    })),
    assignment:
      row.submission_state === null
        ? null
        : {
            opensAt: text(row.opens_at),
            dueAt: text(row.due_at),
            cutOffAt: text(row.cut_off_at),
            extendedTo: text(row.extended_to),
            submissionState: row.submission_state as NonNullable<Item['assignment']>['submissionState'],
            submittedAt: text(row.submitted_at),
            graded: row.graded ?? false,
          },
  })
  const toSection = (row: (typeof sections)[number]): Section => ({
    id: String(row.id),
    moodleId: row.moodle_id,
    number: row.number,
    name: row.name,
    summaryHtml: row.summary_html,
    items: (itemsOfSection.get(row.id) ?? []).map(toItem),
  })
  return { course: toCourse(course), sections: sections.map(toSection) }
}

function readItems(db: Queryable, userId: string, courseId: number) {
  return db
    .selectFrom('items as i')
    .leftJoin('assignments as a', 'a.item_id', 'i.id')
    .leftJoin('items as solution', (join) =>
      join.onRef('solution.id', '=', 'i.solution_item_id').on('solution.gone_at', 'is', null),
    )
    .select([
      'i.id',
      'i.section_id',
      'i.moodle_id',
      'i.modname',
      'i.name',
      'i.url',
      'i.description_html',
      'i.kind',
      'i.number',
      'i.confidence',
      'i.reason',
      'i.availability_html',
      'i.completed',
      'solution.id as solution_item_id',
      'a.opens_at',
      'a.due_at',
      'a.cut_off_at',
      'a.extended_to',
      'a.submission_state',
      'a.submitted_at',
      'a.graded',
    ])
    .where('i.course_id', '=', courseId)
    .where('i.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()
}

export interface DeadlineFilter {
  readonly from: Date
  readonly to: Date | null
  readonly includeDone: boolean
}

/** The soonest first. */
export async function listDeadlines(
  db: Queryable,
  userId: string,
  filter: DeadlineFilter,
): Promise<Deadline[]> {
  let query = db
    .selectFrom('events as e')
    .leftJoin('courses as c', 'c.id', 'e.course_id')
    .leftJoin('items as i', 'i.id', 'e.item_id')
    .select([
      'e.id',
      'e.course_id',
      'c.full_name',
      'e.item_id',
      'e.title',
      'e.kind',
      'e.due_at',
      'e.done',
      'e.url',
    ])
    .where('e.user_id', '=', userId)
    .where('e.due_at', '>=', filter.from)
    .where('c.gone_at', 'is', null)
    .where('i.gone_at', 'is', null)
    .orderBy('e.due_at')
    .orderBy('e.id')
  if (filter.to) query = query.where('e.due_at', '<=', filter.to)
  if (!filter.includeDone) query = query.where('e.done', '=', false)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: String(row.id),
    courseId: idText(row.course_id),
    courseName: row.full_name,
    itemId: idText(row.item_id),
    title: row.title,
    kind: row.kind as Deadline['kind'],
    dueAt: row.due_at.toISOString(),
    done: row.done,
    url: row.url,
  }))
}

export interface CourseGrades {
  readonly courseId: string
  readonly courseName: string
  readonly grades: Grade[]
}

/** The grades of each course that has any, in the order of its grade book. */
export async function listGrades(db: Queryable, userId: string): Promise<CourseGrades[]> {
  const rows = await db
    .selectFrom('grades as g')
    .innerJoin('courses as c', 'c.id', 'g.course_id')
    .leftJoin('items as i', (join) =>
      join
        .onRef('i.course_id', '=', 'g.course_id')
        .onRef('i.moodle_id', '=', 'g.item_moodle_id')
        .on('i.gone_at', 'is', null),
    )
    .selectAll('g')
    .select(['c.full_name as course_name', 'i.id as item_id'])
    .where('g.user_id', '=', userId)
    .where('g.gone_at', 'is', null)
    .where('c.gone_at', 'is', null)
    .orderBy('c.academic_year', (order) => order.desc().nullsLast())
    .orderBy('c.starts_at', (order) => order.desc().nullsLast())
    .orderBy('c.full_name')
    .orderBy('c.id')
    .orderBy('g.position')
    .orderBy('g.id')
    .execute()
  return Array.from(
    Map.groupBy(rows, (row) => row.course_id),
    ([courseId, grades]) => ({
      courseId: String(courseId),
      courseName: grades[0]?.course_name ?? '',
      grades: grades.map((row) => ({
        id: String(row.id),
        itemId: idText(row.item_id),
        name: row.name,
        kind: row.kind as Grade['kind'],
        grade: row.grade,
        gradeText: row.grade_text,
        min: row.min,
        max: row.max,
        weightPercent: row.weight_percent,
        hidden: row.hidden,
        feedbackHtml: row.feedback_html,
        gradedAt: text(row.graded_at),
      })),
    }),
  )
}

/** What changed, the newest first; `beforeId` is the last id of the page before. */
export async function listChanges(
  db: Queryable,
  userId: string,
  { beforeId, limit }: { readonly beforeId: number | null; readonly limit: number },
): Promise<{ changes: Change[]; nextBeforeId: number | null }> {
  let query = db
    .selectFrom('changes as ch')
    .leftJoin('courses as c', 'c.id', 'ch.course_id')
    .selectAll('ch')
    .select('c.full_name as course_name')
    .where('ch.user_id', '=', userId)
    .orderBy('ch.id', 'desc')
    .limit(limit + 1)
  if (beforeId !== null) query = query.where('ch.id', '<', beforeId)
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  return {
    changes: page.map((row) => ({
      id: String(row.id),
      at: row.at.toISOString(),
      kind: row.kind as Change['kind'],
      subject: row.subject as Change['subject'],
      courseId: idText(row.course_id),
      courseName: row.course_name,
      itemId: idText(row.item_id),
      title: row.title,
      fields: [...row.fields],
    })),
    nextBeforeId: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
