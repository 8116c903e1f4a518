import { expect, it } from 'vitest'
import { readFileName } from './file-name.ts'

it.each([
  ['inline; filename="notes.pdf"', 'notes.pdf'],
  ['attachment; filename="סילבוס - רשתות.pdf"', 'סילבוס - רשתות.pdf'],
  [`attachment; filename="${Buffer.from('סילבוס.pdf').toString('latin1')}"`, 'סילבוס.pdf'],
  [`attachment; filename="${Buffer.from('Übung.pdf', 'latin1').toString('latin1')}"`, 'Übung.pdf'],
  [`attachment; filename="a.pdf"; filename*=UTF-8''%D7%90.pdf`, 'א.pdf'],
  [`attachment; filename*=UTF-8''%zz; filename="a.pdf"`, 'a.pdf'],
  ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
  ['attachment; filename=plain.txt', 'plain.txt'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ['attachment; filename="a\u0007b.pdf"', 'ab.pdf'],
  ['inline', null],
  [undefined, null],
])('%j names %j', (header, name) => {
  expect(readFileName(header)).toBe(name)
})
