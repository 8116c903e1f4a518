import { describe, expect, it } from 'vitest'
import type { ReadAssignment, ReadForum, ReadGrade, ReadQuiz } from '../reading.ts'
import type { KnownAssignment, KnownForum, KnownQuiz } from '../site.ts'
import { attemptsMayHaveMoved, discussionsMayHaveMoved, submissionMayHaveMoved } from './what-moved.ts'

const now = new Date('2026-11-22T12:00:00Z')
const day = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
const moment = { now, readAt: day(-1) }
const noDates = { opensAt: null, dueAt: null, cutOffAt: null }
const noGrade = { grade: null, gradedAt: null }
const graded = (grade: number | null, gradedAt: Date | null = null) => ({ grade, gradedAt }) as ReadGrade

describe('a submission', () => {
  const ask = (
    listed: Partial<ReadAssignment>,
    known: Partial<KnownAssignment> | undefined,
    grade?: ReadGrade,
  ) => {
    const before = {
      submissionState: 'new',
      graded: false,
      extendedTo: null,
      ...noDates,
      ...noGrade,
      ...listed,
    }
    return submissionMayHaveMoved(
      { submissionState: 'unknown', ...noDates, ...listed } as ReadAssignment,
      known && ({ ...before, ...known } as KnownAssignment),
      { ...moment, grade },
    )
  }
  const handedIn = { submissionState: 'submitted', graded: true } as const

  it('is asked for where it was never known', () => {
    expect(ask({ dueAt: day(-300) }, undefined)).toBe(true)
    expect(ask({ dueAt: day(-300) }, { submissionState: 'unknown' })).toBe(true)
  })

  it('is asked for where its grade, the time of it or its dates moved', () => {
    expect(ask({}, { ...handedIn, grade: 80 }, graded(90))).toBe(true)
    expect(ask({}, { ...handedIn, grade: 80, gradedAt: day(-9) }, graded(80, day(0)))).toBe(true)
    expect(ask({}, { ...handedIn, grade: 80 }, graded(null))).toBe(true)
    expect(ask({ dueAt: day(5) }, { ...handedIn, dueAt: day(4) })).toBe(true)
    expect(ask({ cutOffAt: day(5) }, { ...handedIn, cutOffAt: null })).toBe(true)
  })

  it('is not asked for where it was graded and nothing moved', () => {
    expect(ask({ dueAt: day(5) }, { ...handedIn, grade: 80.00001 }, graded(80.00001))).toBe(false)
    expect(ask({}, { ...handedIn, grade: 80 })).toBe(false)
  })

  it.each(['new', 'draft', 'reopened', 'submitted'] as const)(
    'that is %s and not graded is asked for as long as it could have been changed',
    (submissionState) => {
      const isAsked = (listed: Partial<ReadAssignment>, known: Partial<KnownAssignment> = {}) =>
        ask(listed, { submissionState, ...known })
      expect(isAsked({})).toBe(true)
      expect(isAsked({ dueAt: day(-59) })).toBe(true)
      expect(isAsked({ dueAt: day(-62) })).toBe(false)
      expect(isAsked({ dueAt: day(-300) }, { extendedTo: day(-30) })).toBe(true)
      expect(isAsked({ dueAt: day(-20), cutOffAt: day(1) })).toBe(true)
      expect(isAsked({ dueAt: day(-20), cutOffAt: day(-0.5) })).toBe(true)
      expect(ask({ dueAt: day(-20), cutOffAt: day(-2) }, { submissionState }, graded(null))).toBe(false)
      expect(isAsked({ dueAt: day(-20), cutOffAt: day(-2) }, { extendedTo: day(2) })).toBe(true)
      expect(isAsked({ opensAt: day(1), dueAt: day(9) })).toBe(false)
    },
  )

  it.each(['new', 'submitted', 'none'] as const)(
    'that is %s and not graded is asked for once a day for a while, where no grade item would tell',
    (submissionState) => {
      const asksOf = (cutOffAt: Date, grade?: ReadGrade) => {
        const hours = Array.from({ length: 24 }, (_, hour) => ({
          readAt: day((hour - 1) / 24),
          now: day(hour / 24),
        }))
        const listed = { ...noDates, itemMoodleId: 7, submissionState, cutOffAt } as ReadAssignment
        const before = { ...listed, ...noGrade, graded: false, extendedTo: null }
        return hours.filter((hour) => submissionMayHaveMoved(listed, before, { ...hour, grade })).length
      }
      expect(asksOf(day(-2))).toBe(1)
      expect(asksOf(day(-58))).toBe(1)
      expect(asksOf(day(-62))).toBe(0)
      expect(asksOf(day(-2), graded(null))).toBe(0)
    },
  )

  it('is not asked for where none is taken, unless it is graded or that changes', () => {
    const none = { submissionState: 'none' } as const
    expect(ask(none, none)).toBe(false)
    expect(ask(none, none, graded(70))).toBe(true)
    expect(ask(none, { submissionState: 'new' })).toBe(true)
    expect(ask({ dueAt: day(-300) }, none)).toBe(true)
  })
})

describe('attempts at a quiz', () => {
  const ask = (listed: Partial<ReadQuiz>, known: Partial<KnownQuiz> | undefined, grade?: ReadGrade) => {
    const quiz = { opensAt: null, closesAt: null, attemptsAllowed: null, ...listed } as ReadQuiz
    const { opensAt, closesAt } = quiz
    const before = { opensAt, closesAt, ...noGrade, attemptCount: 1, attemptOpen: false, ...known }
    return attemptsMayHaveMoved(quiz, known && before, { ...moment, grade })
  }
  const closed = { closesAt: day(-9) }

  it('are asked for where they were never read, but not before it opens', () => {
    expect(ask(closed, undefined)).toBe(true)
    expect(ask(closed, { attemptCount: null })).toBe(true)
    expect(ask({ opensAt: day(1) }, undefined)).toBe(false)
  })

  it('are asked for where the grade moved, one was open, or one could have been made since', () => {
    expect(ask(closed, {})).toBe(false)
    expect(ask(closed, { grade: 5 }, graded(6))).toBe(true)
    expect(ask(closed, { attemptOpen: true })).toBe(true)
    expect(ask({ closesAt: day(1) }, {})).toBe(true)
    expect(ask({ closesAt: day(-0.5) }, {})).toBe(true)
    expect(ask(closed, { closesAt: day(3) })).toBe(true)
    expect(ask({}, {})).toBe(true)
  })

  it('are asked for once a day where the site did not tell them', () => {
    const asksOf = (openedHoursAgo: number) =>
      Array.from({ length: 24 }, (_, hour) => {
        const opensAt = day((hour - openedHoursAgo) / 24)
        const quiz = { itemMoodleId: 7, opensAt, closesAt: null, attemptsAllowed: null } as ReadQuiz
        const before = { ...quiz, ...noGrade, attemptCount: null, attemptOpen: false }
        const hours = { readAt: day((hour - 1) / 24), now: day(hour / 24), grade: undefined }
        return attemptsMayHaveMoved(quiz, before, hours)
      }).filter(Boolean).length
    expect(asksOf(200)).toBe(1)
    // It opened since it was read: nobody asked yet.
    expect(asksOf(0.5)).toBe(24)
  })

  it('are not asked for where there can be no more of them', () => {
    expect(ask({ attemptsAllowed: 2 }, { attemptCount: 2 })).toBe(false)
    expect(ask({ attemptsAllowed: 3 }, { attemptCount: 2 })).toBe(true)
    expect(ask({ attemptsAllowed: 2 }, { attemptCount: 2, attemptOpen: true })).toBe(true)
  })
})

describe('discussions of a forum', () => {
  const ask = (listed: Partial<ReadForum>, known?: Partial<KnownForum>) => {
    const forum = { type: 'general', discussionCount: 3, unreadCount: null, ...listed } as ReadForum
    const before = { discussionCount: 3, unreadCount: null, discussionsReadAt: day(-9), ...known }
    return discussionsMayHaveMoved(forum, known && before, now)
  }

  it('are asked for where they were never read or counts differ', () => {
    expect(ask({})).toBe(true)
    expect(ask({}, { discussionsReadAt: null })).toBe(true)
    expect(ask({ discussionCount: 4 }, {})).toBe(true)
    expect(ask({ unreadCount: 1 }, { unreadCount: 0 })).toBe(true)
    expect(ask({}, {})).toBe(false)
  })

  it('are asked for each day where they are news', () => {
    expect(ask({ type: 'news' }, { discussionsReadAt: day(-2) })).toBe(true)
    expect(ask({ type: 'news' }, { discussionsReadAt: day(-0.9) })).toBe(false)
  })

  it('are not asked for where there are none', () => {
    expect(ask({ discussionCount: 0 })).toBe(false)
    expect(ask({ discussionCount: 0 }, {})).toBe(false)
  })
})
