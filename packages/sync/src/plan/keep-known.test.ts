import type { CourseContent, ReadFile } from '@spike/moodle'
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
import { emptyPlan } from '../../../../tests/support/empty-plan.ts'
import { planCourse } from './plan-course.ts'
import { toReadRows } from './read-rows.ts'
import { nothingStored, wantCourse } from './want-course.ts'

const due = new Date('2026-12-01T22:00:00Z')
const plan = (before: CourseContent, after: CourseContent) =>
  planCourse({ rows: wantCourse(nothingStored, toReadRows(before)), readAt: new Date(0) }, toReadRows(after))

test('a submission that this reading does not tell', () => {
  const known = makeAssignment({
    dueAt: due,
    submissionState: 'submitted',
    submittedAt: new Date(due.getTime() - 1),
    graded: true,
    extendedTo: new Date(due.getTime() + 1),
    feedbackHtml: '<p>יפה</p>',
  })
  const untold = makeAssignment({ dueAt: due, submissionState: 'unknown' })
  expect(plan(makeContent({ assignments: [known] }), makeContent({ assignments: [untold] }))).toEqual(
    emptyPlan,
  )
})

test('attempts that this reading does not tell, and the best grade with them', () => {
  const attempts = [{ number: 1, state: 'finished', startedAt: due, finishedAt: null }]
  const known = makeContent({ quizzes: [makeQuiz({ attempts, bestGrade: 9 })] })
  expect(plan(known, makeContent({ quizzes: [makeQuiz()] }))).toEqual(emptyPlan)
  const { quizzes } = plan(known, makeContent({ quizzes: [makeQuiz({ attempts: [] })] }))
  expect(quizzes.write).toMatchObject([{ attempts: [], best_grade: null }])
})

test('discussions of a forum that was not read into; those of one that is gone are gone', () => {
  const forum = makeForum({ discussions: [makeDiscussion()] })
  const known = makeContent({ forums: [forum] })
  expect(plan(known, makeContent({ forums: [makeForum({ discussionCount: 1 })] }))).toEqual(emptyPlan)
  expect(plan(known, makeContent({}, [])).discussions.gone).toEqual([1])
})

test('older discussions of a forum of which the newest alone are told', () => {
  const older = [makeDiscussion(), makeDiscussion({ moodleId: 2 })]
  const known = makeContent({ forums: [makeForum({ discussions: older })] })
  const newest = [makeDiscussion({ moodleId: 3 }), makeDiscussion({ moodleId: 2 })]
  const read = (discussionCount: number | null) =>
    plan(known, makeContent({ forums: [makeForum({ discussionCount, discussions: newest })] })).discussions
  expect(read(3)).toMatchObject({ write: [{ moodle_id: 3 }], gone: [] })
  expect(read(null)).toMatchObject({ write: [{ moodle_id: 3 }], gone: [] })
  expect(read(2)).toMatchObject({ write: [{ moodle_id: 3 }], gone: [1] })
})

test('another forum read into takes nothing from this one', () => {
  const items = [makeItem(), makeItem({ moodleId: 11, modname: 'forum' })]
  const known = makeContent({ forums: [makeForum({ discussions: [makeDiscussion()] })] }, items)
  const other = makeForum({ itemMoodleId: 11, discussions: [makeDiscussion({ moodleId: 2 })] })
  const { discussions, readForums } = plan(known, makeContent({ forums: [makeForum(), other] }, items))
  expect(discussions).toMatchObject({ write: [{ moodle_id: 2 }], gone: [] })
  expect(readForums).toEqual([11])
})

test('announcements stored before forums were, until the news forum is read', () => {
  const rows = wantCourse(nothingStored, toReadRows(makeContent()))
  const [old] = toReadRows(
    makeContent({ forums: [makeForum({ discussions: [makeDiscussion()] })] }),
  ).discussions
  const stored = {
    rows: { ...rows, discussions: [{ ...old!, forum_item_moodle_id: null }] },
    readAt: new Date(0),
  }
  const general = makeForum({ type: 'general', discussions: [] })
  expect(planCourse(stored, toReadRows(makeContent({ forums: [general] }))).discussions.gone).toEqual([])
  const news = makeForum({ discussions: [] })
  expect(planCourse(stored, toReadRows(makeContent({ forums: [news] }))).discussions.gone).toEqual([1])
})

test('grades that this reading does not tell', () => {
  expect(plan(makeContent({ grades: [makeGrade({ grade: 90 })] }), makeContent({ grades: null }))).toEqual(
    emptyPlan,
  )
})

test('grades that a course shows no more are no more', () => {
  const { grades } = plan(makeContent({ grades: [makeGrade({ grade: 90 })] }), makeContent({ grades: [] }))
  expect(grades.gone).toHaveLength(1)
})

test('a section that is only listed keeps what was known of its text', () => {
  const withSummary = (summaryHtml: string | null, detail: 'full' | 'listed') => {
    const content = makeContent()
    return {
      ...content,
      sections: content.sections.map((section) => ({ ...section, summaryHtml, detail })),
    }
  }
  const known = withSummary('<p>שבוע ראשון</p>', 'full')
  expect(plan(known, withSummary(null, 'listed'))).toEqual(emptyPlan)
  expect(plan(known, withSummary(null, 'full')).sections.write).toMatchObject([{ summary_html: null }, {}])
})

test('what is inside an opened folder, once it is read from outside again', () => {
  const opened = makeItem({
    modname: 'folder',
    descriptionHtml: '<p>הכול</p>',
    modifiedAt: due,
    dates: [{ id: null, at: due }],
    files: [makeFile('a.pdf')],
  })
  const outside = makeItem({ modname: 'folder', detail: 'outside', descriptionHtml: '<div>הכול</div>' })
  expect(plan(makeContent({}, [opened]), makeContent({}, [outside]))).toEqual(emptyPlan)
})

test('of an item that is only listed, all but its name, place and completion', () => {
  const known = makeItem({
    detail: 'outside',
    availabilityHtml: '<p>מ-1.12</p>',
    descriptionHtml: '<p>א</p>',
  })
  const listed = makeItem({ detail: 'listed', completed: true, name: 'הרצאה 1 (עודכן)' })
  const { items, changes } = plan(makeContent({}, [known]), makeContent({}, [listed]))
  expect(items.write).toMatchObject([
    {
      detail: 'outside',
      name: 'הרצאה 1 (עודכן)',
      completed: true,
      availability_html: '<p>מ-1.12</p>',
      description_html: '<p>א</p>',
    },
  ])
  expect(changes).toMatchObject([{ kind: 'changed', fields: [{ name: 'name' }] }])
})

test('what a course page does tell of an item that was opened once', () => {
  const known = makeItem({ modname: 'quiz', dates: [{ id: 'timeclose', at: due }] })
  const at = new Date(due.getTime() + 86_400_000)
  const outside = makeItem({
    modname: 'quiz',
    detail: 'outside',
    dates: [{ id: 'timeclose', at }],
    availabilityHtml: '<p>לא זמין</p>',
  })
  const { items } = plan(makeContent({}, [known]), makeContent({}, [outside]))
  expect(items.write).toMatchObject([
    {
      detail: 'full',
      availability_html: '<p>לא זמין</p>',
      dates: [{ id: 'timeclose', at: at.toISOString() }],
    },
  ])
})

test('an activity that only a look inside tells of', () => {
  const quiz = makeItem({ modname: 'quiz' })
  const opened = makeContent({ quizzes: [makeQuiz({ closesAt: due, attemptsAllowed: 2, attempts: [] })] }, [
    quiz,
  ])
  const outside = { ...quiz, detail: 'outside' as const }
  expect(plan(opened, makeContent({}, [outside]))).toEqual(emptyPlan)
  expect(plan(opened, makeContent({ quizzes: [makeQuiz({ moodleId: null })] }, [outside]))).toEqual(emptyPlan)
  expect(plan(opened, makeContent({}, [quiz])).quizzes.gone).toEqual([10])
})

test('when something was handed in, and when it was graded, where the same is told without it', () => {
  const known = makeAssignment({ submissionState: 'submitted', submittedAt: due })
  const grade = makeGrade({ grade: 91.66667, gradedAt: due })
  const before = makeContent({ assignments: [known], grades: [grade] })
  const again = makeContent({
    assignments: [{ ...known, submittedAt: null }],
    grades: [{ ...grade, gradedAt: null }],
  })
  expect(plan(before, again)).toEqual(emptyPlan)
  const other = makeContent({
    assignments: [{ ...known, submissionState: 'draft', submittedAt: null }],
    grades: [{ ...grade, grade: 80, gradedAt: null }],
  })
  expect(plan(before, other)).toMatchObject({
    assignments: { write: [{ submitted_at: null }] },
    grades: { write: [{ graded_at: null }] },
  })
})

describe('what the website does not tell', () => {
  const resource = (files: readonly ReadFile[]) => makeContent({}, [makeItem({ files })])
  const own = makeFile('Lecture 1.pdf', 56_934)
  const sentOn: ReadFile = {
    ...own,
    name: 'הרצאה 1.pdf',
    sizeBytes: 55.6 * 1024,
    modifiedAt: null,
    url: 'https://moodle.example.ac.il/mod/resource/view.php?id=10&redirect=1',
  }

  test('the file behind a page that sends on to it', () => {
    expect(plan(resource([own]), resource([sentOn]))).toEqual(emptyPlan)
    expect(plan(resource([sentOn]), resource([own]))).toMatchObject({
      files: { write: [{ name: 'Lecture 1.pdf' }] },
      changes: [],
    })
    const larger = plan(resource([own]), resource([{ ...sentOn, sizeBytes: 200_000 }]))
    expect(larger.changes).toMatchObject([{ kind: 'changed' }])
  })
  test('that nothing is to be handed in', () => {
    const none = makeAssignment({ submissionState: 'none' })
    const read = (moodleId: number | null) =>
      plan(
        makeContent({ assignments: [none] }),
        makeContent({ assignments: [{ ...none, moodleId, submissionState: 'new' }] }),
      ).assignments.write
    expect(read(null)).toEqual([])
    expect(read(7)).toMatchObject([{ submission_state: 'new' }])
  })
  test('when a quiz closes that is out of its sight', () => {
    const quiz = makeQuiz({ opensAt: due, closesAt: due })
    const read = (moodleId: number | null) =>
      plan(makeContent({ quizzes: [quiz] }), makeContent({ quizzes: [makeQuiz({ moodleId })] }))
    expect(read(null)).toEqual(emptyPlan)
    expect(read(8).changes).toMatchObject([{ kind: 'deadline_moved', fields: [{ to: null }] }])
  })
  test('how much of a forum is unread', () => {
    const forum = makeForum({ discussionCount: 3, unreadCount: 1 })
    expect(
      plan(
        makeContent({ forums: [forum] }),
        makeContent({ forums: [makeForum({ type: null, moodleId: null })] }),
      ),
    ).toEqual(emptyPlan)
  })
  test('an activity that it leaves out', () => {
    const item = makeItem({ modname: 'assign', detail: 'outside' })
    const known = makeContent({ assignments: [makeAssignment({ dueAt: due })] }, [item])
    expect(plan(known, makeContent({}, [item]))).toEqual(emptyPlan)
  })
})

test('a text that is the same in other markup', () => {
  const label = (descriptionHtml: string) =>
    makeContent({}, [makeItem({ modname: 'label', descriptionHtml })])
  expect(plan(label('<p>ברוכים <b>הבאים</b></p>'), label('<div>ברוכים הבאים</div>'))).toEqual(emptyPlan)
  expect(plan(label('<p>שבוע 1</p>'), label('<p>שבוע 2</p>')).changes).toMatchObject([{ kind: 'changed' }])
})
