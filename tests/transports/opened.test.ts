import type { CourseDetail, Item } from '@spike/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { readToTheEnd } from '../support/read-to-the-end.ts'
import { readRowVersions } from '../support/row-versions.ts'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterEach(() => stack.campus.control.reset())
afterAll(() => stack.close())

interface Listed {
  readonly id: string
  readonly moodleId: number
}
const listCourses = async (student: StudentClient) =>
  (await student.get<{ courses: Listed[] }>('/api/courses')).courses
const readCourse = (student: StudentClient, courseId: string) =>
  student.get<CourseDetail>(`/api/courses/${courseId}`)
const findItem = ({ sections }: CourseDetail, moodleId: number): Item =>
  sections.flatMap(({ items }) => items).find((item) => item.moodleId === moodleId)!

async function open(student: StudentClient, path: string): Promise<string | null> {
  const { jobId } = await student.post<{ jobId: string | null }>(path)
  if (jobId) expect(await student.waitForEnd(jobId)).toMatchObject({ status: 'completed', partial: false })
  return jobId
}

test('what is inside is read through the website when it is opened, and a later sync keeps it', async () => {
  const { control } = stack.campus
  control.setSite({ webServices: false })
  const student = await stack.signIn('six')
  await student.waitForEnd()
  const courses = await listCourses(student)
  const itemsAtMoodle = control
    .listCourses('six')
    .filter(({ term }) => term === 'current')
    .flatMap((course) => course.sections.flatMap(({ items }) => items.map((item) => ({ course, item }))))
  const find = (modname: string, fits: (item: object) => boolean = () => true) => {
    const found = itemsAtMoodle.find(({ item }) => item.modname === modname && fits(item))!
    return { moodleId: found.item.cmid, courseId: courses.find((c) => c.moodleId === found.course.id)!.id }
  }
  const opened = {
    folder: find('folder'),
    book: find('book'),
    page: find('page'),
    url: find('url'),
    forum: find('forum', (item) => 'type' in item && item.type === 'general'),
    news: find('forum', (item) => 'type' in item && item.type === 'news'),
    quiz: find('quiz'),
  }
  const read = async (name: keyof typeof opened) => {
    const detail = await readCourse(student, opened[name].courseId)
    return { detail, item: findItem(detail, opened[name].moodleId) }
  }
  const ofForum = ({ detail, item }: Awaited<ReturnType<typeof read>>) =>
    [...detail.announcements, ...detail.discussions].filter(({ itemId }) => itemId === item.id)

  for (const name of Object.keys(opened) as (keyof typeof opened)[]) {
    const before = await read(name)
    expect(before.item.detail, name).not.toBe('full')
    expect(before.item.files, name).toEqual([])
    expect(await open(student, `/api/items/${before.item.id}/open`), name).not.toBeNull()
    const { item } = await read(name)
    expect(item.detail, name).toBe('full')
    // Read a moment ago: it is not read again for being opened again.
    expect(await open(student, `/api/items/${item.id}/open`), name).toBeNull()
  }
  const expectInside = async () => {
    expect((await read('folder')).item.files.length).toBeGreaterThan(1)
    expect((await read('book')).item.files.length).toBeGreaterThan(1)
    expect((await read('page')).item.files[0]).toMatchObject({ type: 'content' })
    expect((await read('url')).item.files).toMatchObject([
      { type: 'url', url: expect.stringMatching(/^https:/) },
    ])
    expect(ofForum(await read('forum')).length).toBeGreaterThan(0)
    expect(ofForum(await read('news')).length).toBeGreaterThan(0)
    expect((await read('news')).detail.announcements.length).toBeGreaterThan(0)
    expect((await read('quiz')).item.quiz?.attempts).not.toBeNull()
  }
  await expectInside()

  await readToTheEnd(stack, student)
  await makeReadingsOld(stack.db)
  const rows = await readRowVersions(stack.db)
  expect(await student.syncAgain()).toMatchObject({ status: 'completed', counts: { changes: 0 } })
  expect(await readRowVersions(stack.db)).toEqual(rows)
  await expectInside()
})

test('an old course is read when it is opened, not at an ordinary sync', async () => {
  const { control } = stack.campus
  const student = await stack.signIn('settled')
  await student.waitForEnd()
  const [old] = control.listCourses('settled').toSorted((a, b) => a.enddate - b.enddate)
  const courseId = (await listCourses(student)).find(({ moodleId }) => moodleId === old!.id)!.id
  await stack.db
    .updateTable('course_readings')
    .set({ read_at: new Date(Date.now() - 2 * 86_400_000) })
    .execute()
  const added = control.edit('settled', {
    kind: 'add-item',
    courseId: old!.id,
    sectionNumber: 1,
    name: 'A scan of the exam',
  })
  const contentsRead = () => control.countCalls({ function: 'core_course_get_contents', courseId: old!.id })

  control.resetCounters()
  await student.syncAgain()
  expect(contentsRead()).toBe(0)
  expect(control.countCalls({ function: 'core_course_get_contents' })).toBe(9)

  control.resetCounters()
  expect(await open(student, `/api/courses/${courseId}/open`)).not.toBeNull()
  expect(contentsRead()).toBe(1)
  expect(control.countCalls({ function: 'core_course_get_contents' })).toBe(1)
  expect(findItem(await readCourse(student, courseId), added.cmid!)).toMatchObject({
    name: 'A scan of the exam',
  })
  expect(await open(student, `/api/courses/${courseId}/open`)).toBeNull()
})
