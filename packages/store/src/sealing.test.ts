import { expect, test } from 'vitest'
import { createSealer, developmentKey, SealError } from './sealing.ts'

const place = { table: 'credentials', userId: 'user-1', column: 'sealed' }
const oldKey = { id: 'old', key: Buffer.alloc(32, 1) }
const newKey = { id: 'new', key: Buffer.alloc(32, 2) }

test('what was sealed opens again, and is not to be read in between', () => {
  const sealer = createSealer([oldKey])
  const record = sealer.seal('סוד', place)
  expect(sealer.open(record, place)).toBe('סוד')
  expect(record.keyId).toBe('old')
  expect(record.sealed.includes(Buffer.from('סוד'))).toBe(false)
})

test('the same text is sealed differently each time', () => {
  const sealer = createSealer([oldKey])
  expect(sealer.seal('x', place).sealed).not.toEqual(sealer.seal('x', place).sealed)
})

test.each([
  ['another user', { ...place, userId: 'user-2' }],
  ['another column', { ...place, column: 'other' }],
  ['another table', { ...place, table: 'other' }],
])('it does not open for %s', (_case, elsewhere) => {
  const sealer = createSealer([oldKey])
  const record = sealer.seal('x', place)
  expect(() => sealer.open(record, elsewhere)).toThrow(SealError)
})

test('it does not open after one bit was changed', () => {
  const sealer = createSealer([oldKey])
  for (const part of ['wrappedKey', 'sealed'] as const) {
    const record = sealer.seal('x', place)
    for (const at of [0, 12, record[part].length - 1]) {
      const changed = Buffer.from(record[part])
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => sealer.open({ ...record, [part]: changed }, place)).toThrow(
        expect.objectContaining({ code: 'not_authentic' }),
      )
    }
  }
})

test('a new key seals, and the old one still opens what it sealed', () => {
  const before = createSealer([oldKey]).seal('x', place)
  const rotated = createSealer([newKey, oldKey])
  expect(rotated.open(before, place)).toBe('x')
  expect(rotated.seal('x', place).keyId).toBe('new')
  expect(() => createSealer([newKey]).open(before, place)).toThrow(
    expect.objectContaining({ code: 'key_unknown' }),
  )
})

test('the development key is a key', () => {
  expect(createSealer([developmentKey]).currentKeyId).toBe('development')
})
