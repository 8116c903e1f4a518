import type { ReadAssignment, ReadForum, ReadGrade, ReadQuiz } from '../reading.ts'
import type { KnownAssignment, KnownForum, KnownQuiz } from '../site.ts'

/*
 * What of a course that was read before can have moved since, and so is asked for again. Lists and grade items are read
 * each time and are cheap; these rules save the calls that are made once for each assignment, quiz and forum.
 */

interface Moment {
  /** When the course was read before. */
  readonly readAt: Date
  readonly now: Date
}

const dayMs = 24 * 60 * 60 * 1000
/** Fibonacci's: spreads numbers that follow one another over the day. */
const spreadMs = Math.round(dayMs * 0.618)
/** Without a cut-off, work is taken late, and all work is graded late; after so long hardly anything comes. */
const lateDays = 60
/** A news forum counts its discussions, but a teacher may put a new text into an old one. */
const newsEveryMs = dayMs

/** Moodle keeps five decimals. */
const sameNumber = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) < 1e-6
const sameTime = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
const laterOf = (a: Date, b: Date | null) => (b && b > a ? b : a)

type Marked = Pick<KnownAssignment, 'grade' | 'gradedAt'>

/** `grade` is the activity's grade item now; undefined where the course shows none, which tells nothing. */
function gradeMoved(known: Marked, grade: ReadGrade | undefined): boolean {
  if (!grade) return false
  return !sameNumber(known.grade, grade.grade) || !sameTime(known.gradedAt, grade.gradedAt)
}

/** True once a day, at an hour of the item's own, however often a course is read. */
function isDailyTurn(itemMoodleId: number, { readAt, now }: Moment): boolean {
  const dayOf = (at: Date) => Math.floor((at.getTime() + itemMoodleId * spreadMs) / dayMs)
  return dayOf(readAt) !== dayOf(now)
}

const lateBy = (at: Date) => new Date(at.getTime() + lateDays * dayMs)

/** When work is wanted at the latest; null where it is never late. */
function wantedUntil(listed: ReadAssignment, known: KnownAssignment): Date | null {
  const until = listed.cutOffAt ?? listed.dueAt
  return until && laterOf(until, known.extendedTo)
}

/**
 * A submission is asked for where it was never known; where its grade item, its dates or whether it takes submissions
 * changed; and where the student could have handed in (or, while it is not graded, changed) something since it was
 * read. An extension that is given after the cut-off shows in no list: it is seen with the grade. Where the course shows
 * no grade item of it, nothing tells when it is graded: it is asked for once a day for a while.
 */
export function submissionMayHaveMoved(
  listed: ReadAssignment,
  known: KnownAssignment | undefined,
  { grade, readAt, now }: Moment & { readonly grade: ReadGrade | undefined },
): boolean {
  if (!known || known.submissionState === 'unknown') return true
  if ((listed.submissionState === 'none') !== (known.submissionState === 'none')) return true
  if (gradeMoved(known, grade)) return true
  if (!sameTime(listed.dueAt, known.dueAt) || !sameTime(listed.cutOffAt, known.cutOffAt)) return true
  if (listed.opensAt && listed.opensAt > now) return false
  const isSettled = known.submissionState === 'submitted' && known.graded
  if (isSettled) return false
  const until = wantedUntil(listed, known)
  const handInEnds = until && (listed.cutOffAt ? until : lateBy(until))
  if (known.submissionState !== 'none' && (!handInEnds || handInEnds >= readAt)) return true
  const mayBeGraded = !grade && !known.graded && until !== null && lateBy(until) >= now
  return mayBeGraded && isDailyTurn(listed.itemMoodleId, { readAt, now })
}

/**
 * Attempts and best grade are asked for of a quiz that has opened: where they were never read, the grade moved, an
 * attempt was open, or one could have been made since they were read. A site that did not tell them is asked again once
 * a day.
 */
export function attemptsMayHaveMoved(
  listed: ReadQuiz,
  known: KnownQuiz | undefined,
  { grade, readAt, now }: Moment & { readonly grade: ReadGrade | undefined },
): boolean {
  if (listed.opensAt && listed.opensAt > now) return false
  if (!known || gradeMoved(known, grade)) return true
  if (known.attemptCount === null) {
    const wasOpen = !listed.opensAt || listed.opensAt <= readAt
    return !wasOpen || isDailyTurn(listed.itemMoodleId, { readAt, now })
  }
  if (known.attemptOpen) return true
  const isUsedUp = listed.attemptsAllowed !== null && known.attemptCount >= listed.attemptsAllowed
  if (isUsedUp) return false
  return [listed.closesAt, known.closesAt].some((closesAt) => !closesAt || closesAt >= readAt)
}

/** Discussions are asked for of a forum that has some: never read, counts that differ, and news of yesterday. */
export function discussionsMayHaveMoved(
  listed: ReadForum,
  known: KnownForum | undefined,
  now: Date,
): boolean {
  if (listed.discussionCount === 0) return false
  if (!known?.discussionsReadAt) return true
  if (listed.discussionCount !== known.discussionCount || listed.unreadCount !== known.unreadCount)
    return true
  return listed.type === 'news' && now.getTime() - known.discussionsReadAt.getTime() > newsEveryMs
}
