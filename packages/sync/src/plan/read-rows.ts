import type { CourseContent, ReadAssignment, ReadFile, ReadItem } from '@spike/moodle'
import type { CourseRows, DiscussionRow, FileRow, ItemRow } from '@spike/store'

type ItemRowAsRead = Omit<ItemRow, 'kind' | 'number' | 'confidence' | 'reason'>

/** What a reading tells of a course, as rows; what it does not tell is as `keepKnown` takes it. */
export interface ReadCourseRows extends Omit<CourseRows, 'items' | 'grades' | 'goneGrades'> {
  readonly items: readonly ItemRowAsRead[]
  /** Moodle's ids of sections of which it does not tell the summary. */
  readonly listedSections: ReadonlySet<number>
  /** Null where this reading does not tell them. */
  readonly grades: CourseRows['grades'] | null
  /** Those of `readForums` of which it tells all discussions, not the newest alone. */
  readonly whollyReadForums: readonly number[]
}

export function toReadRows(content: CourseContent): ReadCourseRows {
  const placed = uniqueBy(
    content.sections.flatMap((section) => section.items.map((item) => ({ section, item }))),
    ({ item }) => item.moodleId,
  )
  const known = new Set(placed.map(({ item }) => item.moodleId))
  const ofItems = <Activity extends { itemMoodleId: number }>(activities: readonly Activity[]) =>
    uniqueBy(activities, (activity) => activity.itemMoodleId).filter((activity) =>
      known.has(activity.itemMoodleId),
    )
  const assignments = ofItems(content.assignments)
  const quizzes = ofItems(content.quizzes)
  const forums = ofItems(content.forums)
  const assignmentByItem = new Map(assignments.map((assignment) => [assignment.itemMoodleId, assignment]))
  const descriptions = new Map(
    [...assignments, ...quizzes, ...forums].map((activity) => [
      activity.itemMoodleId,
      activity.descriptionHtml,
    ]),
  )
  return {
    listedSections: new Set(
      content.sections.filter(({ detail }) => detail === 'listed').map(({ moodleId }) => moodleId),
    ),
    sections: uniqueBy(content.sections, (section) => section.moodleId).map((section) => ({
      moodle_id: section.moodleId,
      number: section.number,
      name: section.name,
      summary_html: section.summaryHtml,
      visible: section.visible,
      parent_moodle_id: section.parentMoodleId,
    })),
    items: placed.map(({ section, item }, position) => ({
      ...toItemRow(item),
      section_moodle_id: section.moodleId,
      description_html: item.descriptionHtml ?? descriptions.get(item.moodleId) ?? null,
      position,
    })),
    files: placed.flatMap(({ item }) => toFileRows(item, assignmentByItem.get(item.moodleId))),
    assignments: assignments.map((assignment) => ({
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
    quizzes: quizzes.map((quiz) => ({
      item_moodle_id: quiz.itemMoodleId,
      moodle_id: quiz.moodleId,
      opens_at: quiz.opensAt,
      closes_at: quiz.closesAt,
      time_limit_seconds: quiz.timeLimitSeconds,
      attempts_allowed: quiz.attemptsAllowed,
      max_grade: quiz.maxGrade,
      attempts:
        quiz.attempts?.map((attempt) => ({
          number: attempt.number,
          state: attempt.state,
          startedAt: attempt.startedAt?.toISOString() ?? null,
          finishedAt: attempt.finishedAt?.toISOString() ?? null,
        })) ?? null,
      best_grade: quiz.bestGrade,
    })),
    forums: forums.map((forum) => ({
      item_moodle_id: forum.itemMoodleId,
      moodle_id: forum.moodleId,
      type: forum.type,
      discussion_count: forum.discussionCount,
      unread_count: forum.unreadCount,
    })),
    grades: content.grades && toGradeRows(content.grades),
    discussions: toDiscussionRows(forums),
    readForums: forums.filter((forum) => forum.discussions).map((forum) => forum.itemMoodleId),
    whollyReadForums: forums
      .filter(
        ({ discussions, discussionCount }) =>
          discussions && discussionCount !== null && discussions.length >= discussionCount,
      )
      .map((forum) => forum.itemMoodleId),
  }
}

function toItemRow(item: ReadItem) {
  return {
    moodle_id: item.moodleId,
    instance_id: item.instanceId,
    modname: item.modname,
    name: item.name,
    url: item.url,
    visible: item.visible,
    accessible: item.accessible,
    availability_html: item.availabilityHtml,
    indent: item.indent,
    completed: item.completed,
    completion_mode: item.completionMode,
    dates: item.dates.map((date) => ({ id: date.id, at: date.at.toISOString() })),
    detail: item.detail,
    modified_at: item.modifiedAt,
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

function toGradeRows(grades: NonNullable<CourseContent['grades']>): CourseRows['grades'] {
  return uniqueBy(grades, (grade) => grade.moodleId).map((grade) => ({
    moodle_id: grade.moodleId,
    item_moodle_id: grade.itemMoodleId,
    name: grade.name,
    kind: grade.kind,
    grade: grade.hidden ? null : grade.grade,
    grade_text: grade.hidden ? null : grade.gradeText,
    letter: grade.hidden ? null : grade.letter,
    min: grade.min,
    max: grade.max,
    weight_percent: grade.weightPercent,
    hidden: grade.hidden,
    feedback_html: grade.hidden ? null : grade.feedbackHtml,
    graded_at: grade.gradedAt,
    last_given: null,
    position: grade.position,
  }))
}

function toDiscussionRows(forums: CourseContent['forums']): DiscussionRow[] {
  const discussions = forums.flatMap((forum) =>
    (forum.discussions ?? []).map((discussion) => ({ forum, discussion })),
  )
  return uniqueBy(discussions, ({ discussion }) => discussion.moodleId).map(({ forum, discussion }) => ({
    moodle_id: discussion.moodleId,
    forum_item_moodle_id: forum.itemMoodleId,
    announcement: forum.type === 'news',
    title: discussion.title,
    author_name: discussion.authorName,
    message_html: discussion.messageHtml,
    posted_at: discussion.postedAt,
    modified_at: discussion.modifiedAt,
    reply_count: discussion.replyCount,
    unread_count: discussion.unreadCount,
    pinned: discussion.pinned,
    url: discussion.url,
  }))
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
