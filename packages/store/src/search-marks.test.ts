import { expect, test } from 'vitest'
import { markHits, snippetOf } from './search-marks.ts'
import { parseSearch } from './search-query.ts'

/** The text with its hits in brackets. */
const bracket = (parts: ReturnType<typeof markHits>) =>
  parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')
const mark = (text: string, asked: string) => bracket(markHits(text, parseSearch(asked).flat()))
const snippet = (text: string, asked: string) => bracket(snippetOf(text, parseSearch(asked).flat()))

test('the words that were searched for are marked as they stand in the text', () => {
  expect(mark('החומר לַמִּבְחָן הגדול', 'מבחן ')).toBe('החומר [לַמִּבְחָן] הגדול')
  expect(mark('מבחן לדוגמה', 'המבחן ')).toBe('[מבחן] לדוגמה')
  expect(mark('Data Structures', 'struct')).toBe('Data [Structures]')
  expect(mark('סמסטר א תשפ״ו', 'תשפ"ו')).toBe('סמסטר א [תשפ״ו]')
  expect(mark('Nothing here', 'else ')).toBe('Nothing here')
})

test('joined, the pieces are the text', () => {
  const text = '  <b>Exam</b> &amp; the exam  '
  expect(
    markHits(text, parseSearch('exam ').flat())
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})

test('of a long text the place with the first hit is shown', () => {
  const before = 'before '.repeat(30)
  const after = 'after '.repeat(60)
  const shown = snippet(`${before} the exam is near ${after}`, 'exam ')
  expect(shown).toMatch(/^… (before )+the \[exam\] is near (after )+…$/)
  expect(shown.length).toBeLessThan(200)
  expect(snippet('The exam', 'exam ')).toBe('The [exam]')
  expect(snippet(`${'x'.repeat(500)} exam`, 'exam ')).toBe('… [exam]')
  expect(snippet('Nothing', 'exam ')).toBe('')
})

test('in a text of many pages the hit is found wherever it stands, and what only has its letters is none', () => {
  const page = 'party of parts, artless start; '.repeat(200)
  for (const before of [page, page.slice(0, 397), page.slice(0, 401), page.slice(0, 403)]) {
    expect(snippet(`${before} art ${page}`, 'art ')).toMatch(/^… .*[^\]]\[art\][^[]* …$/)
  }
  expect(snippet(page, 'art ')).toBe('')
})
