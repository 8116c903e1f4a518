import type { CourseSummary } from './reading.ts'

/** 0 in progress, 1 to come, 2 past. */
function rankOf(course: CourseSummary, now: Date): 0 | 1 | 2 {
  if (course.endsAt && course.endsAt <= now) return 2
  return course.startsAt && course.startsAt > now ? 1 : 0
}

/**
 * In progress first, those that began last before those that began long ago and never end; then those to come, then
 * the past from the latest end.
 */
export function orderCourses(courses: readonly CourseSummary[], now: Date): CourseSummary[] {
  const time = (date: Date | null) => date?.getTime() ?? 0
  return courses.toSorted((a, b) => {
    const rank = rankOf(a, now)
    const byRank = rank - rankOf(b, now)
    if (byRank !== 0) return byRank
    if (rank === 0) return time(b.startsAt) - time(a.startsAt)
    return rank === 1 ? time(a.startsAt) - time(b.startsAt) : time(b.endsAt) - time(a.endsAt)
  })
}

interface ListGroupOptions {
  readonly now: Date
  /** More courses than these in one list take too long. */
  readonly maxCourses: number
  /** The first course alone, so that it is whole at once. */
  readonly firstAlone: boolean
}

/** A screenful: the lists of these come before those of the others. */
const firstCourses = 10

/** Ordered courses in the groups in which their lists are asked for: the current ones, some of them first; then the past. */
export function groupForLists<T extends { readonly course: CourseSummary }>(
  ordered: readonly T[],
  { now, maxCourses, firstAlone }: ListGroupOptions,
): T[][] {
  const firstPast = ordered.findIndex(({ course }) => rankOf(course, now) === 2)
  const currentEnd = firstPast < 0 ? ordered.length : firstPast
  const aloneEnd = firstAlone ? 1 : 0
  const soonEnd = Math.max(aloneEnd, Math.min(currentEnd, firstCourses))
  return [
    ordered.slice(0, aloneEnd),
    ordered.slice(aloneEnd, soonEnd),
    ...split(ordered.slice(soonEnd, currentEnd), maxCourses),
    ...split(ordered.slice(Math.max(soonEnd, currentEnd)), maxCourses),
  ].filter((group) => group.length > 0)
}

/** Into as few parts as may be, and of much the same size. */
export function split<T>(all: readonly T[], most: number): T[][] {
  const parts = Math.ceil(all.length / Math.max(1, most))
  const size = Math.ceil(all.length / Math.max(1, parts))
  return Array.from({ length: parts }, (_, index) => all.slice(index * size, (index + 1) * size)).filter(
    (part) => part.length > 0,
  )
}
