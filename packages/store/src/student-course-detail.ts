import type { CourseDetail, Discussion, File, Item, Section } from '@spike/contract'
import type { Selectable } from 'kysely'
import type { Files } from './database.gen.ts'
import type { Queryable } from './database.ts'
import { readCourse } from './student-courses.ts'
import { idText, timeText } from './wire-values.ts'

/** One course with all that stands in it, in the contract's shapes. Rows that are gone are left out. */

interface CourseKey {
  readonly userId: string
  readonly courseId: number
}

/** Null where the student has no such course. */
export async function readCourseDetail(db: Queryable, key: CourseKey): Promise<CourseDetail | null> {
  const course = await readCourse(db, key)
  if (!course) return null
  const [sections, items, files, discussions] = await Promise.all([
    db
      .selectFrom('sections')
      .selectAll()
      .where('course_id', '=', key.courseId)
      .where('user_id', '=', key.userId)
      .where('gone_at', 'is', null)
      .orderBy('number')
      .orderBy('id')
      .execute(),
    readItems(db, key),
    db
      .selectFrom('files')
      .selectAll()
      .where('course_id', '=', key.courseId)
      .where('user_id', '=', key.userId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    readDiscussions(db, key),
  ])
  const filesOfItem = Map.groupBy(files, (file) => file.item_id)
  const itemsOfSection = Map.groupBy(items, (item) => item.section_id)
  const sectionIds = new Map(sections.map((section) => [section.moodle_id, section.id]))
  const toSection = (row: (typeof sections)[number]): Section => ({
    id: String(row.id),
    moodleId: row.moodle_id,
    number: row.number,
    name: row.name,
    summaryHtml: row.summary_html,
    parentId: row.parent_moodle_id === null ? null : idText(sectionIds.get(row.parent_moodle_id) ?? null),
    items: (itemsOfSection.get(row.id) ?? []).map((item) => ({
      ...toItem(item),
      files: (filesOfItem.get(item.id) ?? []).map(toFile),
    })),
  })
  return { course, sections: sections.map(toSection), ...discussions }
}

const toFile = (row: Selectable<Files>): File => ({
  id: String(row.id),
  name: row.name,
  path: row.path,
  sizeBytes: row.size_bytes,
  mimeType: row.mime_type,
  modifiedAt: timeText(row.modified_at),
  type: row.type,
  // The address of a file opens nothing without the student's token, and is nobody's business but Spike's.
  url: row.type === 'url' ? row.url : null,
})

async function readDiscussions(
  db: Queryable,
  { userId, courseId }: CourseKey,
): Promise<Pick<CourseDetail, 'announcements' | 'discussions'>> {
  const rows = await db
    .selectFrom('discussions as d')
    .leftJoin('items as i', (join) =>
      join
        .onRef('i.course_id', '=', 'd.course_id')
        .onRef('i.moodle_id', '=', 'd.forum_item_moodle_id')
        .on('i.gone_at', 'is', null),
    )
    .selectAll('d')
    .select('i.id as item_id')
    .where('d.course_id', '=', courseId)
    .where('d.user_id', '=', userId)
    .where('d.gone_at', 'is', null)
    .orderBy((eb) => eb.and([eb('d.pinned', '=', true), eb('d.announcement', '=', false)]), 'desc')
    .orderBy('d.posted_at', 'desc')
    .orderBy('d.id', 'desc')
    .execute()
  const toDiscussion = (row: (typeof rows)[number]): Discussion => ({
    id: String(row.id),
    itemId: idText(row.item_id),
    title: row.title,
    authorName: row.author_name,
    messageHtml: row.message_html,
    postedAt: row.posted_at.toISOString(),
    modifiedAt: row.modified_at.toISOString(),
    replyCount: row.reply_count,
    unreadCount: row.unread_count,
    pinned: row.pinned,
    url: row.url,
  })
  return {
    announcements: rows.filter((row) => row.announcement).map(toDiscussion),
    discussions: rows.filter((row) => !row.announcement).map(toDiscussion),
  }
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
  completionMode: row.completion_mode,
  dates: [...row.dates],
  detail: row.detail,
  isNew: Boolean(row.is_new),
  assignment:
    row.submission_state === null
      ? null
      : {
          opensAt: timeText(row.opens_at),
          dueAt: timeText(row.due_at),
          cutOffAt: timeText(row.cut_off_at),
          extendedTo: timeText(row.extended_to),
          submissionState: row.submission_state,
          submittedAt: timeText(row.submitted_at),
          graded: row.graded ?? false,
          feedbackHtml: row.feedback_html,
        },
  quiz:
    row.quiz_item_id === null
      ? null
      : {
          opensAt: timeText(row.quiz_opens_at),
          closesAt: timeText(row.closes_at),
          timeLimitSeconds: row.time_limit_seconds,
          attemptsAllowed: row.attempts_allowed,
          attempts: row.attempts && [...row.attempts],
          bestGrade: row.best_grade,
        },
  forum:
    row.forum_item_id === null
      ? null
      : {
          type: row.forum_type,
          discussionCount: row.discussion_count,
          unreadCount: row.unread_count,
        },
})

function readItems(db: Queryable, { userId, courseId }: CourseKey) {
  return db
    .selectFrom('items as i')
    .leftJoin('assignments as a', 'a.item_id', 'i.id')
    .leftJoin('quizzes as q', 'q.item_id', 'i.id')
    .leftJoin('forums as f', 'f.item_id', 'i.id')
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
      'i.completion_mode',
      'i.dates',
      'i.detail',
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
      'q.attempts',
      'q.best_grade',
      'f.item_id as forum_item_id',
      'f.type as forum_type',
      'f.discussion_count',
      'f.unread_count',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('changes as ch')
            .whereRef('ch.item_id', '=', 'i.id')
            .where('ch.read_at', 'is', null)
            .where('ch.kind', 'not in', ['moved', 'gone'])
            .select('ch.id'),
        )
        .as('is_new'),
    )
    .where('i.course_id', '=', courseId)
    .where('i.user_id', '=', userId)
    .where('i.gone_at', 'is', null)
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()
}
