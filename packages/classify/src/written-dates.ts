import type { Reading } from './cues.ts'
import { hebrewLettersValue } from './hebrew-letters.ts'
import type { Token } from './text.ts'

/** Whether the name holds a calendar year: 2019, תשפ"ג, 5783. */
export function holdsYear({ tokens }: Reading): boolean {
  return tokens.some(
    (token) =>
      (token.type === 'number' && /^(?:19[89]\d|20[0-4]\d|57[5-9]\d)$/.test(token.text)) ||
      (token.type === 'word' && isHebrewYear(token.text)),
  )
}

/** Whether the name holds a day or a time of day: 3.2, 12/02/26, 9:00. */
export function holdsDayOrTime({ tokens }: Reading): boolean {
  return tokens.some(
    ({ type, text }, index) =>
      type === 'symbol' &&
      ['.', '/', ':'].includes(text) &&
      [tokens[index - 1], tokens[index + 1]].every((side) => /^\d{1,2}$/.test(side?.text ?? '')),
  )
}

/** תשפ"ו, תשפו, ה'תשפ"ו. */
export function isHebrewYear(word: string): boolean {
  const letters = word.replace(/["']/g, '').replace(/^[ה]?(?=תש)/, '')
  const value = hebrewLettersValue(letters)
  return (
    value !== null &&
    value >= 730 &&
    value <= 799 &&
    letters.length >= 3 &&
    (word.includes('"') || /^תש[עפצ][א-ט]?$/.test(letters))
  )
}

/** 05.01, 14.11: written as a day and a month, or too high for a part. */
export function isDate(tokens: Token[], at: number): boolean {
  const [day, month] = [tokens[at]?.text ?? '', tokens[at + 2]?.text ?? '']
  return month.startsWith('0') || (Number(day) > 12 && month.length > 1)
}

/** 24-11-25, 3-11-2025. */
export function isDashedDate(tokens: Token[], at: number): boolean {
  const written = tokens
    .slice(at, at + 5)
    .reduce(
      (text, { text: piece, start }, index, all) =>
        text + (index > 0 && all[index - 1]?.end !== start ? ' ' : '') + piece,
      '',
    )
  return /^(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-(?:20[0-4]|2)\d$/.test(written)
}
