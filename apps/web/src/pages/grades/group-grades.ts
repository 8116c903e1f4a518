import type { CourseGrades } from '@spike/contract'
import { terms, type Term } from '@spike/contract/classification'

export interface GradesOfTerm {
  /** As it stands in the page's address: `2026-A`. */
  readonly key: string
  /** The calendar year the academic year starts in; null where it is not known, as is the term. */
  readonly academicYear: number | null
  readonly term: Term | null
  /** A course of it goes on. */
  readonly isCurrent: boolean
  readonly courses: readonly CourseGrades[]
}

/** Courses with grades by term: those that go on first, then the newest year; a year's terms in their order. */
export function groupGrades(courses: readonly CourseGrades[], nowMs: number): GradesOfTerm[] {
  const byKey = Map.groupBy(
    courses.filter(({ grades }) => grades.length > 0),
    ({ academicYear, term }) => `${academicYear ?? 'none'}-${term ?? 'none'}`,
  )
  const groups = [...byKey].map(([key, ofTerm]) => ({
    key,
    academicYear: ofTerm[0]?.academicYear ?? null,
    term: ofTerm[0]?.term ?? null,
    isCurrent: ofTerm.some((course) => isCurrent(course, nowMs)),
    courses: ofTerm,
  }))
  return groups.toSorted(
    (a, b) =>
      Number(b.isCurrent) - Number(a.isCurrent) ||
      (b.academicYear ?? -Infinity) - (a.academicYear ?? -Infinity) ||
      placeOf(a.term) - placeOf(b.term),
  )
}

const placeOf = (term: Term | null) => (term === null ? terms.length : terms.indexOf(term))

const yearMs = 365 * 86_400_000

/** Some sites do not tell when a course ends: then it lasts a year from its beginning. */
function isCurrent({ startsAt, endsAt }: CourseGrades, nowMs: number): boolean {
  if (endsAt !== null) return Date.parse(endsAt) > nowMs
  return startsAt !== null && Date.parse(startsAt) + yearMs > nowMs
}
