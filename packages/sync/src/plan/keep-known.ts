import type { AssignmentRow, CourseRows, DiscussionRow, ForumRow, ItemRow, QuizRow } from '@spike/store'
import { type ReadCourseRows, uniqueBy } from './read-rows.ts'

/**
 * Completes what was read with what is stored, wherever the reading says "not told": that is no change. How each
 * "not told" is said stands in moodle's `reading.ts`.
 */
export function keepKnown(
  stored: CourseRows,
  read: ReadCourseRows,
): Omit<ReadCourseRows, 'whollyReadForums' | 'listedSections'> & { readonly grades: CourseRows['grades'] } {
  const storedItems = byKey(stored.items, (item) => item.moodle_id)
  const storedSections = byKey(stored.sections, (section) => section.moodle_id)
  const shallow = new Set(
    read.items
      .filter((item) => {
        const before = storedItems.get(item.moodle_id)
        return before && depth[item.detail] < depth[before.detail]
      })
      .map((item) => item.moodle_id),
  )
  const forums = keepRows(stored.forums, { read: read.forums, shallow, keep: keepForum })
  const readForums = new Set([...stored.readForums, ...read.readForums])
  return {
    sections: read.sections.map((section) => {
      const before = read.listedSections.has(section.moodle_id) && storedSections.get(section.moodle_id)
      return before ? { ...section, summary_html: before.summary_html } : section
    }),
    items: read.items.map((item) => {
      const before = storedItems.get(item.moodle_id)
      return before && shallow.has(item.moodle_id) ? keepItem(before, item) : item
    }),
    files: [
      ...read.files.filter((file) => !shallow.has(file.item_moodle_id)),
      ...stored.files.filter((file) => shallow.has(file.item_moodle_id)),
    ],
    assignments: keepRows(stored.assignments, { read: read.assignments, shallow, keep: keepAssignment }),
    quizzes: keepRows(stored.quizzes, { read: read.quizzes, shallow, keep: keepQuiz }),
    forums,
    grades: read.grades ?? stored.grades,
    discussions: keepDiscussions(stored, read),
    readForums: forums.map((forum) => forum.item_moodle_id).filter((forum) => readForums.has(forum)),
  }
}

const depth = { listed: 0, outside: 1, full: 2 } as const

/** An item of which this reading tells less than is known. */
function keepItem(before: ItemRow, item: ReadCourseRows['items'][number]): ReadCourseRows['items'][number] {
  const isListed = item.detail === 'listed'
  return {
    ...item,
    detail: before.detail,
    instance_id: item.instance_id ?? before.instance_id,
    url: item.url ?? before.url,
    // The same text in other markup, once here and once there, would be news each time.
    description_html: before.description_html ?? item.description_html,
    availability_html: isListed ? before.availability_html : item.availability_html,
    dates: isListed || item.dates.length === 0 ? before.dates : item.dates,
    completion_mode: item.completion_mode ?? before.completion_mode,
    modified_at: item.modified_at ?? before.modified_at,
  }
}

/** Activities of items that this reading looked into less deeply than one before are kept where it does not list them. */
function keepRows<Row extends { readonly item_moodle_id: number }>(
  stored: readonly Row[],
  {
    read,
    shallow,
    keep,
  }: {
    readonly read: readonly Row[]
    readonly shallow: ReadonlySet<number>
    readonly keep: (before: Row, row: Row, isShallow: boolean) => Row
  },
): Row[] {
  const before = byKey(stored, (row) => row.item_moodle_id)
  const listed = new Set(read.map((row) => row.item_moodle_id))
  return [
    ...read.map((row) => {
      const known = before.get(row.item_moodle_id)
      return known ? keep(known, row, shallow.has(row.item_moodle_id)) : row
    }),
    ...stored.filter((row) => shallow.has(row.item_moodle_id) && !listed.has(row.item_moodle_id)),
  ]
}

function keepAssignment(before: AssignmentRow, row: AssignmentRow, isShallow: boolean): AssignmentRow {
  const isTold = row.submission_state !== 'unknown'
  const own = isTold ? row : before
  return {
    ...row,
    moodle_id: row.moodle_id ?? before.moodle_id,
    ...(isShallow && fillNulls(before, row, ['opens_at', 'due_at', 'cut_off_at', 'max_grade'])),
    submission_state: own.submission_state,
    submitted_at: own.submitted_at,
    graded: own.graded,
    extended_to: own.extended_to,
    feedback_html: own.feedback_html,
    ...(isShallow && isTold && fillNulls(before, row, ['extended_to', 'feedback_html'])),
  }
}

function keepQuiz(before: QuizRow, row: QuizRow, isShallow: boolean): QuizRow {
  const own = row.attempts === null ? before : row
  return {
    ...row,
    moodle_id: row.moodle_id ?? before.moodle_id,
    ...(isShallow &&
      fillNulls(before, row, [
        'opens_at',
        'closes_at',
        'time_limit_seconds',
        'attempts_allowed',
        'max_grade',
      ])),
    attempts: own.attempts,
    best_grade: own.best_grade,
  }
}

function keepForum(before: ForumRow, row: ForumRow, isShallow: boolean): ForumRow {
  return {
    ...row,
    moodle_id: row.moodle_id ?? before.moodle_id,
    ...(isShallow && fillNulls(before, row, ['type', 'discussion_count'])),
  }
}

function fillNulls<Row, Field extends keyof Row>(
  before: Row,
  row: Row,
  fields: readonly Field[],
): Pick<Row, Field> {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? before[field]])) as Pick<Row, Field>
}

/** Discussions stay with their forum where it was not read into, or not to its end; they go with it. */
function keepDiscussions(stored: CourseRows, read: ReadCourseRows): DiscussionRow[] {
  const items = new Set(read.items.map((item) => item.moodle_id))
  const whole = new Set(read.whollyReadForums)
  const isNewsWhole = read.forums.some((forum) => forum.type === 'news' && whole.has(forum.item_moodle_id))
  const kept = stored.discussions.filter(({ forum_item_moodle_id: forum }) =>
    // Of announcements stored before forums were, the forum is not known.
    forum === null ? !isNewsWhole : items.has(forum) && !whole.has(forum),
  )
  return uniqueBy([...read.discussions, ...kept], (discussion) => discussion.moodle_id)
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => number): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [key(row), row]))
}
