import { expect, test } from 'vitest'
import { estimateTimeLeft } from './eta.ts'

test('nothing is said before three parts were measured', () => {
  expect(estimateTimeLeft({ done: 2, total: 40, doneBefore: 0, elapsedMs: 4000 })).toBeNull()
})

test('parts of an earlier attempt are not measured', () => {
  expect(estimateTimeLeft({ done: 22, total: 40, doneBefore: 20, elapsedMs: 4000 })).toBeNull()
})

test('the range holds the even pace and narrows as more is known', () => {
  const early = estimateTimeLeft({ done: 4, total: 40, doneBefore: 0, elapsedMs: 4000 })
  const late = estimateTimeLeft({ done: 20, total: 40, doneBefore: 0, elapsedMs: 20_000 })
  expect(early?.lowSeconds).toBeLessThan(36)
  expect(early?.highSeconds).toBeGreaterThan(36)
  const width = (eta: typeof early) => (eta ? eta.highSeconds - eta.lowSeconds : Number.NaN)
  expect(width(late)).toBeLessThan(width(early))
})
