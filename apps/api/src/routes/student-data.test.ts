import {
  type Change,
  changesAnswerSchema,
  courseDetailSchema,
  coursesAnswerSchema,
  deadlinesAnswerSchema,
  gradesAnswerSchema,
} from '@spike/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { type ApiFixture, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string }
let stranger: { cookie: string; userId: string }
let physicsId: number
let homeworkId: number
const gone = new Date('2026-11-01T00:00:00Z')

beforeAll(async () => {
  fixture = await openApiFixture()
  fixture.clock.now = new Date('2026-11-22T12:00:00Z')
  dana = await fixture.signIn('dana')
  stranger = await fixture.signIn('stranger')
  ;({ physicsId, homeworkId } = await storeCourses(dana.userId))
})
afterAll(() => fixture.close())

async function read<T>(path: string, schema: ZodType<T>, { cookie } = dana): Promise<T> {
  const answer = await fixture.request(path, { cookie })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('private, no-cache')
  return schema.parse(await answer.json())
}

test('courses come newest first, without those that are gone, each with how much is in it', async () => {
  const { courses } = await read('/api/courses', coursesAnswerSchema)
  expect(courses.map((course) => [course.name, course.academicYear, course.itemCount])).toEqual([
    ['Physics', 2026, 3],
    ['History', 2025, 0],
  ])
})

test('a course comes with its sections, items, files and assignment, without what is gone', async () => {
  const { course, sections } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  expect(course.id).toBe(String(physicsId))
  expect(sections.map((section) => section.name)).toEqual(['General', 'Week 1'])
  const [lecture, homework] = sections[1]?.items ?? []
  expect(sections[1]?.items).toHaveLength(3)
  expect(lecture).toMatchObject({ name: 'Lecture 1', kind: 'lecture', assignment: null, quiz: null })
  expect(lecture?.files.map((file) => [file.name, file.sizeBytes])).toEqual([['lecture-1.pdf', 123_456]])
  expect(homework).toMatchObject({
    id: String(homeworkId),
    solutionItemId: null,
    assignment: {
      submissionState: 'draft',
      dueAt: '2026-11-25T10:00:00.000Z',
      graded: false,
      feedbackHtml: '<p>Show your work</p>',
    },
    quiz: null,
  })
})

test('a quiz of a course comes with when it opens and closes and what it allows', async () => {
  const { sections } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  const quiz = sections[1]?.items.find((item) => item.modname === 'quiz')
  expect(quiz).toMatchObject({
    assignment: null,
    quiz: {
      opensAt: null,
      closesAt: '2026-11-28T10:00:00.000Z',
      timeLimitSeconds: 1800,
      attemptsAllowed: null,
    },
  })
})

test('a course comes with its announcements, the newest first, without those that are gone', async () => {
  const { announcements } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  expect(announcements).toMatchObject([
    { title: 'The lab moves', authorName: null, postedAt: '2026-11-20T08:00:00.000Z' },
    { title: 'Welcome', authorName: 'Prof. Levi', messageHtml: '<p>Hello</p>' },
  ])
})

test("a stranger's course, one that is gone and what is no id are not found", async () => {
  for (const [id, { cookie }] of [
    [physicsId, stranger],
    ['0', dana],
    ['12345678901234567890', dana],
    ['1%20or%201', dana],
    [physicsId + 1000, dana],
  ] as const) {
    const answer = await fixture.request(`/api/courses/${id}`, { cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { error: { code: 'request.not_found' } },
    ])
  }
})

describe('deadlines', () => {
  const titles = async (query: string) =>
    (await read(`/api/deadlines${query}`, deadlinesAnswerSchema)).deadlines.map((deadline) => deadline.title)

  test('are those to come and not done', async () => {
    expect(await titles('')).toEqual(['Homework 1', 'Own event'])
  })

  test('can be asked for by time, and with what is done', async () => {
    expect(await titles('?from=2026-11-01T00:00:00Z')).toEqual(['Missed', 'Homework 1', 'Own event'])
    expect(await titles('?includeDone=true&to=2026-11-30T00:00:00%2B02:00')).toEqual([
      'Handed in',
      'Homework 1',
    ])
  })
})

test('grades come by course in the order of the grade book; a hidden one has no value', async () => {
  const { courses } = await read('/api/grades', gradesAnswerSchema)
  expect(courses.map((course) => course.courseName)).toEqual(['Physics'])
  expect(courses[0]?.grades).toMatchObject([
    { name: 'Homework 1', grade: 92.5, itemId: String(homeworkId), hidden: false },
    { name: 'Exam', grade: null, itemId: null, hidden: true },
  ])
})

describe('changes', () => {
  test('come newest first, page by page, none twice and none missing', async () => {
    const seen: Change[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const page = await read(`/api/changes?limit=2${query}`, changesAnswerSchema)
      seen.push(...page.changes)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen.map((change) => change.title)).toEqual([
      'Change 5',
      'Change 4',
      'Change 3',
      'Change 2',
      'Change 1',
    ])
    expect(seen[0]).toMatchObject({
      courseName: 'Physics',
      fields: [{ name: 'dueAt', from: null, to: '2026-11-25T10:00:00Z' }],
    })
  })

  test.each(['x', 'e30', 'W10', 'WyJhIl0', 'Wy0xXQ', '%00'])('refuse the cursor %s', async (cursor) => {
    const answer = await fixture.request(`/api/changes?cursor=${cursor}`, { cookie: dana.cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: 'request.invalid', fields: [{ path: 'cursor' }] } },
    ])
  })
})

test.each(['/api/courses', '/api/deadlines', '/api/grades', '/api/changes', '/api/courses/1'])(
  '%s needs a session',
  async (path) => {
    expect((await fixture.request(path)).status).toBe(401)
  },
)

test.each(['courses', 'deadlines', 'grades', 'changes'])('a student sees no %s of another', async (what) => {
  const answer = await fixture.request(`/api/${what}`, { cookie: stranger.cookie })
  const [rows] = Object.values((await answer.json()) as Record<string, unknown[]>)
  expect(rows).toEqual([])
})

const modnames = { lecture: 'resource', assignment: 'assign', solution: 'resource', quiz: 'quiz' }

async function storeCourses(userId: string): Promise<{ physicsId: number; homeworkId: number }> {
  const { db } = fixture.database
  const addCourse = async (moodleId: number, name: string, more: { academic_year: number; gone_at?: Date }) =>
    (
      await db
        .insertInto('courses')
        .values({
          user_id: userId,
          moodle_id: moodleId,
          full_name: name,
          short_name: name,
          visible: true,
          hidden_by_student: false,
          favourite: false,
          shows_grades: true,
          url: `https://moodle.campus.example/course/view.php?id=${moodleId}`,
          ...more,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  await addCourse(11, 'History', { academic_year: 2025 })
  const courseId = await addCourse(12, 'Physics', { academic_year: 2026 })
  await addCourse(13, 'Cancelled', { academic_year: 2026, gone_at: gone })
  const own = { user_id: userId, course_id: courseId }

  const addSection = async (number: number, name: string, goneAt: Date | null = null) =>
    (
      await db
        .insertInto('sections')
        .values({ ...own, moodle_id: 100 + number, number, name, visible: true, gone_at: goneAt })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  await addSection(0, 'General')
  const sectionId = await addSection(1, 'Week 1')
  await addSection(2, 'Dropped', gone)

  const addItem = async (
    position: number,
    name: string,
    kind: 'lecture' | 'assignment' | 'solution' | 'quiz',
    more = {},
  ) =>
    (
      await db
        .insertInto('items')
        .values({
          ...own,
          section_id: sectionId,
          moodle_id: 1000 + position,
          modname: modnames[kind],
          name,
          visible: true,
          accessible: true,
          position,
          indent: 0,
          kind,
          confidence: 1,
          reason: 'name',
          ...more,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  const lectureId = await addItem(1, 'Lecture 1', 'lecture')
  const goneSolutionId = await addItem(3, 'Solution', 'solution', { gone_at: gone })
  const itemId = await addItem(2, 'Homework 1', 'assignment', { solution_item_id: goneSolutionId })
  await db
    .insertInto('files')
    .values({
      ...own,
      item_id: lectureId,
      path: '/',
      name: 'lecture-1.pdf',
      type: 'file',
      url: 'https://moodle.campus.example/pluginfile.php/1',
      size_bytes: 123_456,
      position: 0,
    })
    .execute()
  const dueAt = new Date('2026-11-25T10:00:00Z')
  await db
    .insertInto('assignments')
    .values({
      ...own,
      item_id: itemId,
      moodle_id: 5,
      due_at: dueAt,
      submission_state: 'draft',
      graded: false,
      feedback_html: '<p>Show your work</p>',
    })
    .execute()
  await db
    .insertInto('quizzes')
    .values({
      ...own,
      item_id: await addItem(4, 'Quiz 1', 'quiz'),
      moodle_id: 6,
      closes_at: new Date('2026-11-28T10:00:00Z'),
      time_limit_seconds: 1800,
    })
    .execute()
  const announcement = {
    ...own,
    message_html: '<p>Hello</p>',
    url: 'https://moodle.campus.example/mod/forum',
  }
  const announced = (moodleId: number, title: string, day: number, more = {}) => {
    const at = new Date(`2026-11-${day}T08:00:00Z`)
    return { ...announcement, moodle_id: moodleId, title, posted_at: at, modified_at: at, ...more }
  }
  await db
    .insertInto('announcements')
    .values([
      announced(1, 'Welcome', 10, { author_name: 'Prof. Levi' }),
      announced(2, 'The lab moves', 20),
      announced(3, 'Taken back', 21, { gone_at: gone }),
    ])
    .execute()

  const event = { ...own, kind: 'assignment_due', done: false }
  await db
    .insertInto('events')
    .values([
      { ...event, key: 'assign:5', item_id: itemId, title: 'Homework 1', due_at: dueAt },
      { ...event, key: 'assign:6', title: 'Missed', due_at: new Date('2026-11-10T10:00:00Z') },
      { ...event, key: 'assign:7', title: 'Handed in', due_at: new Date('2026-11-24T10:00:00Z'), done: true },
      { ...event, key: 'assign:8', title: 'Of a gone item', due_at: dueAt, item_id: goneSolutionId },
      {
        ...event,
        course_id: null,
        key: 'calendar:1',
        kind: 'other',
        title: 'Own event',
        due_at: new Date('2026-12-01Z'),
      },
    ])
    .execute()

  const grade = { ...own, kind: 'item', hidden: false }
  await db
    .insertInto('grades')
    .values([
      { ...grade, moodle_id: 2, name: 'Exam', hidden: true, position: 2 },
      { ...grade, moodle_id: 1, name: 'Homework 1', item_moodle_id: 1002, grade: 92.5, position: 1 },
      { ...grade, moodle_id: 3, name: 'Dropped', grade: 1, position: 3, gone_at: gone },
    ])
    .execute()

  const fields = JSON.stringify([{ name: 'dueAt', from: null, to: '2026-11-25T10:00:00Z' }])
  await db
    .insertInto('changes')
    .values(
      [1, 2, 3, 4, 5].map((n) => ({
        ...own,
        kind: 'changed',
        subject: 'item',
        title: `Change ${n}`,
        fields,
      })),
    )
    .execute()
  return { physicsId: courseId, homeworkId: itemId }
}
