import type { CourseRows } from '@spike/store'

type Grade = CourseRows['grades'][number]

/** A page rounds to two places. */
const rounding = 0.006

/** In points, or in words where it has none. Null is "none", and where it is hidden. */
export const givenGrade = (grade: Pick<Grade, 'grade' | 'grade_text'>): string | null =>
  grade.grade?.toString() ?? grade.grade_text

/** Whether two given grades are one: points are compared as numbers, however they are written. */
export function sameGrade(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return a === b
  const [one, other] = [readPoints(a), readPoints(b)]
  return one !== null && other !== null && Math.abs(one - other) < rounding
}

function readPoints(text: string): number | null {
  const plain = text.trim().replace(/^(-?\d+),(\d{1,2})$/, '$1.$2')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null
}
