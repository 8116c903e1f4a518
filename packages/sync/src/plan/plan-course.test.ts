import type { CourseContent, ReadDiscussion } from '@spike/moodle'
import type { NewChange } from '@spike/store'
import { describe, expect, test } from 'vitest'
import {
  makeAssignment,
  makeContent,
  makeDiscussion,
  makeFile,
  makeForum,
  makeGrade,
  makeItem,
  makeQuiz,
} from '../testing/course-content.ts'
import { applyPlan } from '../testing/apply-plan.ts'
import { planCourse } from './plan-course.ts'
import { toReadRows } from './read-rows.ts'
import { nothingStored, wantCourse } from './want-course.ts'

const store = (content: CourseContent) => wantCourse(nothingStored, toReadRows(content))
const readAt = new Date('2026-11-20T10:00:00Z')
const plan = (before: CourseContent, after: CourseContent) =>
  planCourse({ rows: store(before), readAt }, toReadRows(after))
/** What is news in the last of several readings, one after another. */
const kindsOfLast = (readings: readonly CourseContent[]) => {
  let rows = nothingStored
  let changes: readonly NewChange[] = []
  for (const reading of readings) {
    const next = planCourse({ rows, readAt }, toReadRows(reading))
    changes = next.changes
    rows = applyPlan(rows, next)
  }
  return changes.map((change) => change.kind)
}
const kinds = (before: CourseContent, after: CourseContent) =>
  plan(before, after).changes.map((change) => change.kind)

test('a first reading writes everything and is no news', () => {
  const content = makeContent({ forums: [makeForum({ discussions: [makeDiscussion()] })] })
  const first = planCourse(null, toReadRows(content))
  expect(first.items.write).toHaveLength(1)
  expect(first.discussions.write).toHaveLength(1)
  expect(first.readForums).toEqual([10])
  expect(first.changes).toEqual([])
})

test("an item's description is its own, else its activity's", () => {
  const assignments = [makeAssignment({ descriptionHtml: '<p>שאלות 1-3</p>' })]
  expect(store(makeContent({ assignments })).items[0]?.description_html).toBe('<p>שאלות 1-3</p>')
  const own = [makeItem({ descriptionHtml: '<p>שלו</p>' })]
  expect(store(makeContent({ assignments }, own)).items[0]?.description_html).toBe('<p>שלו</p>')
})

test('the name of a file that was read at an earlier opening still says what a folder holds', () => {
  const folder = makeItem({ modname: 'folder', name: 'קבצים' })
  const before = makeContent({}, [{ ...folder, files: [makeFile('Homework 3.pdf')] }])
  const after = makeContent({}, [{ ...folder, detail: 'outside' }])
  expect(plan(before, after).items.write).toEqual([])
})

test('a hidden grade is never a row with a value', () => {
  const rows = store(makeContent({ grades: [makeGrade({ grade: 77, letter: 'C', hidden: true })] }))
  expect(rows.grades[0]).toMatchObject({ hidden: true, grade: null, grade_text: null, letter: null })
})

test('a forum is noted as read when that is new or something in it differs, not each time', () => {
  const with1 = makeContent({ forums: [makeForum({ discussions: [makeDiscussion()] })] })
  const with2 = makeContent({
    forums: [makeForum({ discussions: [makeDiscussion(), makeDiscussion({ moodleId: 2 })] })],
  })
  expect(plan(makeContent({ forums: [makeForum()] }), with1).readForums).toEqual([10])
  expect(plan(with1, with1).readForums).toEqual([])
  expect(plan(with1, with2).readForums).toEqual([10])
  expect(plan(with2, with1)).toMatchObject({ readForums: [10], discussions: { gone: [2] } })
})

describe('what is news', () => {
  test('a new item and one that is gone', () => {
    const after = makeContent({}, [makeItem({ moodleId: 11, name: 'הרצאה 2' })])
    expect(kinds(makeContent(), after)).toEqual(['new', 'gone'])
    expect(plan(makeContent(), after).items.gone).toEqual([10])
  })
  test('another name, told from and to', () => {
    const { changes } = plan(makeContent(), makeContent({}, [makeItem({ name: 'הרצאה 1 - מבוא' })]))
    expect(changes).toMatchObject([
      { kind: 'changed', fields: [{ name: 'name', from: 'הרצאה 1', to: 'הרצאה 1 - מבוא' }] },
    ])
  })
  test('an item in another section moved', () => {
    const before = makeContent()
    const after = {
      ...before,
      sections: before.sections.map((s) => ({ ...s, items: s.moodleId === 2 ? [makeItem()] : [] })),
    }
    expect(plan(before, after).changes).toMatchObject([
      { kind: 'moved', fields: [{ name: 'section', from: 'כללי', to: 'שבוע 1' }] },
    ])
  })
  test('files added, replaced and taken away', () => {
    const before = makeContent({}, [makeItem({ files: [makeFile('a.pdf'), makeFile('b.pdf')] })])
    const after = makeContent({}, [makeItem({ files: [makeFile('b.pdf', 2), makeFile('c.pdf')] })])
    expect(plan(before, after).changes[0]?.fields).toEqual([
      { name: 'file', from: null, to: '/c.pdf' },
      { name: 'file', from: '/a.pdf', to: null },
      { name: 'file', from: '/b.pdf: 1 B, 1970-01-01 02:00:00', to: '/b.pdf: 2 B, 1970-01-01 02:00:00' },
    ])
  })
  test('a moved deadline', () => {
    const { changes } = plan(
      makeContent({ assignments: [makeAssignment({ dueAt: new Date('2026-12-01T22:00:00Z') })] }),
      makeContent({ assignments: [makeAssignment({ dueAt: new Date('2026-12-03T22:00:00Z') })] }),
    )
    expect(changes).toMatchObject([
      {
        kind: 'deadline_moved',
        fields: [{ from: '2026-12-01T22:00:00.000Z', to: '2026-12-03T22:00:00.000Z' }],
      },
    ])
  })
  test('a grade given; none and zero are not the same, and one in words counts', () => {
    const graded = (changes: Parameters<typeof makeGrade>[0]) => makeContent({ grades: [makeGrade(changes)] })
    expect(kinds(graded({}), graded({ grade: 0 }))).toEqual(['grade_given'])
    expect(kinds(graded({}), graded({ gradeText: 'עובר' }))).toEqual(['grade_given'])
  })
  test('a grade withdrawn, and given again', () => {
    const graded = (changes: Parameters<typeof makeGrade>[0]) => makeContent({ grades: [makeGrade(changes)] })
    const { changes } = plan(graded({ grade: 80 }), graded({}))
    expect(changes).toMatchObject([
      { kind: 'changed', subject: 'grade', fields: [{ name: 'grade', from: '80', to: null }] },
    ])
    const again = [graded({ grade: 80 }), graded({}), graded({ grade: 80 })]
    expect(kindsOfLast(again)).toEqual(['grade_given'])
  })
  test('the last time to hand in, and the closing of a module of another type', () => {
    const assigned = (cutOffAt: Date) => makeContent({ assignments: [makeAssignment({ cutOffAt })] })
    const [early, late] = [new Date('2026-12-01T22:00:00Z'), new Date('2026-12-03T22:00:00Z')]
    const moved = (name: string) => [
      { kind: 'deadline_moved', fields: [{ name, from: early.toISOString(), to: late.toISOString() }] },
    ]
    expect(plan(assigned(early), assigned(late)).changes).toMatchObject(moved('cutOff'))
    const choice = (at: Date) =>
      makeContent({}, [makeItem({ modname: 'choice', dates: [{ id: 'timeclose', at }] })])
    expect(plan(choice(early), choice(late)).changes).toMatchObject(moved('timeclose'))
    expect(kinds(makeContent({}, [makeItem({ modname: 'choice' })]), choice(late))).toEqual([
      'deadline_moved',
    ])
  })
  test('a link that leads elsewhere', () => {
    const link = (url: string) =>
      makeContent({}, [makeItem({ files: [{ ...makeFile('קישור'), type: 'url', url }] })])
    expect(plan(link('https://a.example'), link('https://b.example')).changes[0]?.fields).toEqual([
      { name: 'file', from: '/קישור: https://a.example', to: '/קישור: https://b.example' },
    ])
  })
  test('an announcement; not a discussion, and not those found when a forum is first read', () => {
    const forum = (discussions: Parameters<typeof makeForum>[0]) =>
      makeContent({ forums: [makeForum(discussions)] })
    const posted = [makeDiscussion()]
    expect(kinds(forum({ discussions: [] }), forum({ discussions: posted }))).toEqual(['announcement_posted'])
    expect(
      kinds(forum({ type: 'general', discussions: [] }), forum({ type: 'general', discussions: posted })),
    ).toEqual([])
    expect(kinds(forum({ discussions: null }), forum({ discussions: posted }))).toEqual([])
  })
  test('an announcement in a forum that was not there before', () => {
    const posted = (postedAt: Date) =>
      makeContent({ forums: [makeForum({ discussions: [makeDiscussion({ postedAt })] })] })
    expect(kinds(makeContent({}, []), posted(readAt))).toEqual(['new', 'announcement_posted'])
    // One that was hidden and is shown again has those that were there all the time.
    expect(kinds(makeContent({}, []), posted(new Date(0)))).toEqual(['new'])
  })
  test('an announcement among the newest of many, unless it is old', () => {
    const forum = (discussions: readonly ReadDiscussion[]) =>
      makeContent({ forums: [makeForum({ discussionCount: 60, discussions })] })
    const known = makeDiscussion({ moodleId: 9 })
    const posted = (postedAt: Date) => kinds(forum([known]), forum([known, makeDiscussion({ postedAt })]))
    expect(posted(readAt)).toEqual(['announcement_posted'])
    expect(posted(new Date(0))).toEqual([])
  })
})

describe('what is no news', () => {
  test('a grade that was hidden or not shown and comes back the same', () => {
    const graded = (changes: Parameters<typeof makeGrade>[0]) => makeContent({ grades: [makeGrade(changes)] })
    const [given, hidden] = [graded({ grade: 90 }), graded({ hidden: true })]
    expect(kindsOfLast([given, hidden])).toEqual([])
    expect(kindsOfLast([given, hidden, given])).toEqual([])
    expect(kindsOfLast([given, makeContent(), hidden, given])).toEqual([])
    expect(kindsOfLast([given, makeContent(), graded({ grade: 91 })])).toEqual(['grade_given'])
  })
  test('a grade that is written another way', () => {
    const graded = (changes: Parameters<typeof makeGrade>[0]) => makeContent({ grades: [makeGrade(changes)] })
    expect(kinds(graded({ gradeText: '90' }), graded({ gradeText: '90.00' }))).toEqual([])
    expect(kinds(graded({ grade: 91.66667 }), graded({ gradeText: '91,67' }))).toEqual([])
    expect(kinds(graded({ grade: 91.66667 }), graded({ grade: 91.69 }))).toEqual(['grade_given'])
  })
  test('another revision in the address of a file', () => {
    const file = (revision: number) =>
      makeContent({}, [makeItem({ files: [{ ...makeFile('a.pdf'), url: `https://m/${revision}/a.pdf` }] })])
    expect(plan(file(1), file(2))).toMatchObject({ files: { write: [{}] }, changes: [] })
  })
  test('a completion mark, and another order', () => {
    const two = [makeItem(), makeItem({ moodleId: 11, name: 'הרצאה 2' })]
    const turned = [makeItem({ moodleId: 11, name: 'הרצאה 2' }), makeItem({ completed: true })]
    expect(kinds(makeContent({}, two), makeContent({}, turned))).toEqual([])
  })
  test('another order of two files of one name', () => {
    const files = ['1', '2'].map((id) => ({ ...makeFile('a.pdf'), url: `https://m.example/${id}` }))
    const [before, after] = [files, files.toReversed()].map((each) =>
      makeContent({}, [makeItem({ files: each })]),
    )
    expect(kinds(before!, after!)).toEqual([])
  })
  test('how much is unread, and answers in a discussion', () => {
    const forum = (unreadCount: number) =>
      makeForum({
        unreadCount,
        discussions: [makeDiscussion({ unreadCount, replyCount: unreadCount })],
      })
    const [before, after] = [makeContent({ forums: [forum(1)] }), makeContent({ forums: [forum(2)] })]
    expect(plan(before, after)).toMatchObject({ forums: { write: [{ unread_count: 2 }] }, changes: [] })
  })
  test('what was inside all the time and is read for the first time', () => {
    const folder = makeItem({ modname: 'folder', detail: 'outside' })
    const opened = {
      ...folder,
      detail: 'full' as const,
      descriptionHtml: '<p>הכול</p>',
      files: [makeFile('a.pdf')],
    }
    const { changes, files, items } = plan(makeContent({}, [folder]), makeContent({}, [opened]))
    expect(changes).toEqual([])
    expect(files.write).toHaveLength(1)
    expect(items.write).toMatchObject([{ detail: 'full', description_html: '<p>הכול</p>' }])
  })
  test('when a quiz closes, learnt when it was opened', () => {
    const quiz = makeItem({ modname: 'quiz', detail: 'outside' })
    const before = makeContent({ quizzes: [makeQuiz()] }, [quiz])
    const after = makeContent({ quizzes: [makeQuiz({ closesAt: new Date(0) })] }, [
      { ...quiz, detail: 'full' },
    ])
    expect(kinds(before, after)).toEqual([])
  })
})
