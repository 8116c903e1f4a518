import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepOrder } from './keep-order.ts'

type Row = { readonly moodle_id: number; readonly position: number }

/** As a reading gives them: counted through. */
const read = (ids: readonly number[]): Row[] => ids.map((moodle_id, position) => ({ moodle_id, position }))
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Which rows stand elsewhere than before. */
function movedFrom(stored: readonly Row[], after: readonly Row[]): number[] {
  const before = new Map(stored.map((row) => [row.moodle_id, row.position]))
  return after.filter((row) => before.get(row.moodle_id) !== row.position).map((row) => row.moodle_id)
}

test.each([
  ['one comes', [1, 2, 3, 11, 4, 5, 6, 7, 8, 9, 10], [11]],
  ['one comes first', [11, ...ten], [11]],
  ['several come last', [...ten, 11, 12], [11, 12]],
  ['one goes', [1, 2, 4, 5, 6, 7, 8, 9, 10], []],
  ['one moves down', [2, 3, 4, 5, 6, 7, 8, 1, 9, 10], [1]],
  ['one moves up', [10, 1, 2, 3, 4, 5, 6, 7, 8, 9], [10]],
])('where %s, that one alone is placed', (_, ids, moved) => {
  const stored = keepOrder([], read(ten))
  const after = keepOrder(stored, read(ids))
  expect(after.map((row) => row.moodle_id)).toEqual(ids)
  expect(movedFrom(stored, after)).toEqual(moved)
})

test('where there is no room between two, all are placed anew', () => {
  const stored = read(ten)
  const after = keepOrder(stored, read([1, 11, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
  expect(movedFrom(after, keepOrder(after, read([1, 11, 12, 2, 3, 4, 5, 6, 7, 8, 9, 10])))).toEqual([12])
})

test('whatever comes after whatever, positions rise in the order that was read, and the same again moves nothing', () => {
  const order = fc.uniqueArray(fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 30 }), (readings) => {
      let stored: Row[] = []
      for (const ids of readings) {
        const after = keepOrder(stored, read(ids))
        expect(after.map((row) => row.moodle_id)).toEqual(ids)
        expect(after.every((row, index) => index === 0 || row.position > after[index - 1]!.position)).toBe(
          true,
        )
        expect(after.every((row) => Number.isSafeInteger(row.position))).toBe(true)
        expect(keepOrder(after, read(ids))).toEqual(after)
        stored = after
      }
    }),
  )
})
