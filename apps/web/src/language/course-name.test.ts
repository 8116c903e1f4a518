import { expect, it } from 'vitest'
import { keepNumberWhole, leaveOutNumber } from './course-name.ts'

it.each([
  ['חישוביות וסיבוכיות (0364-6841-02)', 'חישוביות וסיבוכיות'],
  ['0321-8835-04 מבוא לכלכלה ב', 'מבוא לכלכלה ב'],
  ['מבוא לכלכלה ב - 0321-8835-04', 'מבוא לכלכלה ב'],
  ['Calculus [20-4-83]', 'Calculus'],
  ['0364-6841-02', '0364-6841-02'],
  ['Physics 2', 'Physics 2'],
  ['History 1914-1918 in Europe', 'History 1914-1918 in Europe'],
  ['تاريخ', 'تاريخ'],
])('“%s” without its number', (name, left) => {
  expect(leaveOutNumber(name)).toBe(left)
})

it('a number’s hyphens end no line, those of words may', () => {
  expect(keepNumberWhole('Object-oriented (0364-6841-02)')).toBe(
    'Object-oriented (0364\u2060-\u20606841\u2060-\u206002)',
  )
})
