import { describe, expect, it } from 'vitest'
import type { CourseSummary } from './reading.ts'
import { groupForLists, orderCourses, split } from './course-order.ts'

const now = new Date('2026-11-22T12:00:00Z')
const day = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
const course = (moodleId: number, startsAt: Date | null, endsAt: Date | null) =>
  ({ moodleId, startsAt, endsAt }) as CourseSummary

describe('the order of courses', () => {
  it('is those in progress from the latest start, those to come from the nearest, the past from the latest end', () => {
    const courses = [
      course(1, day(-900), day(-300)),
      course(2, day(90), day(200)),
      course(3, day(-900), null),
      course(4, day(-400), day(-30)),
      course(5, day(-20), day(60)),
      course(6, day(30), null),
      course(7, null, null),
    ]
    expect(orderCourses(courses, now).map(({ moodleId }) => moodleId)).toEqual([5, 3, 7, 6, 2, 4, 1])
  })
})

describe('groups for lists', () => {
  const current = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ course: course(id, null, null) }))
  const past = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ course: course(100 + id, null, day(-9)) }))
  const sizes = (courses: ReturnType<typeof current>, firstAlone = true) =>
    groupForLists(courses, { now, maxCourses: 30, firstAlone }).map((group) => group.length)

  it('are the first course alone, the current ones, and the past in as few as may be', () => {
    expect(sizes([...current(8), ...past(40)])).toEqual([1, 7, 20, 20])
    expect(sizes([...current(8), ...past(20)], false)).toEqual([8, 20])
    expect(sizes(current(40))).toEqual([1, 9, 30])
    expect(sizes(past(3))).toEqual([1, 2])
    expect(sizes([])).toEqual([])
  })

  it('lose nobody when they are split', () => {
    for (let count = 0; count < 40; count++)
      for (const most of [1, 3, 7]) {
        const all = Array.from({ length: count }, (_, index) => index)
        expect(split(all, most).flat()).toEqual(all)
        expect(Math.max(0, ...split(all, most).map((part) => part.length))).toBeLessThanOrEqual(most)
      }
  })
})
