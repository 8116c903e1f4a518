import type { ReadEvent } from '@spike/moodle'
import { expect, test } from 'vitest'
import { type Calendar, type DeadlineSources, planDeadlines } from './plan-deadlines.ts'

const now = new Date('2026-11-22T00:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

const event = (moodleId: number): ReadEvent => ({
  moodleId,
  courseMoodleId: 7,
  itemMoodleId: null,
  modname: null,
  title: `Event ${moodleId}`,
  type: 'due',
  at: inDays(3),
  url: null,
  actionable: true,
})
const stored = (
  id: number,
  changes: Partial<DeadlineSources['stored'][number]> = {},
): DeadlineSources['stored'][number] => ({
  id,
  key: `calendar:${id}`,
  course_id: 70,
  item_id: null,
  title: `Event ${id}`,
  kind: 'other',
  due_at: inDays(3),
  done: false,
  url: null,
  ...changes,
})
const sources = (rows: DeadlineSources['stored']): DeadlineSources => ({
  assignments: [],
  quizzes: [],
  courses: [{ id: 70, moodle_id: 7 }],
  items: [],
  stored: rows,
})

const calendar = (events: readonly ReadEvent[] | null, brokenCourses: readonly number[] = []): Calendar => ({
  events,
  brokenCourses: new Set(brokenCourses),
})

test('an event of a course belongs to it', () => {
  const { write } = planDeadlines(sources([]), calendar([event(1)]), now)
  expect(write).toMatchObject([{ key: 'calendar:1', course_id: 70, item_id: null }])
})

test('a course of whose events some were not understood keeps those that were known', () => {
  const rows = [stored(1), stored(2, { course_id: 71 })]
  expect(planDeadlines(sources(rows), calendar([], [7]), now)).toEqual({ write: [], remove: [2] })
})

test('what is to come and the calendar lists no more is removed, what has passed is kept', () => {
  const rows = [stored(1), stored(2), stored(3, { due_at: inDays(-3) })]
  expect(planDeadlines(sources(rows), calendar([event(1)]), now)).toEqual({ write: [], remove: [2] })
  expect(planDeadlines(sources(rows), calendar([]), now)).toEqual({ write: [], remove: [1, 2] })
})

test('a calendar that is not known takes nothing away that came from it', () => {
  const rows = [stored(1), stored(2, { kind: 'quiz_closes', key: 'quiz:9' })]
  expect(planDeadlines(sources(rows), calendar(null), now)).toEqual({ write: [], remove: [2] })
})
