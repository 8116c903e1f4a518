import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countWritten, readRowVersions } from '../../../tests/support/row-versions.ts'
import { addCourse } from '../../../tests/support/student-rows.ts'
import { addWaitingJob } from '../../../tests/support/students.ts'
import { emptyPlan } from '../../../tests/support/empty-plan.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/test-database.ts'
import { applyCoursePlan } from './apply-course-plan.ts'
import type { CoursePlan } from './course-plan.ts'
import { readStudentCourses } from './course-list.ts'
import type { CourseRows } from './course-rows.ts'
import { readCourseSnapshot } from './course-snapshot.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const at = (text: string) => new Date(text)
const plainItem = (moodleId: number, modname: string, position: number): CourseRows['items'][number] => ({
  section_moodle_id: 1,
  moodle_id: moodleId,
  instance_id: null,
  modname,
  name: `${modname} ${moodleId}`,
  url: null,
  description_html: null,
  visible: true,
  accessible: true,
  availability_html: null,
  position,
  indent: 0,
  completed: null,
  completion_mode: null,
  dates: [],
  detail: 'outside',
  modified_at: null,
  kind: 'other',
  number: null,
  confidence: 0.5,
  reason: 'type',
})
const rows: CourseRows = {
  sections: [
    {
      moodle_id: 1,
      number: 0,
      name: 'כללי',
      summary_html: '<p>שלום</p>',
      visible: true,
      parent_moodle_id: null,
    },
  ],
  items: [
    {
      section_moodle_id: 1,
      moodle_id: 10,
      instance_id: 5,
      modname: 'assign',
      name: 'ת"ב 1 \\ "מרכאות" \u2028 ✓',
      url: 'https://m/10',
      description_html: null,
      visible: true,
      accessible: true,
      availability_html: null,
      position: 0,
      indent: 0,
      completed: false,
      completion_mode: 'manual',
      dates: [{ id: 'duedate', at: '2026-12-01T21:59:00.000Z' }],
      detail: 'full',
      modified_at: at('2026-11-01T10:00:00.123Z'),
      kind: 'assignment',
      number: '1',
      confidence: 0.9,
      reason: 'name',
    },
    plainItem(11, 'quiz', 1),
    plainItem(12, 'forum', 2),
    plainItem(13, 'forum', 3),
  ],
  files: [
    {
      item_moodle_id: 10,
      path: '/',
      name: 'a.pdf',
      type: 'file',
      url: 'https://m/a.pdf',
      size_bytes: 5_000_000_000,
      mime_type: 'application/pdf',
      modified_at: null,
      position: 0,
    },
  ],
  assignments: [
    {
      item_moodle_id: 10,
      moodle_id: 5,
      opens_at: null,
      due_at: at('2026-12-01T21:59:00Z'),
      cut_off_at: null,
      extended_to: null,
      max_grade: 100,
      submission_state: 'draft',
      submitted_at: null,
      graded: false,
      feedback_html: null,
    },
  ],
  quizzes: [
    {
      item_moodle_id: 11,
      moodle_id: null,
      opens_at: null,
      closes_at: at('2026-12-05T21:59:00Z'),
      time_limit_seconds: 3600,
      attempts_allowed: 2,
      max_grade: 10,
      attempts: [{ number: 1, state: 'inprogress', startedAt: '2026-11-20T08:00:00.000Z', finishedAt: null }],
      best_grade: 8.5,
    },
  ],
  forums: [
    { item_moodle_id: 12, moodle_id: 6, type: 'news', discussion_count: 1, unread_count: null },
    { item_moodle_id: 13, moodle_id: 7, type: 'general', discussion_count: 4, unread_count: 2 },
  ],
  grades: [
    {
      moodle_id: 3,
      item_moodle_id: 10,
      name: 'ת"ב 1',
      kind: 'item',
      grade: 91.66667,
      grade_text: '91.67',
      letter: 'A',
      min: 0,
      max: 100,
      weight_percent: 12.5,
      hidden: false,
      feedback_html: null,
      graded_at: at('2026-11-02T10:00:00Z'),
      last_given: '91.66667',
      position: 0,
    },
  ],
  goneGrades: [],
  discussions: [
    {
      moodle_id: 77,
      forum_item_moodle_id: 12,
      announcement: true,
      reply_count: 0,
      unread_count: 1,
      pinned: true,
      title: 'שיעור בוטל',
      author_name: 'ד"ר לוי',
      message_html: '<p>היום</p>',
      posted_at: at('2026-11-03T10:00:00Z'),
      modified_at: at('2026-11-03T10:00:00Z'),
      url: 'https://m/d',
    },
  ],
  readForums: [12],
}
const writeAll: CoursePlan = {
  sections: { write: rows.sections, gone: [] },
  items: { write: rows.items, gone: [] },
  files: { write: rows.files, replacedItemMoodleIds: [10] },
  assignments: { write: rows.assignments, gone: [] },
  quizzes: { write: rows.quizzes, gone: [] },
  forums: { write: rows.forums, gone: [] },
  grades: { write: rows.grades, gone: [] },
  discussions: { write: rows.discussions, gone: [] },
  readForums: rows.readForums,
  changes: [],
}

const facts = { categoryName: 'מדעי המחשב', teachers: ['ד"ר לוי', 'נועה'] }

async function addOwner() {
  const { db } = database
  const { jobId, userId } = await addWaitingJob(db)
  const courseId = await addCourse(db, { user_id: userId, moodle_id: 28, full_name: 'רשתות' })
  return { userId, jobId, courseId }
}

test('what was planned is what is stored, value for value', async () => {
  const owner = await addOwner()
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  expect(await readCourseSnapshot(database.db, owner.courseId)).toEqual(rows)
  const [course] = await readStudentCourses(database.db, owner.userId)
  expect(course).toMatchObject({
    read_in_job: owner.jobId,
    category_name: facts.categoryName,
    teachers: facts.teachers,
  })
})

test('applying the same plan twice doubles nothing', async () => {
  const owner = await addOwner()
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  expect(await readCourseSnapshot(database.db, owner.courseId)).toEqual(rows)
})

test('what is gone is kept but not shown, and comes back', async () => {
  const owner = await addOwner()
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  const goneItem: CoursePlan = {
    ...emptyPlan,
    items: { write: [], gone: [10] },
    assignments: { write: [], gone: [10] },
    changes: [{ kind: 'gone', subject: 'item', itemMoodleId: 10, title: 'ת"ב 1', fields: [] }],
  }
  await applyCoursePlan(database.db, owner, { plan: goneItem, facts })
  const snapshot = await readCourseSnapshot(database.db, owner.courseId)
  expect(snapshot.items.map((item) => item.moodle_id)).toEqual([11, 12, 13])
  expect(snapshot.files).toEqual([])
  expect(snapshot.assignments).toEqual([])
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  expect((await readCourseSnapshot(database.db, owner.courseId)).items).toEqual(rows.items)
})

test('a reading that does not tell of the course itself leaves what was known', async () => {
  const owner = await addOwner()
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts })
  const untold = { categoryName: null, teachers: null }
  await applyCoursePlan(database.db, owner, { plan: writeAll, facts: untold })
  expect(await readStudentCourses(database.db, owner.userId)).toMatchObject([
    { category_name: facts.categoryName, teachers: facts.teachers },
  ])
})

test('reading again what has not changed writes the mark of it alone', async () => {
  const owner = await addOwner()
  const { db } = database
  await applyCoursePlan(db, owner, { plan: writeAll, facts })
  const { jobId } = await addWaitingJob(db)
  const before = await readRowVersions(db)
  for (const told of [facts, { categoryName: null, teachers: null }]) {
    await applyCoursePlan(db, { ...owner, jobId }, { plan: emptyPlan, facts: told })
  }
  expect(await readRowVersions(db)).toEqual(before)
  expect(await readStudentCourses(db, owner.userId)).toMatchObject([
    { read_in_job: jobId, read_at: expect.any(Date) },
  ])

  const fewer = { ...facts, teachers: facts.teachers.slice(0, 1) }
  await applyCoursePlan(db, owner, { plan: emptyPlan, facts: fewer })
  // Search finds a course by its teachers.
  expect(countWritten(before, await readRowVersions(db))).toEqual({
    courses: 1,
    search_entries: expect.any(Number),
  })
  expect(await readStudentCourses(db, owner.userId)).toMatchObject([
    { category_name: facts.categoryName, teachers: fewer.teachers },
  ])
})

test("a row cannot hang on another student's course", async () => {
  const mine = await addOwner()
  const theirs = await addOwner()
  await applyCoursePlan(database.db, theirs, { plan: emptyPlan, facts })
  const stolen = { ...mine, courseId: theirs.courseId }
  for (const plan of [writeAll, emptyPlan]) {
    await expect(applyCoursePlan(database.db, stolen, { plan, facts })).rejects.toThrow(/foreign key/)
  }
  const { rows: found } = await sql`select 1 from sections where course_id = ${theirs.courseId}`.execute(
    database.db,
  )
  expect(found).toEqual([])
})
