import type { Grade } from '@spike/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGrade } from '../testing/build-data.ts'
import { findStanding } from './running-average.ts'

const averageOf = (...grades: Partial<Grade>[]) => findStanding(grades.map(buildGrade)).average

describe('the running average', () => {
  it('goes by the weights that Moodle says', () => {
    expect(averageOf({ grade: 100, weightPercent: 30 }, { grade: 60, weightPercent: 10 })).toBe(90)
    expect(findStanding([buildGrade({ weightPercent: 30 })]).by).toBe('weights')
  })

  it('goes by points where a weight is not known', () => {
    const grades = [
      buildGrade({ grade: 30, max: 30, weightPercent: 50 }),
      buildGrade({ grade: 0, max: 10, weightPercent: null }),
    ]
    expect(findStanding(grades)).toMatchObject({ average: 75, by: 'points' })
  })

  it('goes by points where the weights are shares of categories', () => {
    const grades = [
      buildGrade({ grade: 100, weightPercent: 100 }),
      buildGrade({ grade: 50, weightPercent: 80 }),
      buildGrade({ grade: null, weightPercent: 20 }),
    ]
    expect(findStanding(grades)).toMatchObject({ average: 75, by: 'points' })
  })

  it('counts from the lowest grade there is', () => {
    expect(averageOf({ grade: 5, min: 1, max: 9 })).toBe(50)
  })

  it('takes no missing, hidden or worded grade for a zero', () => {
    expect(averageOf({ grade: 80 }, { grade: null }, { grade: 10, hidden: true })).toBe(80)
    expect(averageOf({ grade: 80 }, { grade: 3, max: null, gradeText: 'Passed' })).toBe(80)
    expect(averageOf({ grade: null })).toBeNull()
    expect(averageOf()).toBeNull()
  })

  it('leaves totals out, which follow from the items', () => {
    expect(averageOf({ grade: 80 }, { grade: 10, kind: 'category' }, { grade: 10, kind: 'course' })).toBe(80)
  })

  it('is none where all that is graded counts nothing', () => {
    expect(averageOf({ grade: 80, max: 0 })).toBeNull()
  })
})

const points = fc.integer({ min: 1, max: 200 })
const arbitraryGrade = fc
  .record({
    max: points,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    weightPercent: fc.option(fc.integer({ min: 0, max: 20 })),
  })
  .map(({ max, share, weightPercent }) => buildGrade({ max, grade: max * share, weightPercent }))
const someGrades = fc.array(arbitraryGrade, { minLength: 1, maxLength: 12 })

describe('whatever the grades are, the average', () => {
  it('lies between the lowest and the highest of them', () => {
    fc.assert(
      fc.property(someGrades, (grades) => {
        const { average, graded } = findStanding(grades)
        const percents = graded.map(({ percent }) => percent)
        expect(average).toBeGreaterThanOrEqual(Math.min(...percents) - 1e-9)
        expect(average).toBeLessThanOrEqual(Math.max(...percents) + 1e-9)
      }),
    )
  })

  it('is the same in any order', () => {
    fc.assert(
      fc.property(someGrades, (grades) => {
        expect(findStanding(grades.toReversed()).average).toBeCloseTo(findStanding(grades).average ?? 0, 8)
      }),
    )
  })

  it('is moved by no item without a grade, and by no hidden one', () => {
    fc.assert(
      fc.property(someGrades, (grades) => {
        const more = [buildGrade({ grade: null }), buildGrade({ grade: 0, hidden: true })]
        expect(findStanding([...grades, ...more]).average).toBe(findStanding(grades).average)
      }),
    )
  })

  it('is every grade where all are the same', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1 }), fc.integer({ min: 0, max: 100 }), (sizes, percent) => {
        const grades = sizes.map((max) => buildGrade({ max, grade: (max * percent) / 100 }))
        expect(findStanding(grades).average).toBeCloseTo(percent, 8)
      }),
    )
  })

  it('does not change with the unit of the weights', () => {
    fc.assert(
      fc.property(someGrades, (grades) => {
        const halved = grades.map((grade) => ({
          ...grade,
          weightPercent: grade.weightPercent === null ? null : grade.weightPercent / 2,
        }))
        const [whole, half] = [findStanding(grades), findStanding(halved)]
        fc.pre(whole.by === half.by)
        expect(half.average).toBeCloseTo(whole.average ?? 0, 8)
      }),
    )
  })
})
