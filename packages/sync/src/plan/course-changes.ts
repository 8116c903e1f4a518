import type { AssignmentRow, ChangedField, CourseRows, ItemRow, NewChange } from '@spike/store'

/**
 * What is news to the student between two readings of a course. Not news: an order, a completion mark, another
 * classification, a total that follows from a grade, what is unread, and what was there before but is only read now.
 */
export function findCourseChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  return [
    ...itemChanges(stored, wanted),
    ...deadlineChanges(stored, wanted),
    ...gradeChanges(stored, wanted),
    ...announcementChanges(stored, wanted),
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

function changedFiles(before: CourseRows['files'], after: CourseRows['files']): ChangedField[] {
  const old = fileVersions(before)
  const now = fileVersions(after)
  return [
    ...[...now.keys()].filter((key) => !old.has(key)).map((key) => changed('file', null, key)),
    ...[...old.keys()].filter((key) => !now.has(key)).map((key) => changed('file', key, null)),
    ...[...now]
      .filter(([key, value]) => old.has(key) && old.get(key) !== value)
      .map(([key]) => changed('file', key, key)),
  ]
}

/** By path and name; there may be several of one name. */
function fileVersions(files: CourseRows['files']): ReadonlyMap<string, string> {
  const byName = Map.groupBy(files, (file) => file.path + file.name)
  const version = (file: CourseRows['files'][number]) =>
    `${file.size_bytes} ${file.modified_at?.getTime()} ${file.url}`
  return new Map(
    [...byName].map(([name, ofName]) => [name, ofName.map(version).toSorted().join('\n')] as const),
  )
}

function deadlineChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const items = new Map(wanted.items.map((item) => [item.moodle_id, item]))
  const details = new Map(stored.items.map((item) => [item.moodle_id, item.detail]))
  const ends = (rows: CourseRows) =>
    new Map<number, Date | null>([
      ...rows.assignments.map((row) => [row.item_moodle_id, dueAt(row)] as const),
      ...rows.quizzes.map((row) => [row.item_moodle_id, row.closes_at] as const),
    ])
  const before = ends(stored)
  return [...ends(wanted)].flatMap(([id, at]) => {
    const old = before.get(id)
    const item = items.get(id)
    if (old === undefined || !item || old?.getTime() === at?.getTime()) return []
    if (old === null && details.get(id) !== item.detail) return []
    return [itemChange('deadline_moved', item, [changed('due', iso(old), iso(at))])]
  })
}

/** The time by which it is asked for: an extension counts more than the date that all have. */
export function dueAt(assignment: Pick<AssignmentRow, 'due_at' | 'extended_to'>): Date | null {
  return assignment.extended_to ?? assignment.due_at
}

function gradeChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const before = new Map(stored.grades.map((grade) => [grade.moodle_id, grade]))
  return wanted.grades.flatMap((grade): NewChange[] => {
    const old = before.get(grade.moodle_id)
    const [from, to] = [old ? givenGrade(old) : null, givenGrade(grade)]
    if (grade.kind !== 'item' || to === null || from === to) return []
    return [
      {
        kind: 'grade_given',
        subject: 'grade',
        itemMoodleId: grade.item_moodle_id,
        title: grade.name,
        fields: [changed('grade', from, to)],
      },
    ]
  })
}

/** In points, or in words where it has none. */
const givenGrade = (grade: CourseRows['grades'][number]): string | null =>
  grade.grade?.toString() ?? grade.grade_text

function announcementChanges(stored: CourseRows, wanted: CourseRows): NewChange[] {
  const before = new Set(stored.discussions.map((discussion) => discussion.moodle_id))
  const forumsBefore = new Set(stored.items.map((item) => item.moodle_id))
  const readBefore = new Set(stored.readForums)
  const isFirstRead = (forum: number | null) =>
    forum !== null && forumsBefore.has(forum) && !readBefore.has(forum)
  return wanted.discussions
    .filter(
      (discussion) =>
        discussion.announcement &&
        !before.has(discussion.moodle_id) &&
        !isFirstRead(discussion.forum_item_moodle_id),
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
