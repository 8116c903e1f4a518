import { expect, it } from 'vitest'
import { buildCourse } from '../../testing/build-data.ts'
import { groupCourses } from './group-courses.ts'

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
