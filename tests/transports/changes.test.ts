import type { Course, Edit, Item } from '@spike/campus'
import { type Change, changeKinds } from '@spike/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeReadingsOld } from '../support/make-readings-old.ts'
import { readToTheEnd } from '../support/read-to-the-end.ts'
import { countWritten, readRowVersions } from '../support/row-versions.ts'
import type { StudentClient } from '../support/student-client.ts'
import { startTestStack, type TestStack } from '../support/test-stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.close())

const username = 'six'
const inDays = (days: number) => Math.floor(Date.now() / 1000) + days * 86_400

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

/** Of the courses in progress the one with this index, and its items of one kind: each test edits one of its own. */
function openCourse(index: number): { course: Course; itemsOf: (modname: Item['modname']) => Item[] } {
  const course = stack.campus.control.listCourses(username).filter(({ term }) => term === 'current')[index]
  if (!course) throw new Error(`${username} has no ${index + 1} courses in progress`)
  const items = course.sections.flatMap((section) => section.items)
  return { course, itemsOf: (modname) => items.filter((item) => item.modname === modname) }
}

/** What the next sync after these edits writes, and what it tells the student. */
async function syncAfter(student: StudentClient, edits: readonly Edit[]) {
  const before = await readRowVersions(stack.db)
  for (const edit of edits) stack.campus.control.edit(username, edit)
  const { counts } = await student.syncAgain()
  const { changes } = await student.get<{ changes: Change[] }>('/api/changes')
  return {
    written: countWritten(before, await readRowVersions(stack.db)),
    changes: changes.slice(0, counts?.changes ?? 0).toReversed(),
  }
}

describe.each([
  { transport: 'web services', webServices: true },
  { transport: 'the website', webServices: false },
])('by $transport', ({ webServices }) => {
  const universityId = webServices ? 'services' : 'website'
  let student: StudentClient
  beforeAll(async () => {
    stack.campus.control.setSite({ webServices })
    await stack.addInstitution(universityId)
    student = await stack.signIn(username, { universityId })
    await student.waitForEnd()
    if (!webServices) await readToTheEnd(stack, student)
  })
  afterAll(() => stack.campus.control.reset())

  test('three things that changed are three changes, and only their rows are written', async () => {
    const { itemsOf } = openCourse(0)
    const [syllabus] = itemsOf('resource')
    const [, , , soon, later] = itemsOf('assign')
    const movedTo = inDays(20)
    const { written, changes } = await syncAfter(student, [
      { kind: 'rename-item', cmid: syllabus!.cmid, name: 'שם חדש לגמרי' },
      { kind: 'move-deadline', cmid: soon!.cmid, at: movedTo },
      { kind: 'give-grade', cmid: later!.cmid, value: 93, feedback: '<p>יפה</p>' },
    ])
    expect(changes).toMatchObject([
      {
        kind: 'changed',
        subject: 'item',
        title: 'שם חדש לגמרי',
        fields: [{ name: 'name', from: 'סילבוס', to: 'שם חדש לגמרי' }],
      },
      {
        kind: 'deadline_moved',
        title: soon!.name,
        // The last time to hand in moves with it; the website does not tell that.
        fields: [{ name: 'due', to: iso(movedTo) }, ...(webServices ? [{ name: 'cutOff' }] : [])],
      },
      { kind: 'grade_given', title: later!.name, fields: [{ name: 'grade', from: null, to: '93' }] },
    ])
    expect(written).toEqual({
      // The renamed one; and where the site tells an item's dates, the one that is due later.
      items: webServices ? 2 : 1,
      assignments: 2,
      // The course's total follows.
      grades: 2,
      // One is due later, one is done.
      events: 2,
      // Moodle tells of the grade as well.
      moodle_notifications: 1,
      changes: 3,
      // What the renamed one and its files are found by.
      search_entries: 4,
    })
  })

  test('each kind of change is told', async () => {
    const { course, itemsOf } = openCourse(1)
    const [syllabus, formulas] = itemsOf('resource')
    const [, , , soon, later] = itemsOf('assign')
    const { changes } = await syncAfter(student, [
      { kind: 'rename-item', cmid: syllabus!.cmid, name: 'Renamed' },
      { kind: 'move-item', cmid: formulas!.cmid, sectionNumber: 2 },
      { kind: 'remove-item', cmid: itemsOf('url')[0]!.cmid },
      { kind: 'add-item', courseId: course.id, sectionNumber: 1, name: 'Brand new' },
      { kind: 'give-grade', cmid: later!.cmid, value: 93 },
      { kind: 'move-deadline', cmid: soon!.cmid, at: inDays(20) },
      { kind: 'post-announcement', courseId: course.id, subject: 'No lecture', message: '<p>Really</p>' },
    ])
    // Announcements are read through the website when their forum is opened.
    const kinds = changeKinds.filter((kind) => webServices || kind !== 'announcement_posted')
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(kinds))
    expect(changes).toHaveLength(kinds.length)
  })

  test('what comes, goes or moves writes no row of what stands around it', async () => {
    const { course, itemsOf } = openCourse(2)
    const [, formulas] = itemsOf('resource')
    const edits: Edit[] = [
      { kind: 'add-item', courseId: course.id, sectionNumber: 1, name: 'Brand new' },
      { kind: 'move-item', cmid: formulas!.cmid, sectionNumber: 2 },
      { kind: 'remove-item', cmid: itemsOf('url')[0]!.cmid },
    ]
    for (const edit of edits) expect((await syncAfter(student, [edit])).written.items, edit.kind).toBe(1)
  })

  test('what Moodle writes into every page anew is no change of a text', async () => {
    const { itemsOf } = openCourse(3)
    const { cmid } = itemsOf('resource')[0]!
    const setText = async (words: string, revision: number) => {
      const smiley = `${stack.campus.url}/theme/image.php/boost/core/${revision}/s/smiley`
      const link = `${stack.campus.url}/mod/x.php?id=1&amp;sesskey=k${revision}`
      const html = `<p id="yui_${revision}">${words} <img src="${smiley}" alt=":-)"> <a href="${link}">1</a></p>`
      return syncAfter(student, [{ kind: 'describe-item', cmid, html }])
    }
    const changed = [{ kind: 'changed', fields: [{ name: 'description', from: null, to: null }] }]
    // A sync through the website reads no texts: they are as they were.
    expect((await setText('Read it', 1_795_355_399)).changes).toMatchObject(webServices ? changed : [])
    expect(await setText('Read it', 1_795_999_999)).toEqual({ written: {}, changes: [] })
    expect((await setText('Read it well', 1_795_999_999)).changes).toMatchObject(webServices ? changed : [])
  })

  test('after a new sign-in the same is the same', async () => {
    await makeReadingsOld(stack.db)
    const before = await readRowVersions(stack.db)
    const again = await stack.signIn(username, { universityId })
    expect((await again.waitForEnd()).counts?.changes).toBe(0)
    expect(await readRowVersions(stack.db)).toEqual(before)
  })
})
