import { describe, expect, test } from 'vitest'
import { parseSearch, toTsqueries } from './search-query.ts'

/** Each list as its words, a beginning with `*`; stems after `|`. */
const read = (text: string) =>
  parseSearch(text).map((list) =>
    list.map(({ word, stems, isPrefix }) => [word, ...stems].join('|') + (isPrefix ? '*' : '')).join(' '),
  )

describe('what is searched for', () => {
  test('is words, the last of which is still being written', () => {
    expect(read('linear Alg')).toEqual(['linear', 'alg*'])
    expect(read('linear Alg ')).toEqual(['linear', 'alg'])
  })

  test('may have words in quotation marks, which stand next to each other', () => {
    expect(read('"data structures" exam')).toEqual(['data structures', 'exam*'])
    expect(read('exam "data structures"')).toEqual(['data structures', 'exam'])
    expect(read('"data struc')).toEqual(['data', 'struc*'])
  })

  test('has gershayim inside its words, which are no quotation marks', () => {
    expect(read('תשפ"ו ד"ר כהן ')).toEqual(['תשפו', 'דר', 'כהנ'])
  })

  test('loses what is written together with a word, where enough is left', () => {
    expect(read('המבחן ')).toEqual(['המבחנ|מבחנ'])
    expect(read('ובמבחן ')).toEqual(['ובמבחנ|במבחנ|מבחנ'])
    expect(read('הים ')).toEqual(['הימ|ימ'])
    expect(read('בים ')).toEqual(['בימ'])
    expect(read('والمدرسة ')).toEqual(['والمدرسه|مدرسه'])
    expect(read('HW03 ')).toEqual(['hw', '03|3'])
  })

  test('is nothing where it has no word, and is cut where it is longer than anyone writes', () => {
    for (const text of ['', '   ', '"', '!!! & | <-> :*', '\0', '🎉', '\ud800'])
      expect(read(text)).toEqual([])
    expect(read('word '.repeat(2_000))).toEqual(['word'])
    expect(read(Array.from({ length: 2_000 }, (_, index) => `w${index}`).join(' '))).toHaveLength(8)
    expect(parseSearch('x'.repeat(10_000)).flat()).toMatchObject([{ word: 'x'.repeat(40) }])
  })
})

test('a query is of one student, and nothing that was written is an operator in it', () => {
  const { inNames, whole } = toTsqueries(parseSearch(`a' | b:*\\ !c`), 'abcd1234-0000-4000-8000-000000000000')
  expect(whole.match(/'[^']*'/g)).toEqual([
    "'abcdta'",
    "'abcdba'",
    "'abcdtb'",
    "'abcdbb'",
    "'abcdtc'",
    "'abcdbc'",
  ])
  expect(inNames.match(/'[^']*'/g)?.every((lexeme) => /^'abcd[tp][abc]'$/.test(lexeme))).toBe(true)
})
