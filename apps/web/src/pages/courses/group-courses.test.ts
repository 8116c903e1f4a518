import type { Course } from '@spike/contract'
import { describe, expect, it } from 'vitest'
import { buildCourse } from '../../testing/build-data.ts'
import { groupCourses, splitPastYears } from './group-courses.ts'

const compare = (a: string, b: string) => a.localeCompare(b)

it('groups courses by year, newest first, then by term, with what is unknown last', () => {
  const groups = groupCourses(
    [
      buildCourse({ name: 'no year', academicYear: null, term: null }),
      buildCourse({ name: 'old', academicYear: 2024, term: 'B' }),
      buildCourse({ name: 'no term', academicYear: 2026, term: null }),
      buildCourse({ name: 'spring', academicYear: 2026, term: 'B' }),
      buildCourse({ name: 'autumn', academicYear: 2026, term: 'A' }),
    ],
    compare,
  )
  const names = groups.map((year) => [year.academicYear, year.terms.map((term) => term.courses[0]?.name)])
  expect(names).toEqual([
    [2026, ['autumn', 'spring', 'no term']],
    [2024, ['old']],
    [null, ['no year']],
  ])
})

it('puts favourites before the others of their term, each in the order of the alphabet', () => {
  const [year] = groupCourses(
    [
      buildCourse({ name: 'b' }),
      buildCourse({ name: 'd', favourite: true }),
      buildCourse({ name: 'a' }),
      buildCourse({ name: 'c', favourite: true }),
    ],
    compare,
  )
  expect(year?.terms[0]?.courses.map((course) => course.name)).toEqual(['c', 'd', 'a', 'b'])
})

describe('splitting off what is past', () => {
  const yearsOf = (...courses: Course[]) => groupCourses(courses, (a, b) => a.localeCompare(b))
  const numbers = (years: { academicYear: number | null }[]) => years.map((year) => year.academicYear)
  const inYear = (academicYear: number | null, newCount = 0) => buildCourse({ academicYear, newCount })

  it('shows this year and what has no year, and folds earlier ones', () => {
    const split = splitPastYears(
      yearsOf(inYear(2027), inYear(2026), inYear(2025), inYear(2024), inYear(null)),
      new Date(2026, 10, 22),
    )
    expect(numbers(split.shown)).toEqual([2027, 2026, null])
    expect(numbers(split.past)).toEqual([2025, 2024])
  })

  it('takes the year that began last autumn for this one until the next begins', () => {
    const years = yearsOf(inYear(2026), inYear(2025))
    expect(numbers(splitPastYears(years, new Date(2027, 7, 31)).shown)).toEqual([2026])
    expect(numbers(splitPastYears(years, new Date(2026, 7, 31)).shown)).toEqual([2026, 2025])
  })

  it('shows a past year in which something is new', () => {
    const split = splitPastYears(yearsOf(inYear(2026), inYear(2020, 2), inYear(2019)), new Date(2026, 10, 22))
    expect(numbers(split.shown)).toEqual([2026, 2020])
  })

  it('shows the newest year where all of them are past', () => {
    const split = splitPastYears(yearsOf(inYear(2020), inYear(2019), inYear(null)), new Date(2026, 10, 22))
    expect(numbers(split.shown)).toEqual([2020, null])
    expect(numbers(split.past)).toEqual([2019])
  })
})
