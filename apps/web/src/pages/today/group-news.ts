import type { Change } from '@spike/contract'

/** How many of a course's changes are named; the others are counted. */
const namedOfCourse = 3
const coursesNamed = 5

export interface CourseNews {
  courseId: string | null
  courseName: string | null
  /** The newest of them. */
  named: Change[]
  count: number
}

export interface News {
  /** The course with the newest change first. */
  courses: CourseNews[]
  count: number
}

/** Changes, given the newest first, by course. */
export function groupNews(changes: readonly Change[]): News {
  const groups = [...Map.groupBy(changes, (change) => change.courseId).values()]
  return {
    courses: groups.slice(0, coursesNamed).map((group) => ({
      courseId: group[0]?.courseId ?? null,
      courseName: group[0]?.courseName ?? null,
      named: group.slice(0, namedOfCourse),
      count: group.length,
    })),
    count: changes.length,
  }
}

/** Those that were found since the visit before this one; at a first visit, those that are not read. */
export function newSince(changes: readonly Change[], lastVisitAt: string | null): Change[] {
  if (lastVisitAt === null) return changes.filter((change) => !change.read)
  const since = Date.parse(lastVisitAt)
  return changes.filter((change) => Date.parse(change.at) > since)
}
