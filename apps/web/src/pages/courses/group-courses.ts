import type { Course } from '@spike/contract'
import { terms, type Term } from '@spike/contract/classification'

export interface TermGroup {
  /** null: the course's name and dates do not say. */
  term: Term | null
  courses: Course[]
}

export interface YearGroup {
  /** The calendar year the academic year starts in; null where it is not known. */
  academicYear: number | null
  terms: TermGroup[]
}

/** Newest year first, the terms of a year in their order, what is not known last; favourites first within a term. */
export function groupCourses(
  courses: readonly Course[],
  compare: (a: string, b: string) => number,
): YearGroup[] {
  const byYear = Map.groupBy(courses, (course) => course.academicYear)
  const years = [...byYear.keys()].toSorted((a, b) => (b ?? -Infinity) - (a ?? -Infinity))
  return years.map((academicYear) => {
    const byTerm = Map.groupBy(byYear.get(academicYear) ?? [], (course) => course.term)
    return {
      academicYear,
      terms: [...terms, null]
        .filter((term) => byTerm.has(term))
        .map((term) => ({
          term,
          courses: (byTerm.get(term) ?? []).toSorted(
            (a, b) => Number(b.favourite) - Number(a.favourite) || compare(a.name, b.name),
          ),
        })),
    }
  })
}

/** The academic year, by the calendar year it starts in, begins with September: by then its courses appear. */
const firstMonthOfYear = 8

/**
 * Years that are shown at once: this one and later ones, and any in which something new waits; where there is none, the
 * newest. What is not known to be past is shown.
 */
export function splitPastYears(
  years: readonly YearGroup[],
  now: Date,
): { shown: YearGroup[]; past: YearGroup[] } {
  const thisYear = now.getFullYear() - (now.getMonth() < firstMonthOfYear ? 1 : 0)
  const hasNews = ({ terms: groups }: YearGroup) =>
    groups.some(({ courses }) => courses.some((course) => course.newCount > 0))
  const isShown = (year: YearGroup) =>
    year.academicYear === null || year.academicYear >= thisYear || hasNews(year)
  const shown = years.filter(isShown)
  if (shown.some((year) => year.academicYear !== null))
    return { shown, past: years.filter((year) => !isShown(year)) }
  const [newest, ...rest] = years.filter((year) => year.academicYear !== null)
  return { shown: newest ? [newest, ...shown] : shown, past: rest }
}
