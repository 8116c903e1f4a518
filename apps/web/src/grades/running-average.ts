import type { Grade } from '@spike/contract'

/** A grade on the scale from 0 to 100, with how much it counts. */
export interface GradedItem {
  readonly grade: Grade
  /** 100 is the highest that it may be; more where a teacher gave more. */
  readonly percent: number
}

export interface Standing {
  /** On the scale from 0 to 100; null while nothing that counts is graded. */
  readonly average: number | null
  /** What the items were weighted by. */
  readonly by: 'weights' | 'points'
  readonly graded: readonly GradedItem[]
  /** Items that Moodle shows, graded or not. */
  readonly itemCount: number
}

/** Moodle rounds weights: those of a whole course may come to a little more than 100. */
const roundingPercent = 1

/**
 * Where a student stands in a course: the mean of what is graded and shown. What has no grade is no zero: it is left
 * out, and so is what is hidden. Items count by Moodle's weights where all that are graded have one; where those come to
 * more than 100, they are shares of categories, not of the course. Else an item counts by the points it can bring.
 */
export function findStanding(grades: readonly Grade[]): Standing {
  const items = grades.filter((grade) => grade.kind === 'item')
  const graded = items.flatMap((grade): GradedItem[] => {
    const percent = percentOf(grade)
    return percent === null ? [] : [{ grade, percent }]
  })
  const weights = graded.map(({ grade }) => grade.weightPercent)
  const knowsWeights =
    weights.every((weight) => weight !== null) &&
    sum(weights.map((weight) => weight ?? 0)) > 0 &&
    sum(items.map((item) => item.weightPercent ?? 0)) <= 100 + roundingPercent
  const weightOf = ({ grade }: GradedItem) => (knowsWeights ? (grade.weightPercent ?? 0) : rangeOf(grade))
  const total = sum(graded.map(weightOf))
  return {
    average: total > 0 ? sum(graded.map((item) => (item.percent * weightOf(item)) / total)) : null,
    by: knowsWeights ? 'weights' : 'points',
    graded,
    itemCount: items.length,
  }
}

/** A grade on the scale from 0 to 100; null where there is none, it is hidden, or it is no number of points. */
export function percentOf(grade: Grade): number | null {
  const range = rangeOf(grade)
  if (grade.hidden || grade.grade === null || range <= 0) return null
  return ((grade.grade - (grade.min ?? 0)) / range) * 100
}

const rangeOf = ({ min, max }: Grade): number => (max ?? 0) - (min ?? 0)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
