import { randomUUID } from 'node:crypto'
import {
  calendarAnswerSchema,
  type Change,
  changesAnswerSchema,
  courseDetailSchema,
  coursesAnswerSchema,
  deadlinesAnswerSchema,
  gradesAnswerSchema,
  notificationsAnswerSchema,
} from '@spike/contract'
import { countStudentData } from '@spike/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { addCourse, addFile, addItem, addSection } from '../../../../tests/support/student-rows.ts'
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
    ['Physics', 2026, 4],
    ['History', 2025, 0],
  ])
})

test('a course comes with its sections, items, files and assignment, without what is gone', async () => {
  const { course, sections } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  expect(course).toMatchObject({ id: String(physicsId), teachers: ['Prof. Levi', 'Dr. Cohen'] })
  expect(sections.map((section) => section.name)).toEqual(['General', 'Week 1', 'Exercises'])
  expect(sections.map((section) => section.parentId)).toEqual([null, null, sections[1]?.id])
  const [lecture, homework] = sections[1]?.items ?? []
  expect(sections[1]?.items).toHaveLength(3)
  expect(lecture).toMatchObject({ name: 'Lecture 1', kind: 'lecture', assignment: null, quiz: null })
  expect(lecture?.files).toMatchObject([
    { name: 'lecture-1.pdf', sizeBytes: 123_456, type: 'file', url: null },
    { name: 'Recording', sizeBytes: null, type: 'url', url: 'https://video.example/1' },
  ])
  expect(lecture).toMatchObject({ detail: 'outside', completionMode: null, dates: [], forum: null })
  expect(homework).toMatchObject({
    id: String(homeworkId),
    solutionItemId: null,
    completionMode: 'automatic',
    dates: [{ id: 'duedate', at: '2026-11-25T10:00:00.000Z' }],
    detail: 'full',
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
      attempts: [{ number: 1, state: 'finished', startedAt: '2026-11-20T10:00:00.000Z', finishedAt: null }],
      bestGrade: 8.5,
    },
  })
})

test('a forum of a course comes with its type, its size and what is unread', async () => {
  const { sections } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  expect(sections[0]?.items).toMatchObject([
    { modname: 'forum', forum: { type: 'general', discussionCount: 2, unreadCount: 3 } },
  ])
})

test('a course comes with its announcements, the newest first, without those that are gone', async () => {
  const { announcements } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  expect(announcements).toMatchObject([
    { title: 'The lab moves', authorName: null, postedAt: '2026-11-20T08:00:00.000Z' },
    { title: 'Welcome', authorName: 'Prof. Levi', messageHtml: '<p>Hello</p>', replyCount: 0 },
  ])
  expect(announcements).toHaveLength(2)
})

test('its other discussions come apart, pinned ones first, each with its forum', async () => {
  const { sections, discussions } = await read(`/api/courses/${physicsId}`, courseDetailSchema)
  const forumId = sections[0]?.items[0]?.id
  expect(discussions).toMatchObject([
    { title: 'Read this first', itemId: forumId, pinned: true, replyCount: 7, unreadCount: 2 },
    { title: 'Newest question', itemId: forumId, pinned: false, unreadCount: null },
    { title: 'Of a forum that is gone', itemId: null },
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

  test('say how far an assignment is handed in, and nothing of that for the rest', async () => {
    const { deadlines } = await read('/api/deadlines', deadlinesAnswerSchema)
    expect(deadlines.map(({ submissionState }) => submissionState)).toEqual(['draft', null])
  })
})

describe('the calendar', () => {
  const entries = async (query: string) =>
    (await read(`/api/calendar${query}`, calendarAnswerSchema)).events.map(({ title, kind }) => [title, kind])

  test('has deadlines, what is done and what asks nothing, from now on for a month', async () => {
    expect(await entries('')).toEqual([
      ['Reading week', 'calendar'],
      ['Handed in', 'assignment_due'],
      ['Homework 1', 'assignment_due'],
      ['Own event', 'other'],
    ])
  })

  test('can be asked for by time; what began before and still lasts is in it', async () => {
    const { events } = await read(
      '/api/calendar?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z',
      calendarAnswerSchema,
    )
    expect(events).toMatchObject([
      {
        title: 'Reading week',
        at: '2026-11-20T00:00:00.000Z',
        endsAt: '2026-11-23T12:00:00.000Z',
        descriptionHtml: '<p>No lectures</p>',
        courseName: 'Physics',
      },
    ])
    expect(await entries('?from=2027-06-01T00:00:00Z')).toEqual([])
  })

  test.each([
    ['more than 400 days', '?from=2026-01-01T00:00:00Z&to=2027-02-06T00:00:00Z'],
    ['an end before its beginning', '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['an end that has passed', '?to=2026-01-01T00:00:00Z'],
  ])('refuses %s', async (_case, query) => {
    const answer = await fixture.request(`/api/calendar${query}`, { cookie: dana.cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: 'request.invalid', fields: [{ path: 'to' }] } },
    ])
  })
})

describe("Moodle's notifications", () => {
  test('come newest first, page by page, those of one second too', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const page = await read(`/api/notifications?limit=2${query}`, notificationsAnswerSchema)
      seen.push(...page.notifications.map(({ subject }) => subject))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(['Newest', 'Second of a second', 'First of a second', 'Oldest'])
  })

  test('say what was read in Moodle', async () => {
    const { notifications } = await read('/api/notifications', notificationsAnswerSchema)
    expect(notifications.filter(({ read: wasRead }) => wasRead)).toMatchObject([
      { subject: 'Oldest', textHtml: '<p>Graded</p>', url: 'https://moodle.campus.example/mod/assign' },
    ])
  })

  test.each(['x', 'WzFd', 'WzEsLTFd', 'Wy0xLDFd', 'WzllMTUsMV0'])('refuse the cursor %s', async (cursor) => {
    const answer = await fixture.request(`/api/notifications?cursor=${cursor}`, { cookie: dana.cookie })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'request.invalid' } }])
  })
})

test('grades come by course in the order of the grade book; of a hidden one only that there is such a thing', async () => {
  const { courses } = await read('/api/grades', gradesAnswerSchema)
  expect(courses).toMatchObject([{ courseName: 'Physics', academicYear: 2026, term: null }])
  expect(courses[0]?.grades).toMatchObject([
    { name: 'Homework 1', grade: 92.5, letter: 'A', itemId: String(homeworkId), hidden: false },
    { name: 'Exam', grade: null, gradeText: null, letter: null, hidden: true },
  ])
  expect(courses[0]?.grades).toHaveLength(2)
  const counts = await countStudentData(fixture.database.db, { userId: dana.userId, jobId: randomUUID() })
  expect(counts.grades).toBe(1)
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

  test('can be asked for by kind and by course', async () => {
    const titles = async (query: string) =>
      (await read(`/api/changes?${query}`, changesAnswerSchema)).changes.map((change) => change.title)
    expect(await titles('kind=grade_given')).toEqual(['Change 3'])
    expect(await titles(`courseId=${physicsId}&limit=2`)).toEqual(['Change 5', 'Change 4'])
    expect(await titles(`courseId=${physicsId}&kind=new`)).toEqual([])
    expect(await titles(`courseId=${physicsId + 1000}`)).toEqual([])
    for (const query of ['kind=other', 'courseId=x']) {
      const answer = await fixture.request(`/api/changes?${query}`, { cookie: dana.cookie })
      expect(answer.status).toBe(400)
    }
  })

  test.each(['x', 'e30', 'W10', 'WyJhIl0', 'Wy0xXQ', '%00'])('refuse the cursor %s', async (cursor) => {
    const answer = await fixture.request(`/api/changes?cursor=${cursor}`, { cookie: dana.cookie })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: 'request.invalid', fields: [{ path: 'cursor' }] } },
    ])
  })
})

test('what is new in a course is what changed there and was not read, but for what moved or went away', async () => {
  const { db } = fixture.database
  const { cookie, userId } = await fixture.signIn('newcomer')
  const rows = await storeCourses(userId)
  const change = {
    user_id: userId,
    course_id: rows.physicsId,
    item_id: rows.homeworkId,
    subject: 'item',
    title: 'Homework 1',
    fields: '[]',
  } as const
  const look = async () => {
    const { course, sections } = await read(`/api/courses/${rows.physicsId}`, courseDetailSchema, {
      cookie,
      userId,
    })
    const items = sections.flatMap((section) => section.items)
    return [course.newCount, items.filter(({ isNew }) => isNew).map(({ id }) => id)]
  }
  await db.updateTable('changes').set({ read_at: new Date() }).where('user_id', '=', userId).execute()
  expect(await look()).toEqual([0, []])
  await db
    .insertInto('changes')
    .values([
      { ...change, kind: 'gone' },
      { ...change, kind: 'moved' },
    ])
    .execute()
  expect(await look()).toEqual([1, []])
  await db
    .insertInto('changes')
    .values({ ...change, kind: 'deadline_moved' })
    .execute()
  expect(await look()).toEqual([2, [String(rows.homeworkId)]])
  const { courses } = await read('/api/courses', coursesAnswerSchema, { cookie, userId })
  expect(courses.map(({ newCount }) => newCount)).toEqual([2, 0])
})

test.each([
  '/api/courses',
  '/api/courses/1',
  '/api/deadlines',
  '/api/calendar',
  '/api/grades',
  '/api/changes',
  '/api/notifications',
])('%s needs a session', async (path) => {
  expect((await fixture.request(path)).status).toBe(401)
})

const lists = ['courses', 'deadlines', 'calendar', 'grades', 'changes', 'notifications']
test.each(lists)('a student sees no %s of another', async (what) => {
  const answer = await fixture.request(`/api/${what}`, { cookie: stranger.cookie })
  const [rows] = Object.values((await answer.json()) as Record<string, unknown[]>)
  expect(rows).toEqual([])
})

const modnames = {
  lecture: 'resource',
  assignment: 'assign',
  solution: 'resource',
  quiz: 'quiz',
  discussion: 'forum',
}

async function storeCourses(userId: string): Promise<{ physicsId: number; homeworkId: number }> {
  const { db } = fixture.database
  const addNamedCourse = (
    moodleId: number,
    name: string,
    more: { academic_year: number; gone_at?: Date; teachers?: string },
  ) => addCourse(db, { user_id: userId, moodle_id: moodleId, full_name: name, ...more })
  await addNamedCourse(11, 'History', { academic_year: 2025 })
  const courseId = await addNamedCourse(12, 'Physics', {
    academic_year: 2026,
    teachers: JSON.stringify(['Prof. Levi', 'Dr. Cohen']),
  })
  await addNamedCourse(13, 'Cancelled', { academic_year: 2026, gone_at: gone })
  const own = { user_id: userId, course_id: courseId }

  const addNumbered = (number: number, name: string, more = {}) =>
    addSection(db, { ...own, moodle_id: 100 + number, number, name, ...more })
  const generalId = await addNumbered(0, 'General')
  const sectionId = await addNumbered(1, 'Week 1')
  await addNumbered(2, 'Dropped', { gone_at: gone })
  await addNumbered(3, 'Exercises', { parent_moodle_id: 101 })

  const addOfKind = (position: number, name: string, kind: keyof typeof modnames, more = {}) =>
    addItem(db, {
      ...own,
      section_id: sectionId,
      moodle_id: 1000 + position,
      modname: modnames[kind],
      name,
      position,
      kind,
      ...more,
    })
  const lectureId = await addOfKind(1, 'Lecture 1', 'lecture', { detail: 'outside' })
  const goneSolutionId = await addOfKind(3, 'Solution', 'solution', { gone_at: gone })
  const itemId = await addOfKind(2, 'Homework 1', 'assignment', {
    solution_item_id: goneSolutionId,
    completion_mode: 'automatic',
    dates: JSON.stringify([{ id: 'duedate', at: '2026-11-25T10:00:00.000Z' }]),
  })
  await db
    .insertInto('forums')
    .values({
      ...own,
      item_id: await addOfKind(5, 'Questions', 'discussion', { section_id: generalId }),
      type: 'general',
      discussion_count: 2,
      unread_count: 3,
    })
    .execute()
  const ofLecture = { ...own, item_id: lectureId }
  await addFile(db, { ...ofLecture, name: 'lecture-1.pdf', size_bytes: 123_456 })
  await addFile(db, {
    ...ofLecture,
    name: 'Recording',
    type: 'url',
    url: 'https://video.example/1',
    position: 1,
  })
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
      item_id: await addOfKind(4, 'Quiz 1', 'quiz'),
      moodle_id: 6,
      closes_at: new Date('2026-11-28T10:00:00Z'),
      time_limit_seconds: 1800,
      attempts: JSON.stringify([
        { number: 1, state: 'finished', startedAt: '2026-11-20T10:00:00.000Z', finishedAt: null },
      ]),
      best_grade: 8.5,
    })
    .execute()
  const announcement = {
    ...own,
    message_html: '<p>Hello</p>',
    announcement: true,
    url: 'https://moodle.campus.example/mod/forum',
  }
  const announced = (moodleId: number, title: string, day: number, more = {}) => {
    const at = new Date(Date.UTC(2026, 10, day, 8))
    return { ...announcement, moodle_id: moodleId, title, posted_at: at, modified_at: at, ...more }
  }
  await db
    .insertInto('discussions')
    .values([
      announced(1, 'Welcome', 10, { author_name: 'Prof. Levi' }),
      announced(2, 'The lab moves', 20),
      announced(3, 'Taken back', 21, { gone_at: gone }),
      announced(4, 'Newest question', 22, { announcement: false, forum_item_moodle_id: 1005 }),
      announced(5, 'Read this first', 1, {
        announcement: false,
        forum_item_moodle_id: 1005,
        pinned: true,
        reply_count: 7,
        unread_count: 2,
      }),
      announced(6, 'Of a forum that is gone', 2, { announcement: false, forum_item_moodle_id: 9999 }),
    ])
    .execute()

  const event = { ...own, kind: 'assignment_due', done: false } as const
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
      {
        ...event,
        key: 'calendar:2',
        kind: 'calendar',
        title: 'Reading week',
        due_at: new Date('2026-11-20Z'),
        ends_at: new Date('2026-11-23T12:00:00Z'),
        description_html: '<p>No lectures</p>',
      },
    ])
    .execute()

  const grade = { ...own, kind: 'item', hidden: false } as const
  await db
    .insertInto('grades')
    .values([
      { ...grade, moodle_id: 2, name: 'Exam', hidden: true, position: 2 },
      {
        ...grade,
        moodle_id: 1,
        name: 'Homework 1',
        item_moodle_id: 1002,
        grade: 92.5,
        letter: 'A',
        position: 1,
      },
      { ...grade, moodle_id: 3, name: 'Dropped', grade: 1, position: 3, gone_at: gone },
    ])
    .execute()

  const fields = JSON.stringify([{ name: 'dueAt', from: null, to: '2026-11-25T10:00:00Z' }])
  await db
    .insertInto('changes')
    .values(
      [1, 2, 3, 4, 5].map((n) => ({
        ...own,
        kind: n === 3 ? 'grade_given' : 'changed',
        subject: 'item',
        title: `Change ${n}`,
        fields,
      })),
    )
    .execute()

  const told = (moodleId: number, subject: string, createdAt: string, more = {}) => ({
    user_id: userId,
    moodle_id: moodleId,
    subject,
    created_at: new Date(createdAt),
    read: false,
    ...more,
  })
  const oldest = { read: true, text_html: '<p>Graded</p>', url: 'https://moodle.campus.example/mod/assign' }
  await db
    .insertInto('moodle_notifications')
    .values([
      told(4, 'Newest', '2026-11-22T08:00:00Z'),
      told(1, 'Oldest', '2026-11-01T08:00:00Z', oldest),
      told(2, 'First of a second', '2026-11-02T08:00:00Z'),
      told(3, 'Second of a second', '2026-11-02T08:00:00Z'),
    ])
    .execute()
  return { physicsId: courseId, homeworkId: itemId }
}
