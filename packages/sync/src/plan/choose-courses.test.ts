import type { StoredCourse } from '@spike/store'
import { expect, test } from 'vitest'
import { chooseCourses, type CourseChoice } from './choose-courses.ts'

const now = new Date('2026-11-22T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const course = (id: number, changes: Partial<StoredCourse>) =>
  ({ id, ends_at: null, read_at: daysAgo(1), read_in_job: null, ...changes }) as StoredCourse

const courses = [
  course(1, {}),
  course(2, { starts_at: daysAgo(-30), ends_at: daysAgo(-120) }),
  course(3, { ends_at: daysAgo(59) }),
  course(4, { ends_at: daysAgo(61) }),
  course(5, { ends_at: daysAgo(400), read_at: null }),
  course(6, { ends_at: daysAgo(400), read_at: daysAgo(8) }),
  course(7, { ends_at: daysAgo(400), read_at: daysAgo(6) }),
  course(8, { ends_at: daysAgo(400), read_in_job: 'this', read_at: now }),
]
const choose = (changes: Partial<CourseChoice> = {}) =>
  chooseCourses(courses, { trigger: 'manual', jobId: 'this', wantedIds: new Set(), now, ...changes }).map(
    ({ id }) => id,
  )

test('what still moves is read each time, the rest once a week', () => {
  expect(choose()).toEqual([1, 2, 3, 5, 6, 8])
})

test('an old course that the student opened is read with the others', () => {
  expect(choose({ wantedIds: new Set([7]) })).toEqual([1, 2, 3, 5, 6, 7, 8])
})

test('a run for what was opened reads that alone, and counts what it has read', () => {
  expect(choose({ trigger: 'opened', wantedIds: new Set([7]) })).toEqual([7, 8])
})
