import { expect, test } from 'vitest'
import { deletionNameOf, isDeletionName } from './deletion-name.ts'

const long = 'a'.repeat(101)

test.each([
  ['noa', ' NOA '],
  [' noa  cohen ', 'noa cohen'],
  [long, long],
  ['noa', '\u2068noa\u2069'],
  ['', 'Noa Cohen'],
  ['\u200f ', 'noa cohen'],
])('who is called %j confirms by %j', (username, written) => {
  expect(isDeletionName(written, { username, fullName: 'Noa Cohen' })).toBe(true)
})

test.each(['dana', '', 'Noa Cohen'])('who is called noa does not confirm by %j', (written) => {
  expect(isDeletionName(written, { username: 'noa', fullName: 'Noa Cohen' })).toBe(false)
})

test('who has no name at all has nothing to write', () => {
  expect(deletionNameOf({ username: '', fullName: ' ' })).toBe('')
  expect(isDeletionName('', { username: '', fullName: ' ' })).toBe(true)
})
