import type { CourseContent } from '@spike/moodle'
import fc from 'fast-check'
import {
  makeAssignment,
  makeContent,
  makeDiscussion,
  makeForum,
  makeGrade,
  makeItem,
  makeQuiz,
} from './course-content.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('הרצאה 1', 'ת"ב 3 — פתרון', 'تمرين ٢', 'o\'neil \\ "x" \u2028', 'Lab 1'),
)
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const time = fc.integer({ min: 0, max: 4_102_444_800_000 }).map((milliseconds) => new Date(milliseconds))
const points = fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 100_000)
/** Few, so that one reading's meet those of another. */
const itemId = fc.integer({ min: 1, max: 6 })
const rowId = fc.integer({ min: 1, max: 8 })
const count = fc.integer({ min: 0, max: 5 })
const few = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 3 })

const file = fc.record({
  name: fc.constantFrom('a.pdf', 'ב.docx', 'HW 3.pdf'),
  path: fc.constantFrom('/', '/שבוע 1/'),
  sizeBytes: orNull(fc.integer({ min: 0, max: 5_000_000_000 })),
  mimeType: orNull(fc.constantFrom('application/pdf', 'text/html')),
  modifiedAt: orNull(time),
  url: fc.constantFrom('https://m.example/1', 'https://m.example/2'),
  type: fc.constantFrom('file', 'url', 'content'),
})

const item = fc
  .record({
    moodleId: itemId,
    detail: fc.constantFrom('full', 'outside', 'listed'),
    modname: fc.constantFrom('resource', 'folder', 'assign', 'quiz', 'forum'),
    name: text,
    descriptionHtml: orNull(text),
    availabilityHtml: orNull(text),
    completed: orNull(fc.boolean()),
    completionMode: fc.constantFrom('manual', 'automatic', null),
    dates: few(fc.record({ id: orNull(fc.constantFrom('duedate', 'timeclose')), at: time })),
    modifiedAt: orNull(time),
    files: few(file),
  })
  .map(makeItem)

const assignment = fc
  .record({
    itemMoodleId: itemId,
    moodleId: orNull(rowId),
    descriptionHtml: orNull(text),
    dueAt: orNull(time),
    extendedTo: orNull(time),
    submissionState: fc.constantFrom('none', 'new', 'draft', 'reopened', 'submitted', 'unknown'),
    submittedAt: orNull(time),
    graded: fc.boolean(),
    feedbackHtml: orNull(text),
    files: few(file),
  })
  .map(makeAssignment)

const attempt = fc.record({
  number: rowId,
  state: fc.constantFrom('inprogress', 'finished'),
  startedAt: orNull(time),
  finishedAt: orNull(time),
})
const quiz = fc
  .record({
    itemMoodleId: itemId,
    closesAt: orNull(time),
    timeLimitSeconds: orNull(count),
    attempts: orNull(few(attempt)),
    bestGrade: orNull(points),
  })
  .map(makeQuiz)

const discussion = fc
  .record({
    moodleId: rowId,
    title: text,
    authorName: orNull(text),
    postedAt: time,
    replyCount: count,
    unreadCount: orNull(count),
    pinned: fc.boolean(),
  })
  .map(makeDiscussion)
const forum = fc
  .record({
    itemMoodleId: itemId,
    type: fc.constantFrom('news', 'general', null),
    discussionCount: orNull(count),
    unreadCount: orNull(count),
    discussions: orNull(few(discussion)),
  })
  .map(makeForum)

const grade = fc
  .record({
    moodleId: rowId,
    itemMoodleId: orNull(itemId),
    name: text,
    kind: fc.constantFrom('item', 'category', 'course'),
    grade: orNull(points),
    gradeText: orNull(text),
    letter: orNull(fc.constantFrom('A', 'B')),
    weightPercent: orNull(points),
    hidden: fc.boolean(),
    gradedAt: orNull(time),
  })
  .map(makeGrade)

const section = fc.record({
  moodleId: fc.integer({ min: 1, max: 4 }),
  number: count,
  name: text,
  summaryHtml: orNull(text),
  visible: fc.boolean(),
  parentMoodleId: orNull(fc.integer({ min: 1, max: 4 })),
  detail: fc.constant('full' as const),
  items: few(item),
})

/** Any reading of one course: sections, items and rows of few ids, each of any detail, some listed twice. */
export const anyContent: fc.Arbitrary<CourseContent> = fc
  .record({
    sections: few(section),
    assignments: few(assignment),
    quizzes: few(quiz),
    forums: few(forum),
    grades: orNull(few(grade)),
  })
  .map((changes) => makeContent(changes))
