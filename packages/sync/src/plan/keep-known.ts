import type {
  AssignmentRow,
  CourseRows,
  DiscussionRow,
  FileRow,
  ForumRow,
  GoneGrade,
  GradeRow,
  ItemRow,
  QuizRow,
} from '@spike/store'
import { isSentOn } from './file-changes.ts'
import { givenGrade, sameGrade } from './same-grade.ts'
import { sameHtml } from './same-html.ts'
import { type ReadCourseRows, uniqueBy } from './read-rows.ts'

/**
 * Completes what was read with what is stored, wherever the reading says "not told": that is no change. How each
 * "not told" is said stands in moodle's `reading.ts`.
 */
export function keepKnown(
  stored: CourseRows,
  read: ReadCourseRows,
): Omit<CourseRows, 'items'> & Pick<ReadCourseRows, 'items'> {
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
  const untold = new Set(
    read.items.filter(({ detail }) => detail !== 'full').map(({ moodle_id: moodleId }) => moodleId),
  )
  const depths = { shallow, untold }
  const forums = keepRows(stored.forums, { read: read.forums, ...depths, keep: keepForum })
  const grades = keepGrades(stored, read)
  const readForums = new Set([...stored.readForums, ...read.readForums])
  return {
    sections: read.sections.map((section) => {
      const before = storedSections.get(section.moodle_id)
      const isKept =
        read.listedSections.has(section.moodle_id) ||
        (before && sameHtml(before.summary_html, section.summary_html))
      return before && isKept ? { ...section, summary_html: before.summary_html } : section
    }),
    items: read.items.map((item) => {
      const before = storedItems.get(item.moodle_id)
      if (!before) return item
      return shallow.has(item.moodle_id) ? keepItem(before, item) : keepUntold(before, item)
    }),
    files: keepFiles(stored, read, shallow),
    assignments: keepRows(stored.assignments, { read: read.assignments, ...depths, keep: keepAssignment }),
    quizzes: keepRows(stored.quizzes, { read: read.quizzes, ...depths, keep: keepQuiz }),
    forums,
    grades,
    goneGrades: findGoneGrades(stored, grades),
    discussions: keepDiscussions(stored, read, forums),
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

/** An item that is told as deeply as before. The same text in other markup would be news each time it is read another way. */
function keepUntold(before: ItemRow, item: ReadCourseRows['items'][number]): ReadCourseRows['items'][number] {
  const keep = (field: 'description_html' | 'availability_html') =>
    sameHtml(before[field], item[field]) ? before[field] : item[field]
  return {
    ...item,
    instance_id: item.instance_id ?? before.instance_id,
    modified_at: item.modified_at ?? before.modified_at,
    completion_mode: item.completion_mode ?? (item.completed === null ? null : before.completion_mode),
    description_html: keep('description_html'),
    availability_html: keep('availability_html'),
  }
}

/** Files of items that this reading looked into less deeply are kept, and the file itself where it tells of the page alone. */
function keepFiles(stored: CourseRows, read: ReadCourseRows, shallow: ReadonlySet<number>): FileRow[] {
  const before = Map.groupBy(stored.files, (file) => file.item_moodle_id)
  const kept = new Set(shallow)
  for (const file of read.files) {
    const known = before.get(file.item_moodle_id) ?? []
    if (isSentOn(file) && known.some((each) => !isSentOn(each) && isLikelySize(file, each))) {
      kept.add(file.item_moodle_id)
    }
  }
  return [
    ...read.files.filter((file) => !kept.has(file.item_moodle_id)),
    ...stored.files.filter((file) => kept.has(file.item_moodle_id)),
  ]
}

/** The page says `1.2 MB`. */
const isLikelySize = ({ size_bytes: rounded }: FileRow, { size_bytes: size }: FileRow): boolean =>
  rounded === null || size === null || Math.abs(rounded - size) <= 0.05 * size

/** Activities of items that this reading does not look into to the end are kept where it does not list them. */
function keepRows<Row extends { readonly item_moodle_id: number }>(
  stored: readonly Row[],
  {
    read,
    shallow,
    untold,
    keep,
  }: {
    readonly read: readonly Row[]
    /** Items of which this reading tells less than is known; and those of which it does not tell all. */
    readonly shallow: ReadonlySet<number>
    readonly untold: ReadonlySet<number>
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
    ...stored.filter((row) => untold.has(row.item_moodle_id) && !listed.has(row.item_moodle_id)),
  ]
}

/** The website's rows have no id of their own, and tell less. */
const isOfWebsite = (row: { readonly moodle_id: number | null }): boolean => row.moodle_id === null

function keepAssignment(before: AssignmentRow, row: AssignmentRow, isShallow: boolean): AssignmentRow {
  const isTold = row.submission_state !== 'unknown'
  const own = isTold ? row : before
  // That nothing is to be handed in, it cannot tell from that nothing was.
  const isNone = isOfWebsite(row) && before.submission_state === 'none' && row.submission_state === 'new'
  const state = isNone ? 'none' : own.submission_state
  return {
    ...row,
    moodle_id: row.moodle_id ?? before.moodle_id,
    ...(isOfWebsite(row) && fillNulls(before, row, ['opens_at', 'cut_off_at', 'max_grade'])),
    ...(isShallow && fillNulls(before, row, ['opens_at', 'due_at', 'cut_off_at', 'max_grade'])),
    submission_state: state,
    submitted_at: own.submitted_at ?? (state === before.submission_state ? before.submitted_at : null),
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
    ...((isShallow || isOfWebsite(row)) &&
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

const keepForum = (before: ForumRow, row: ForumRow): ForumRow => ({
  ...row,
  ...fillNulls(before, row, ['moodle_id', 'type', 'discussion_count', 'unread_count']),
})

/** What the student was last told of a grade stays while it is hidden, and while the course does not show it. */
function keepGrades(stored: CourseRows, read: ReadCourseRows): GradeRow[] {
  if (!read.grades) return [...stored.grades]
  const before = byKey(stored.grades, (grade) => grade.moodle_id)
  const gone = new Map(stored.goneGrades.map((grade) => [grade.moodle_id, grade.last_given]))
  return read.grades.map((grade) => {
    const known = before.get(grade.moodle_id)
    const given = givenGrade(grade)
    const told = known ? (known.last_given ?? givenGrade(known)) : (gone.get(grade.moodle_id) ?? null)
    const isSame = known && given !== null && sameGrade(givenGrade(known), given)
    return {
      ...grade,
      graded_at: grade.graded_at ?? (isSame ? known.graded_at : null),
      last_given: given ?? (grade.hidden ? told : null),
    }
  })
}

function fillNulls<Row, Field extends keyof Row>(
  before: Row,
  row: Row,
  fields: readonly Field[],
): Pick<Row, Field> {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? before[field]])) as Pick<Row, Field>
}

/** Of each that was there once and is not now, what the student was told. */
function findGoneGrades(stored: CourseRows, grades: readonly GradeRow[]): GoneGrade[] {
  const shown = new Set(grades.map((grade) => grade.moodle_id))
  return [...stored.grades, ...stored.goneGrades]
    .filter((grade) => !shown.has(grade.moodle_id))
    .map(({ moodle_id, last_given }) => ({ moodle_id, last_given }))
}

/** Discussions stay with their forum where it was not read into, or not to its end; they go with it. */
function keepDiscussions(
  stored: CourseRows,
  read: ReadCourseRows,
  forums: readonly ForumRow[],
): DiscussionRow[] {
  const items = new Set(read.items.map((item) => item.moodle_id))
  const news = new Set(forums.filter(({ type }) => type === 'news').map((forum) => forum.item_moodle_id))
  const whole = new Set(read.whollyReadForums)
  const isNewsWhole = read.forums.some((forum) => forum.type === 'news' && whole.has(forum.item_moodle_id))
  const kept = stored.discussions.filter(({ forum_item_moodle_id: forum }) =>
    // Of announcements stored before forums were, the forum is not known.
    forum === null ? !isNewsWhole : items.has(forum) && !whole.has(forum),
  )
  const told = read.discussions.map((discussion) => ({
    ...discussion,
    announcement: discussion.forum_item_moodle_id !== null && news.has(discussion.forum_item_moodle_id),
  }))
  return uniqueBy([...told, ...kept], (discussion) => discussion.moodle_id)
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => number): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [key(row), row]))
}
