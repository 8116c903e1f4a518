import type { AssignmentRow, ChangedField, CourseRows, DiscussionRow, ItemRow, NewChange } from '@spike/store'
import { changedFiles } from './file-changes.ts'
import { givenGrade, sameGrade } from './same-grade.ts'

export interface Reading {
  /** When the stored rows were read. */
  readonly lastReadAt: Date
  /** Moodle's ids of the forums' items of which this reading tells all discussions. */
  readonly whollyReadForums: ReadonlySet<number>
}

/**
 * What is news to the student between two readings of a course. Not news: an order, a completion mark, another
 * classification, a total that follows from a grade, what is unread, and what was there before but is only read now.
 */
export function findCourseChanges(stored: CourseRows, wanted: CourseRows, reading: Reading): NewChange[] {
  return [
    ...itemChanges(stored, wanted),
    ...deadlineChanges(stored, wanted),
    ...gradeChanges(stored, wanted),
    ...announcementChanges(stored, wanted, reading),
  ]
}

function itemChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const before = new Map(stored.items.map((item) => [item.moodle_id, item]))
  const after = new Map(wanted.items.map((item) => [item.moodle_id, item]))
  const sectionNames = new Map([...stored.sections, ...wanted.sections].map((s) => [s.moodle_id, s.name]))
  const filesBefore = Map.groupBy(stored.files, (file) => file.item_moodle_id)
  const filesAfter = Map.groupBy(wanted.files, (file) => file.item_moodle_id)

  const changes: NewChange[] = []
  for (const item of wanted.items) {
    const old = before.get(item.moodle_id)
    if (!old) {
      changes.push(itemChange('new', item, []))
      continue
    }
    if (old.section_moodle_id !== item.section_moodle_id) {
      const field = changed(
        'section',
        sectionNames.get(old.section_moodle_id) ?? null,
        sectionNames.get(item.section_moodle_id) ?? null,
      )
      changes.push(itemChange('moved', item, [field]))
    }
    const fields = changedItemFields(old, item)
    if (old.detail === item.detail) {
      fields.push(
        ...changedFiles(filesBefore.get(item.moodle_id) ?? [], filesAfter.get(item.moodle_id) ?? []),
      )
    }
    if (fields.length > 0) changes.push(itemChange('changed', item, fields))
  }
  for (const item of stored.items) {
    if (!after.has(item.moodle_id)) changes.push(itemChange('gone', item, []))
  }
  return changes
}

function changedItemFields(old: ItemRow, item: ItemRow): ChangedField[] {
  const fields: ChangedField[] = []
  if (old.name !== item.name) fields.push(changed('name', old.name, item.name))
  if (old.detail === item.detail) {
    // Descriptions can be pages long: that they changed is said, not what from.
    if (old.description_html !== item.description_html) fields.push(changed('description', null, null))
    if (old.availability_html !== item.availability_html) fields.push(changed('availability', null, null))
  }
  if (old.accessible !== item.accessible) {
    fields.push(changed('accessible', String(old.accessible), String(item.accessible)))
  }
  return fields
}

/** Ids of dates by which a module that has no rows of its own here asks for something. */
const closingDates: ReadonlySet<string> = new Set([
  'duedate',
  'cutoffdate',
  'timeclose',
  'deadline',
  'submissionend',
  'assessmentend',
  'timeavailableto',
])

function deadlineChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const before = new Map(stored.items.map((item) => [item.moodle_id, item]))
  const [old, now] = [closingTimes(stored), closingTimes(wanted)]
  return wanted.items.flatMap((item): NewChange[] => {
    const known = before.get(item.moodle_id)
    const times = old.get(item.moodle_id)
    if (!known || !times) return []
    const fields = [...(now.get(item.moodle_id) ?? [])].flatMap(([name, at]): ChangedField[] => {
      const from = times.get(name) ?? null
      if (from?.getTime() === at?.getTime()) return []
      // It was there all the time and is only read now.
      return from === null && known.detail !== item.detail ? [] : [changed(name, iso(from), iso(at))]
    })
    return fields.length > 0 ? [itemChange('deadline_moved', item, fields)] : []
  })
}

/** When items close, by Moodle's id of the item and a name of the time. */
function closingTimes(rows: CourseRows): ReadonlyMap<number, ReadonlyMap<string, Date | null>> {
  const ofItems = rows.items.map((item) => {
    const dates = item.dates.filter(({ id }) => id !== null && closingDates.has(id))
    return [item.moodle_id, new Map(dates.map(({ id, at }) => [id ?? '', new Date(at)]))] as const
  })
  const ofAssignments = rows.assignments.map(
    (row) =>
      [
        row.item_moodle_id,
        new Map([
          ['due', dueAt(row)],
          ['cutOff', row.cut_off_at],
        ]),
      ] as const,
  )
  const ofQuizzes = rows.quizzes.map(
    (row) => [row.item_moodle_id, new Map([['due', row.closes_at]])] as const,
  )
  return new Map<number, ReadonlyMap<string, Date | null>>([...ofItems, ...ofAssignments, ...ofQuizzes])
}

/** The time by which it is asked for: an extension counts more than the date that all have. */
export function dueAt(assignment: Pick<AssignmentRow, 'due_at' | 'extended_to'>): Date | null {
  return assignment.extended_to ?? assignment.due_at
}

function gradeChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const before = new Map(stored.grades.map((grade) => [grade.moodle_id, grade]))
  const gone = new Map(stored.goneGrades.map((grade) => [grade.moodle_id, grade.last_given]))
  return wanted.grades.flatMap((grade): NewChange[] => {
    const old = before.get(grade.moodle_id)
    const shown = old ? givenGrade(old) : null
    const from = shown ?? old?.last_given ?? gone.get(grade.moodle_id) ?? null
    const to = givenGrade(grade)
    if (grade.kind !== 'item' || grade.hidden) return []
    if (to === null)
      return shown === null ? [] : [gradeChange('changed', grade, [changed('grade', shown, to)])]
    return sameGrade(from, to) ? [] : [gradeChange('grade_given', grade, [changed('grade', from, to)])]
  })
}

const gradeChange = (
  kind: NewChange['kind'],
  grade: CourseRows['grades'][number],
  fields: readonly ChangedField[],
): NewChange => ({ kind, subject: 'grade', itemMoodleId: grade.item_moodle_id, title: grade.name, fields })

/** Clocks differ, and a reading is noted as done some time after it asked. */
const postedMarginMs = 3_600_000

/** Where not all discussions of a forum were known, what is unknown may be old: then its time says what is new. */
function announcementChanges(stored: CourseRows, wanted: CourseRows, reading: Reading): NewChange[] {
  const before = new Set(stored.discussions.map((discussion) => discussion.moodle_id))
  const forumsBefore = new Set(stored.items.map((item) => item.moodle_id))
  const readBefore = new Set(stored.readForums)
  const newSince = reading.lastReadAt.getTime() - postedMarginMs
  const isNews = ({ forum_item_moodle_id: forum, posted_at: postedAt }: DiscussionRow): boolean => {
    if (forum !== null && readBefore.has(forum) && reading.whollyReadForums.has(forum)) return true
    const isFirstRead = forum !== null && forumsBefore.has(forum) && !readBefore.has(forum)
    return !isFirstRead && postedAt.getTime() > newSince
  }
  return wanted.discussions
    .filter(
      (discussion) => discussion.announcement && !before.has(discussion.moodle_id) && isNews(discussion),
    )
    .map((discussion) => ({
      kind: 'announcement_posted',
      subject: 'announcement',
      itemMoodleId: discussion.forum_item_moodle_id,
      title: discussion.title,
      fields: [],
    }))
}

const itemChange = (kind: NewChange['kind'], item: ItemRow, fields: readonly ChangedField[]): NewChange => ({
  kind,
  subject: 'item',
  itemMoodleId: item.moodle_id,
  title: item.name,
  fields,
})
const changed = (name: string, from: string | null, to: string | null): ChangedField => ({ name, from, to })
const iso = (at: Date | null): string | null => at?.toISOString() ?? null
