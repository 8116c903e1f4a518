import { classifyItem } from '@spike/classify'
import type { CourseContent, ReadAssignment, ReadFile, ReadItem, ReadSection } from '@spike/moodle'
import type { CourseRows, FileRow, ItemRow } from '@spike/store'

/** What was read of a course as the rows that should be stored, each item classified. */
export function toCourseRows(content: CourseContent): CourseRows {
  const assignments = uniqueBy(content.assignments, (assignment) => assignment.itemMoodleId)
  const assignmentByItem = new Map(assignments.map((assignment) => [assignment.itemMoodleId, assignment]))
  const placed = uniqueBy(
    content.sections.flatMap((section) => section.items.map((item) => ({ section, item }))),
    ({ item }) => item.moodleId,
  )
  const known = new Set(placed.map(({ item }) => item.moodleId))
  return {
    sections: uniqueBy(content.sections, (section) => section.moodleId).map((section) => ({
      moodle_id: section.moodleId,
      number: section.number,
      name: section.name,
      summary_html: section.summaryHtml,
      visible: section.visible,
    })),
    items: placed.map(({ section, item }, position) => toItemRow(section, item, position)),
    files: placed.flatMap(({ item }) => toFileRows(item, assignmentByItem.get(item.moodleId))),
    assignments: assignments
      .filter((assignment) => known.has(assignment.itemMoodleId))
      .map((assignment) => ({
        item_moodle_id: assignment.itemMoodleId,
        moodle_id: assignment.moodleId,
        opens_at: assignment.opensAt,
        due_at: assignment.dueAt,
        cut_off_at: assignment.cutOffAt,
        extended_to: assignment.extendedTo,
        max_grade: assignment.maxGrade,
        submission_state: assignment.submissionState,
        submitted_at: assignment.submittedAt,
        graded: assignment.graded,
        feedback_html: assignment.feedbackHtml,
      })),
    quizzes: uniqueBy(content.quizzes, (quiz) => quiz.itemMoodleId)
      .filter((quiz) => known.has(quiz.itemMoodleId))
      .map((quiz) => ({
        item_moodle_id: quiz.itemMoodleId,
        moodle_id: quiz.moodleId,
        opens_at: quiz.opensAt,
        closes_at: quiz.closesAt,
        time_limit_seconds: quiz.timeLimitSeconds,
        attempts_allowed: quiz.attemptsAllowed,
        max_grade: quiz.maxGrade,
      })),
    grades: uniqueBy(content.grades ?? [], (grade) => grade.moodleId).map((grade) => ({
      moodle_id: grade.moodleId,
      item_moodle_id: grade.itemMoodleId,
      name: grade.name,
      kind: grade.kind,
      grade: grade.hidden ? null : grade.grade,
      grade_text: grade.hidden ? null : grade.gradeText,
      min: grade.min,
      max: grade.max,
      weight_percent: grade.weightPercent,
      hidden: grade.hidden,
      feedback_html: grade.hidden ? null : grade.feedbackHtml,
      graded_at: grade.gradedAt,
      position: grade.position,
    })),
    announcements: uniqueBy(content.announcements, (announcement) => announcement.moodleId).map(
      (announcement) => ({
        moodle_id: announcement.moodleId,
        title: announcement.title,
        author_name: announcement.authorName,
        message_html: announcement.messageHtml,
        posted_at: announcement.postedAt,
        modified_at: announcement.modifiedAt,
        url: announcement.url,
      }),
    ),
  }
}

function toItemRow(section: ReadSection, item: ReadItem, position: number): ItemRow {
  const filename = item.files.find((file) => file.type === 'file')?.name
  const classified = classifyItem({
    modname: item.modname,
    name: item.name,
    section: section.name,
    ...(filename !== undefined && { filename }),
  })
  return {
    section_moodle_id: section.moodleId,
    moodle_id: item.moodleId,
    instance_id: item.instanceId,
    modname: item.modname,
    name: item.name,
    url: item.url,
    description_html: item.descriptionHtml,
    visible: item.visible,
    accessible: item.accessible,
    availability_html: item.availabilityHtml,
    position,
    indent: item.indent,
    completed: item.completed,
    modified_at: item.modifiedAt,
    kind: classified.kind,
    number: classified.number,
    confidence: classified.confidence,
    reason: classified.reason,
  }
}

function toFileRows(item: ReadItem, assignment: ReadAssignment | undefined): FileRow[] {
  const files: readonly ReadFile[] = [...item.files, ...(assignment?.files ?? [])]
  return uniqueBy(files, (file) => JSON.stringify([file.path, file.name, file.url])).map(
    (file, position) => ({
      item_moodle_id: item.moodleId,
      path: file.path,
      name: file.name,
      type: file.type,
      url: file.url,
      size_bytes: file.sizeBytes,
      mime_type: file.mimeType,
      modified_at: file.modifiedAt,
      position,
    }),
  )
}

/** The first of each key. A site that lists something twice means one thing. */
export function uniqueBy<T, Key>(values: readonly T[], key: (value: T) => Key): T[] {
  const seen = new Set<Key>()
  return values.filter((value) => {
    const id = key(value)
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}
