import type { CourseContent, ReadItem } from '@spike/moodle'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCourseRows } from './course-rows.ts'
import { planCourse } from './plan-course.ts'

const item = (changes: Partial<ReadItem> = {}): ReadItem => ({
  moodleId: 10,
  instanceId: 5,
  modname: 'resource',
  name: 'הרצאה 1',
  url: 'https://moodle.example.ac.il/mod/resource/view.php?id=10',
  descriptionHtml: null,
  visible: true,
  accessible: true,
  availabilityHtml: null,
  indent: 0,
  completed: null,
  modifiedAt: null,
  files: [],
  ...changes,
})
const content = (
  changes: Partial<CourseContent> = {},
  items: readonly ReadItem[] = [item()],
): CourseContent => ({
  sections: [
    { moodleId: 1, number: 0, name: 'כללי', summaryHtml: null, visible: true, items },
    { moodleId: 2, number: 1, name: 'שבוע 1', summaryHtml: null, visible: true, items: [] },
  ],
  assignments: [],
  quizzes: [],
  forums: [],
  grades: [],
  announcements: [],
  ...changes,
})
const plan = (before: CourseContent, after: CourseContent) =>
  planCourse(toCourseRows(before), toCourseRows(after))
const file = (name: string, sizeBytes = 1) => ({
  name,
  path: '/',
  sizeBytes,
  mimeType: 'application/pdf',
  modifiedAt: new Date(0),
  url: `https://moodle.example.ac.il/pluginfile.php/1/${name}`,
  type: 'file' as const,
})
const assignment = (dueAt: Date | null) => ({
  moodleId: 7,
  itemMoodleId: 10,
  name: 'ת"ב 1',
  opensAt: null,
  dueAt,
  cutOffAt: null,
  extendedTo: null,
  maxGrade: 100,
  submissionState: 'new' as const,
  submittedAt: null,
  graded: false,
  feedbackHtml: null,
  files: [],
})
const grade = (value: number | null) => ({
  moodleId: 3,
  itemMoodleId: 10,
  name: 'ת"ב 1',
  kind: 'item' as const,
  grade: value,
  gradeText: value === null ? null : String(value),
  min: 0,
  max: 100,
  weightPercent: null,
  hidden: false,
  feedbackHtml: null,
  gradedAt: null,
  position: 0,
})

test('a first reading writes everything and is no news', () => {
  const first = planCourse(null, toCourseRows(content()))
  expect(first.items.write).toHaveLength(1)
  expect(first.changes).toEqual([])
})

test('the same reading again writes nothing', () => {
  const whole = content({ assignments: [assignment(new Date(1000))], grades: [grade(90)] }, [
    item({ files: [file('a.pdf')] }),
  ])
  const again = plan(whole, structuredClone(whole))
  expect(again.sections.write).toEqual([])
  expect(again.items.write).toEqual([])
  expect(again.files).toEqual({ write: [], replacedItemMoodleIds: [] })
  expect(again.assignments.write).toEqual([])
  expect(again.grades.write).toEqual([])
  expect(again.changes).toEqual([])
})

describe('what is news', () => {
  const kinds = (before: CourseContent, after: CourseContent) =>
    plan(before, after).changes.map((change) => change.kind)

  test('a new item and one that is gone', () => {
    const after = content({}, [item({ moodleId: 11, name: 'הרצאה 2' })])
    expect(kinds(content(), after)).toEqual(['new', 'gone'])
    expect(plan(content(), after).items.gone).toEqual([10])
  })
  test('another name, told from and to', () => {
    const { changes } = plan(content(), content({}, [item({ name: 'הרצאה 1 - מבוא' })]))
    expect(changes).toMatchObject([
      { kind: 'changed', fields: [{ name: 'name', from: 'הרצאה 1', to: 'הרצאה 1 - מבוא' }] },
    ])
  })
  test('an item in another section moved', () => {
    const before = content()
    const after = {
      ...before,
      sections: before.sections.map((s) => ({ ...s, items: s.moodleId === 2 ? [item()] : [] })),
    }
    expect(plan(before, after).changes).toMatchObject([
      { kind: 'moved', fields: [{ name: 'section', from: 'כללי', to: 'שבוע 1' }] },
    ])
  })
  test('files added, replaced and taken away', () => {
    const before = content({}, [item({ files: [file('a.pdf'), file('b.pdf')] })])
    const after = content({}, [item({ files: [file('b.pdf', 2), file('c.pdf')] })])
    expect(plan(before, after).changes[0]?.fields).toEqual([
      { name: 'file', from: null, to: '/c.pdf' },
      { name: 'file', from: '/a.pdf', to: null },
      { name: 'file', from: '/b.pdf', to: '/b.pdf' },
    ])
  })
  test('a moved deadline', () => {
    const { changes } = plan(
      content({ assignments: [assignment(new Date('2026-12-01T22:00:00Z'))] }),
      content({ assignments: [assignment(new Date('2026-12-03T22:00:00Z'))] }),
    )
    expect(changes).toMatchObject([
      {
        kind: 'deadline_moved',
        fields: [{ from: '2026-12-01T22:00:00.000Z', to: '2026-12-03T22:00:00.000Z' }],
      },
    ])
  })
  test('a grade given; none and zero are not the same', () => {
    expect(kinds(content({ grades: [grade(null)] }), content({ grades: [grade(0)] }))).toEqual([
      'grade_given',
    ])
    expect(kinds(content({ grades: [grade(80)] }), content({ grades: [grade(null)] }))).toEqual([])
  })
  test('an announcement', () => {
    const announcement = {
      moodleId: 1,
      forumItemMoodleId: 10,
      title: 'שיעור בוטל',
      authorName: null,
      messageHtml: '<p>היום</p>',
      postedAt: new Date(0),
      modifiedAt: new Date(0),
      url: 'https://moodle.example.ac.il/mod/forum/discuss.php?d=1',
    }
    expect(kinds(content(), content({ announcements: [announcement] }))).toEqual(['announcement_posted'])
  })
  test('not a completion mark, and not another order', () => {
    const two = [item(), item({ moodleId: 11, name: 'הרצאה 2' })]
    expect(
      kinds(
        content({}, two),
        content({}, [item({ moodleId: 11, name: 'הרצאה 2' }), item({ completed: true })]),
      ),
    ).toEqual([])
  })
})

test('a submission that the site did not tell this time stays as it was known', () => {
  const due = new Date('2026-12-01T22:00:00Z')
  const known = {
    ...assignment(due),
    submissionState: 'submitted' as const,
    graded: true,
    extendedTo: new Date(due.getTime() + 1),
  }
  const untold = { ...assignment(due), submissionState: 'unknown' as const }
  const { assignments, changes } = plan(content({ assignments: [known] }), content({ assignments: [untold] }))
  expect(assignments.write).toEqual([])
  expect(changes).toEqual([])
})

test('a hidden grade is never a row with a value', () => {
  const rows = toCourseRows(content({ grades: [{ ...grade(77), hidden: true }] }))
  expect(rows.grades[0]).toMatchObject({ hidden: true, grade: null, grade_text: null })
})

test('applying a plan to what is stored gives what was read', () => {
  const items = fc.uniqueArray(
    fc.record({ moodleId: fc.integer({ min: 1, max: 30 }), name: fc.string(), visible: fc.boolean() }),
    { selector: (entry) => entry.moodleId },
  )
  fc.assert(
    fc.property(items, items, (before, after) => {
      const stored = toCourseRows(
        content(
          {},
          before.map((entry) => item(entry)),
        ),
      )
      const wanted = toCourseRows(
        content(
          {},
          after.map((entry) => item(entry)),
        ),
      )
      const { items: difference } = planCourse(stored, wanted)
      const applied = new Map(stored.items.map((row) => [row.moodle_id, row]))
      for (const id of difference.gone) applied.delete(id)
      for (const row of difference.write) applied.set(row.moodle_id, row)
      expect([...applied.values()].toSorted((a, b) => a.position - b.position)).toEqual(wanted.items)
    }),
  )
})
