import { expect, it } from 'vitest'
import { courseHue } from './course-mark.tsx'

it('courses have one of eight colours, each always its own, and neighbours differ', () => {
  const hues = Array.from({ length: 200 }, (_, id) => courseHue(String(id + 1)))
  expect(new Set(hues)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]))
  expect(courseHue('17')).toBe(hues[16])
  expect(hues[0]).not.toBe(hues[1])
})
