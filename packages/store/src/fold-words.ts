/**
 * Words as the search index has them: migration 0005 does the same in SQL (search_words, search_stems), where it says what
 * is folded and why.
 */

const dropped =
  // oxlint-disable-next-line no-misleading-character-class -- marks by themselves are what is meant
  /["'`\u00ad\u00b4\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u2018-\u201f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const parting =
  // oxlint-disable-next-line no-control-regex no-misleading-character-class -- control characters part words, so do these
  /[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u1680\u180e\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3030\ufd3e\ufd3f\ufe00-\ufe6b\uff01-\uff0f\uff1a-\uff20\ufff0-\uffff\u{1f000}-\u{1faff}]+/u

const from = Array.from('ךםןףץىةکیٱς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹')
const to = Array.from('כמנפציهكياσ01234567890123456789')
const sameLetters = new Map(from.map((letter, index) => [letter, to[index] ?? '']))
const manyWays = new RegExp(`[${from.join('')}]`, 'gu')

const maxWordLength = 40

/** A text with its letters as words have them, not parted yet. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(dropped, '')
    .replace(manyWays, (letter) => sameLetters.get(letter) ?? letter)
}

export function foldWords(text: string): string[] {
  return foldLetters(text)
    .replace(/[0-9]+/g, ' $& ')
    .split(parting)
    .filter((word) => word !== '')
    .map((word) => Array.from(word).slice(0, maxWordLength).join(''))
}

const hebrewPrefix = /^ו?(?:לכש|כש|מש|ש)?(?:מה|[הבלכמ])?$/
const longestPrefix = 5
const arabicPrefix = /^[وف]?(?:[بك]?ال|لل)(?=..)/su

/** A folded word without what is written together with it: see search_stems. */
export function stemsOf(word: string): string[] {
  if (/^[והבלכמש]/.test(word)) {
    const letters = Array.from(word)
    return Array.from({ length: Math.max(0, Math.min(longestPrefix, letters.length - 2)) }, (_, index) =>
      hebrewPrefix.test(letters.slice(0, index + 1).join('')) ? letters.slice(index + 1).join('') : '',
    ).filter((stem) => stem !== '')
  }
  if (arabicPrefix.test(word)) return [word.replace(arabicPrefix, '')]
  if (/^0+[1-9]/.test(word)) return [word.replace(/^0+/, '')]
  return []
}
