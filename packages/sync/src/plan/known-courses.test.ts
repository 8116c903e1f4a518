import type { StoredCourse } from '@spike/store'
import { expect, test } from 'vitest'
import { toKnownCourses } from './known-courses.ts'

const at = new Date('2026-11-20T12:00:00Z')
const rows = {
  items: [
    { course_id: 1, moodle_id: 10, detail: 'listed' as const },
    { course_id: 1, moodle_id: 11, detail: 'full' as const },
  ],
  assignments: [
    {
      course_id: 1,
      item_moodle_id: 10,
      submission_state: 'submitted' as const,
      graded: true,
      due_at: at,
      cut_off_at: null,
      extended_to: null,
    },
  ],
  quizzes: [
    {
      course_id: 1,
      item_moodle_id: 11,
      opens_at: at,
      closes_at: at,
      attempts: [
        { number: 1, state: 'finished', startedAt: null, finishedAt: null },
        { number: 2, state: 'inprogress', startedAt: null, finishedAt: null },
      ],
    },
    { course_id: 1, item_moodle_id: 12, opens_at: null, closes_at: null, attempts: null },
  ],
  forums: [
    { course_id: 1, item_moodle_id: 13, discussion_count: 2, unread_count: null, discussions_read_at: at },
  ],
  grades: [
    { course_id: 1, item_moodle_id: 10, grade: 91, graded_at: at },
    { course_id: 1, item_moodle_id: 10, grade: 5, graded_at: null },
  ],
}

test('a course that was read is known by what it held, a first grade item for each module', () => {
  const courses = [{ id: 1, moodle_id: 28, read_at: at } as StoredCourse]
  const known = toKnownCourses(courses, rows).get(28)
  expect(known?.readAt).toEqual(at)
  expect(known?.items).toEqual(
    new Map([
      [10, 'listed'],
      [11, 'full'],
    ]),
  )
  expect(known?.assignments.get(10)).toEqual({
    submissionState: 'submitted',
    graded: true,
    dueAt: at,
    cutOffAt: null,
    extendedTo: null,
    grade: 91,
    gradedAt: at,
  })
  expect(known?.quizzes.get(11)).toMatchObject({ attemptCount: 2, attemptOpen: true, grade: null })
  expect(known?.quizzes.get(12)).toMatchObject({ attemptCount: null, attemptOpen: false })
  expect(known?.forums.get(13)).toMatchObject({ discussionCount: 2, discussionsReadAt: at })
})

test('of a course that was never read nothing is known', () => {
  const courses = [{ id: 1, moodle_id: 28, read_at: null } as StoredCourse]
  expect(toKnownCourses(courses, rows).size).toBe(0)
})
