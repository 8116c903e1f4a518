import type { Announcement, Course, CourseDetail, Item, Section } from '@spike/contract'
import type { Queryable } from './database.ts'

/** Reading a student's courses as they are stored, in the contract's shapes. Rows that are gone are left out. */

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
  const [sections, items, files, announcements] = await Promise.all([
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
    readAnnouncements(db, userId, courseId),
  ])
  const filesOfItem = Map.groupBy(files, (file) => file.item_id)
  const itemsOfSection = Map.groupBy(items, (item) => item.section_id)
  const toSection = (row: (typeof sections)[number]): Section => ({
    id: String(row.id),
    moodleId: row.moodle_id,
    number: row.number,
    name: row.name,
    summaryHtml: row.summary_html,
    items: (itemsOfSection.get(row.id) ?? []).map((item) => ({
      ...toItem(item),
      files: (filesOfItem.get(item.id) ?? []).map((file) => ({
        id: String(file.id),
        name: file.name,
        path: file.path,
        sizeBytes: file.size_bytes,
        mimeType: file.mime_type,
        modifiedAt: text(file.modified_at),
      })),
    })),
  })
  return { course: toCourse(course), sections: sections.map(toSection), announcements }
}

async function readAnnouncements(db: Queryable, userId: string, courseId: number): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('course_id', '=', courseId)
    .where('user_id', '=', userId)
    .where('gone_at', 'is', null)
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: String(row.id),
    title: row.title,
    authorName: row.author_name,
    messageHtml: row.message_html,
    postedAt: row.posted_at.toISOString(),
    url: row.url,
  }))
}

type ItemRow = Awaited<ReturnType<typeof readItems>>[number]

const toItem = (row: ItemRow): Omit<Item, 'files'> => ({
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
          feedbackHtml: row.feedback_html,
        },
  quiz:
    row.quiz_item_id === null
      ? null
      : {
          opensAt: text(row.quiz_opens_at),
          closesAt: text(row.closes_at),
          timeLimitSeconds: row.time_limit_seconds,
          attemptsAllowed: row.attempts_allowed,
        },
})

function readItems(db: Queryable, userId: string, courseId: number) {
  return db
    .selectFrom('items as i')
    .leftJoin('assignments as a', 'a.item_id', 'i.id')
    .leftJoin('quizzes as q', 'q.item_id', 'i.id')
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
      'a.feedback_html',
      'q.item_id as quiz_item_id',
      'q.opens_at as quiz_opens_at',
      'q.closes_at',
      'q.time_limit_seconds',
      'q.attempts_allowed',
    ])
    .where('i.course_id', '=', courseId)
    .where('i.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()
}
