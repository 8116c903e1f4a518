import type { ReadEvent } from '@spike/moodle'
import { describe, expect, test } from 'vitest'
import { type Calendar, type DeadlineSources, planDeadlines } from './plan-deadlines.ts'

const now = new Date('2026-11-22T00:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

const event = (moodleId: number, changes: Partial<ReadEvent> = {}): ReadEvent => ({
  moodleId,
  courseMoodleId: 7,
  itemMoodleId: null,
  modname: null,
  title: `Event ${moodleId}`,
  type: 'due',
  at: inDays(3),
  endsAt: null,
  descriptionHtml: null,
  url: null,
  actionable: true,
  ...changes,
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
  ends_at: null,
  done: false,
  url: null,
  description_html: null,
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
  entriesTold: true,
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

test('what the calendar only tells stays where not all of that is told, and what it asks for goes', () => {
  const rows = [stored(1, { kind: 'calendar' }), stored(2)]
  const plan = planDeadlines(sources(rows), { ...calendar([]), entriesTold: false }, now)
  expect(plan).toEqual({ write: [], remove: [2] })
  expect(planDeadlines(sources(rows), calendar([]), now).remove).toEqual([1, 2])
})

test('what the calendar only tells is kept apart from what it asks', () => {
  const lecture = event(1, { type: 'course', endsAt: inDays(4), descriptionHtml: '<p>חדר 3</p>' })
  const opening = event(2, { type: 'open', itemMoodleId: 9, modname: 'quiz' })
  const { write } = planDeadlines(sources([]), calendar([lecture, opening, event(3)]), now)
  expect(write).toMatchObject([
    {
      key: 'calendar:1',
      kind: 'calendar',
      ends_at: inDays(4),
      description_html: '<p>חדר 3</p>',
      done: false,
    },
    { key: 'calendar:2', kind: 'calendar', course_id: 70, item_id: null },
    { key: 'calendar:3', kind: 'other' },
  ])
  const rows = [1, 2].map((id) => stored(id, { kind: 'calendar' }))
  expect(planDeadlines(sources(rows), calendar([event(1, { type: 'course' })]), now).remove).toEqual([2])
  expect(planDeadlines(sources(rows), calendar(null), now)).toEqual({ write: [], remove: [] })
})

test('of what the calendar told, what was deleted is removed as far back as it is read', () => {
  const rows = [-1, -20, -40].map((days, id) => stored(id, { kind: 'calendar', due_at: inDays(days) }))
  expect(planDeadlines(sources(rows), calendar([]), now).remove).toEqual([0, 1])
})

test('every event of a module stands in the calendar, but for what is asked of teachers', () => {
  const kindOf = (type: string, actionable = false) =>
    planDeadlines(
      { ...sources([]), items: [{ id: 90, moodle_id: 9, course_id: 70, course_moodle_id: 7 }] },
      calendar([event(1, { type, actionable, itemMoodleId: 9, modname: 'zoom' })]),
      now,
    ).write.map(({ kind, item_id: itemId }) => `${kind} ${itemId}`)
  for (const type of ['due', 'closesubmission', 'closeassessment', 'extension']) {
    expect(kindOf(type)).toEqual(['other 90'])
  }
  for (const type of ['attendance', 'zoom', 'chattime']) expect(kindOf(type)).toEqual(['calendar 90'])
  expect(kindOf('something', true)).toEqual(['other 90'])
  expect(kindOf('meeting_start', true)).toEqual(['calendar 90'])
  expect(kindOf('gradingdue', true)).toEqual([])
})

test('an event listed twice is one row', () => {
  expect(planDeadlines(sources([]), calendar([event(1), event(1)]), now).write).toHaveLength(1)
})

describe('a due date that only the calendar tells', () => {
  const assignment = {
    item_id: 90,
    course_id: 70,
    name: 'ת"ב 1',
    url: null,
    due_at: null as Date | null,
    extended_to: null,
    submission_state: 'submitted' as const,
    graded: false,
  }
  const withAssignment = (dueAt: Date | null, rows: DeadlineSources['stored'] = []): DeadlineSources => ({
    ...sources(rows),
    assignments: [{ ...assignment, due_at: dueAt }],
    items: [{ id: 90, moodle_id: 9, course_id: 70, course_moodle_id: 7 }],
  })
  const dueEvent = event(1, { itemMoodleId: 9, modname: 'assign' })

  test('is the deadline of its assignment, handed in as that is', () => {
    const { write } = planDeadlines(withAssignment(null), calendar([dueEvent]), now)
    expect(write).toMatchObject([{ key: 'calendar:1', item_id: 90, kind: 'other', done: true }])
  })
  test("gives way to the assignment's own once that is known, even when it has passed", () => {
    const rows = [stored(1, { item_id: 90, due_at: inDays(-3) })]
    const { write, remove } = planDeadlines(withAssignment(inDays(-3), rows), calendar([dueEvent]), now)
    expect(write).toMatchObject([{ key: 'assignment:90', kind: 'assignment_due' }])
    expect(remove).toEqual([1])
  })
  test('does so too where the event names no item, by its time', () => {
    const unnamed = { ...dueEvent, itemMoodleId: null, type: 'extension', at: inDays(5) }
    const { write } = planDeadlines(withAssignment(inDays(5)), calendar([unnamed]), now)
    expect(write.map((row) => row.key)).toEqual(['assignment:90'])
  })
  test('leaves what only tells of the same item', () => {
    const opening = event(2, { type: 'open', itemMoodleId: 9, modname: 'assign' })
    const rows = [stored(2, { kind: 'calendar', item_id: 90 })]
    const { write, remove } = planDeadlines(withAssignment(inDays(3), rows), calendar([opening]), now)
    expect(write.map((row) => row.key)).toEqual(['assignment:90'])
    expect(remove).toEqual([])
  })
})

test('a quiz whose attempt was handed in is done', () => {
  const quiz = {
    item_id: 91,
    course_id: 70,
    name: 'בוחן',
    url: null,
    closes_at: inDays(1),
    best_grade: null,
    grade: null,
  }
  const attempt = { number: 1, startedAt: null, finishedAt: null }
  const doneWith = (state: string) =>
    planDeadlines(
      { ...sources([]), quizzes: [{ ...quiz, attempts: [{ ...attempt, state }] }] },
      calendar([]),
      now,
    ).write[0]?.done
  expect(doneWith('inprogress')).toBe(false)
  expect(doneWith('finished')).toBe(true)
})
