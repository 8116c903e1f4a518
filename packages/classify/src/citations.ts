import type { Reading } from './cues.ts'

/** Whether a name that says nothing else cites: a paper by its year, a ruling by its parties, a book by its pages. */
export function isCitation(reading: Reading): boolean {
  return namesYear(reading) || isCourtCase(reading) || namesPages(reading)
}

/** "Cohen & Levi 2015". */
function namesYear({ tokens }: Reading): boolean {
  const hasWord = tokens.some((token) => token.type === 'word')
  return hasWord && tokens.findIndex((token) => /^(?:1[5-9]\d\d|20[0-4]\d)$/.test(token.text)) > 0
}

/** "Roe v. Wade", פלוני נ' פלוני: one party against another. */
function isCourtCase({ tokens }: Reading): boolean {
  return tokens.some(({ text }, index) => {
    const after = tokens[index + 1]
    const against = text === "נ'" || (text === 'v' && after?.text === '.')
    return against && tokens[index - 1]?.type === 'word' && after !== undefined
  })
}

/** Keys of the words before a page's number. */
export const pageWords = new Set(['עמ', 'עמודימ', 'pp', 'page'])

function namesPages({ tokens }: Reading): boolean {
  return tokens.some(({ key }, index) => pageWords.has(key) && tokens[index + 1]?.type === 'number')
}
