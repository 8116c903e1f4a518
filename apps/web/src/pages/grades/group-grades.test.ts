import { expect, it } from 'vitest'
import { buildCourseGrades } from '../../testing/build-data.ts'
import { groupGrades } from './group-grades.ts'

const now = Date.parse('2026-11-22T10:00:00Z')
const keysOf = (...courses: Parameters<typeof buildCourseGrades>[0][]) =>
  groupGrades(courses.map(buildCourseGrades), now).map(({ key }) => key)

it('terms come newest first, what is not known last', () => {
  expect(
    keysOf(
      { academicYear: null, term: null },
      { academicYear: 2025, term: 'B' },
      { academicYear: 2026, term: null },
      { academicYear: 2026, term: 'A' },
      { academicYear: 2025, term: 'A' },
      { academicYear: 2025, term: 'B' },
    ),
  ).toEqual(['2026-A', '2026-none', '2025-A', '2025-B', 'none-none'])
})

it('what goes on comes first', () => {
  const past = { academicYear: 2026, term: 'A', endsAt: '2026-11-01T00:00:00Z' } as const
  expect(keysOf(past, { academicYear: 2025, term: 'year', endsAt: '2027-01-01T00:00:00Z' })).toEqual([
    '2025-year',
    '2026-A',
  ])
  expect(keysOf(past, { academicYear: 2025, term: 'year', startsAt: '2026-03-01T00:00:00Z' })[0]).toBe(
    '2025-year',
  )
  expect(keysOf(past, { academicYear: 2025, term: 'year', startsAt: '2025-10-01T00:00:00Z' })[0]).toBe(
    '2026-A',
  )
})

it('a course without a grade book is left out', () => {
  expect(keysOf({ grades: [] })).toEqual([])
})
