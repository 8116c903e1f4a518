import { expect, test } from 'vitest'
import { toJson } from './upsert.ts'

test('what PostgreSQL cannot hold is left out, and the rest stays as it is', () => {
  const rows = [{ name: 'a\0b', half: 'x\ud83d', whole: '😀 \\u0000 "ש"', at: new Date(0), no: null }]
  expect(JSON.parse(toJson(rows))).toEqual([
    { name: 'ab', half: 'x\ufffd', whole: '😀 \\u0000 "ש"', at: '1970-01-01T00:00:00.000Z', no: null },
  ])
})
