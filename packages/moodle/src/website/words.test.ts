import { expect, test } from 'vitest'
import { parseDateWords } from './date-words.ts'
import { parseNumber } from './page-text.ts'
import { parseSubmissionWords } from './submission-words.ts'

const parse = (words: string) => parseDateWords(words, 'Asia/Jerusalem')?.toISOString() ?? null

test.each([
  ['Monday, 2 November 2026, 3:59 PM', '2026-11-02T13:59:00.000Z'],
  ['Monday, November 2, 2026, 3:59 PM', '2026-11-02T13:59:00.000Z'],
  ['22 December 2026, 12:05 AM', '2026-12-21T22:05:00.000Z'],
  ['8 Nov 2026, 20:15', '2026-11-08T18:15:00.000Z'],
  ['יום שני, 2 נובמבר 2026, 15:59', '2026-11-02T13:59:00.000Z'],
  ['2 בנובמבר 2026, 15:59', '2026-11-02T13:59:00.000Z'],
  ['8 נוב׳ 2026, 20:15', '2026-11-08T18:15:00.000Z'],
  ['‏יום שלישי, 30 יוני 2026, 23:59', '2026-06-30T20:59:00.000Z'],
  ['الاثنين، 2 نوفمبر 2026، 3:59 م', '2026-11-02T13:59:00.000Z'],
  ['الاثنين، ٢ نوفمبر ٢٠٢٦، ٣:٥٩ م', '2026-11-02T13:59:00.000Z'],
  ['2 تشرين الثاني 2026, 15:59', '2026-11-02T13:59:00.000Z'],
])('%s is a time', (words, time) => {
  expect(parse(words)).toBe(time)
})

test.each([
  ['a language that is not known', 'perjantaina 27. marraskuuta 2026, 15:59'],
  ['a word that is not known', 'Sometime, 2 November 2026, 3:59 PM'],
  ['a weekday that is not that day’s', 'Tuesday, 2 November 2026, 3:59 PM'],
  ['a day that is not there', '31 November 2026, 3:59 PM'],
  ['an hour that is not there', '2 November 2026, 25:00'],
  ['thirteen in the afternoon', '2 November 2026, 13:00 PM'],
  ['a half of the day that is not known', '2 November 2026, 3:59 odp.'],
  ['a day without a time', '2 November 2026'],
  ['a day without a year', '2 November, 3:59 PM'],
  ['numbers alone', '2/11/26, 15:59'],
  ['words about today', 'Today, 3:59 PM'],
  ['nothing', ''],
  ['a dash', '-'],
  ['far too much', '2 November 2026, 3:59 PM '.repeat(1000)],
  ['a name of every object', 'constructor 2 __proto__ 2026, 3:59 PM'],
])('%s is no time', (_, words) => {
  expect(parse(words)).toBeNull()
})

test('reads a time on both sides of the change of the clocks', () => {
  expect(parse('24 October 2026, 23:30')).toBe('2026-10-24T20:30:00.000Z')
  expect(parse('25 October 2026, 23:30')).toBe('2026-10-25T21:30:00.000Z')
  // Twice there: the first.
  expect(parse('25 October 2026, 1:30')).toBe('2026-10-24T22:30:00.000Z')
  // Left out there.
  expect(parse('27 March 2026, 2:30')).toBe('2026-03-27T00:30:00.000Z')
})

test.each([
  ['Submitted for grading', 'submitted'],
  ['No submission', 'new'],
  ['Draft (not submitted)', 'draft'],
  ['Reopened', 'reopened'],
  ['הוגש למתן ציון', 'submitted'],
  ['מצב טיוטה ( לא הוגש)', 'draft'],
  ['טרם הוגש', 'new'],
  ['مسلمة للتقييم', 'submitted'],
  ['أُعيد فتحه', 'reopened'],
  ['Zur Bewertung abgegeben', 'unknown'],
  ['', 'unknown'],
  ['constructor', 'unknown'],
])('%s is the state %s', (words, state) => {
  expect(parseSubmissionWords(words)).toBe(state)
})

test.each([
  ['85.00', 85],
  ['85,5', 85.5],
  ['1,234.50', 1234.5],
  ['12,345,678', 12_345_678],
  ['-3', -3],
  ['A+', null],
  ['', null],
])('%s is the number %s', (words, number) => {
  expect(parseNumber(words)).toBe(number)
})
