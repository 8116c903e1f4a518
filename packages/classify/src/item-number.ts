import type { ItemKind } from '@spike/contract'
import { pageWords } from './citations.ts'
import { weightOf, type Cue, type Reading } from './cues.ts'
import { hebrewLessonNumber } from './hebrew-letters.ts'
import { ordinalValue } from './ordinals.ts'
import type { Token } from './text.ts'
import { isDashedDate, isDate } from './written-dates.ts'

const counted: readonly ItemKind[] = [
  'lecture',
  'tutorial',
  'lab',
  'assignment',
  'quiz',
  'recording',
  'solution',
  'summary',
  'past_exam',
  'exam',
  'reading',
]
/** Kinds where "3.2" is a part of the third; with a recording it is rather the third of February. */
const dottedKinds: readonly ItemKind[] = [
  'lecture',
  'assignment',
  'solution',
  'quiz',
  'lab',
  'tutorial',
  'reading',
]
const unitAfter = new Set([
  '%',
  'point',
  'pts',
  'minute',
  'min',
  'hour',
  'נקודות',
  'נק',
  'דקות',
  'שעות',
  'credit',
  'נז',
])

interface Found {
  value: string
  /** Token after the number. */
  to: number
}

/** The lesson, week or exercise that a name counts: '3', '3-4' for a range, '3-2' for a part; null when it counts none. */
export function readNumber(reading: Reading, kind: ItemKind): string | null {
  const ranked = reading.cues
    .map((cue) => ({ cue, rank: rankCue(cue, kind) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
  for (const { cue } of ranked) {
    const found = numberAfter(reading, cue, kind) ?? numberBefore(reading, cue)
    if (found !== null) return found
  }
  return null
}

/** A number the name begins with ("03 - Sorting") or, if `anywhere`, one that stands alone at its end. */
export function readLooseNumber({ tokens }: Reading, options: { anywhere: boolean }): string | null {
  const hash = tokens[0]?.text === '#' ? 1 : 0
  const first = tokens[hash]
  if (first?.type === 'number') {
    const found = parseNumber(tokens, hash, { dotted: true })
    const next = found && tokens[found.to]
    if (found && (!next || next.type !== 'symbol' || ['.', '-', ')', ':', '|', '('].includes(next.text))) {
      if (!next || next.type === 'symbol' || !unitAfter.has(next.key)) return found.value
    }
  }
  if (!options.anywhere) return null
  const isRange = tokens.at(-2)?.text === '-' && tokens.at(-3)?.type === 'number'
  const at = tokens.length - (isRange ? 3 : 1)
  const before = tokens[at - 1]
  if (tokens[at]?.type !== 'number' || before?.type === 'number' || pageWords.has(before?.key ?? ''))
    return null
  const joins = isRange ? ['#'] : ['#', '-']
  if (before && before.type === 'symbol' && !joins.includes(before.text)) return null
  return parseNumber(tokens, at, { dotted: false })?.value ?? null
}

function rankCue(cue: Cue, kind: ItemKind): number {
  // "Review questions 1-40" counts the questions.
  if (kind === 'past_exam' && /^שאלות|questions$/.test(cue.text)) return 0
  if (weightOf(cue, 'not_lesson') && !counted.some((one) => weightOf(cue, one) >= 2)) return 0
  if (weightOf(cue, kind)) return 4
  if (counted.some((one) => weightOf(cue, one) === 3)) return 3
  if (counted.some((one) => weightOf(cue, one))) return 2
  return weightOf(cue, 'week') || weightOf(cue, 'ordinal_mark') ? 1 : 0
}

function numberAfter({ tokens, cues }: Reading, cue: Cue, kind: ItemKind): string | null {
  const dotted = kind !== 'recording' && dottedKinds.some((one) => weightOf(cue, one) >= 2)
  let at = cue.to
  for (let skipped = 0; skipped < 3; skipped++) {
    const token = tokens[at]
    if (!token) return null
    const skippable =
      (token.type === 'symbol' && ['#', '-', '.', "'", '"'].includes(token.text)) ||
      cues.some((other) => other.from === at && weightOf(other, 'ordinal_mark'))
    if (!skippable) break
    at++
  }
  // "מבחן ב" is the second sitting's, not a second exam.
  const letters = !weightOf(cue, 'exam') && !weightOf(cue, 'past_exam')
  const direct = parseNumber(tokens, at, { dotted, letters })
  if (direct) return direct.value
  const next = tokens[at]
  // The v of "v2" is no five.
  const isGlued = tokens[at + 1]?.type === 'number' && tokens[at + 1]?.start === next?.end
  const ordinal = next?.type === 'word' && at === cue.to && !isGlued ? ordinalValue(next.key) : null
  if (ordinal !== null) return String(ordinal)
  // One adjective between: "weekly quiz online 3", "מטלה מתוקשבת 3".
  const isCue = cues.some((other) => other.from === at)
  const counts = counted.some((one) => weightOf(cue, one) >= 2) || weightOf(cue, 'week') > 0
  if (counts && at === cue.to && next?.type === 'word' && !isCue && !isGlued) {
    const later = parseNumber(tokens, at + 1, { dotted })
    const end = later && tokens[later.to]
    if (later && (!end || end.type === 'symbol')) return later.value
  }
  return null
}

function numberBefore({ tokens, cues }: Reading, cue: Cue): string | null {
  const before = tokens[cue.from - 1]
  if (!before || !weightBeforeCounts(cue)) return null
  if (before.type === 'word') {
    const suffix = ['st', 'nd', 'rd', 'th'].includes(before.text)
    const digits = tokens[cue.from - 2]
    if (suffix && digits?.type === 'number' && digits.text.length <= 2) return String(Number(digits.text))
    const value = before.text.length > 2 ? ordinalValue(before.key) : null
    return value === null ? null : String(value)
  }
  if (before.type !== 'number' || cue.from - 1 !== 0) return null
  return cues[0] === cue ? (parseNumber(tokens, 0, { dotted: false })?.value ?? null) : null
}

function weightBeforeCounts(cue: Cue): boolean {
  return counted.some((kind) => weightOf(cue, kind)) || weightOf(cue, 'week') > 0
}

/** Reads 3, 3-4, 3.2, "3 and 4" at `at`; years, dates, times, grades and long numbers are none. */
function parseNumber(
  tokens: Token[],
  at: number,
  options: { dotted: boolean; letters?: boolean },
): Found | null {
  const first = component(tokens[at], (options.letters ?? false) && !isPrefix(tokens, at))
  if (first === null || isDashedDate(tokens, at)) return null
  const parts = [first]
  const writtenInLetters = tokens[at]?.type === 'word'
  let to = at + 1
  let dots = 0
  while (parts.length < 4) {
    const step = separatorAt(tokens, to)
    const next = step && component(tokens[to + step.length], writtenInLetters && step.text === '-')
    if (!step || next === null) {
      if (step?.tight && tokens[to + step.length]?.type === 'number')
        return step.text === '-' ? single(parts, to) : null
      break
    }
    if (step.text === '.' || step.text === '/') dots++
    parts.push(next)
    to += step.length + 1
  }
  const after = tokens[to]
  if (after && (after.text === '%' || unitAfter.has(after.key))) return null
  // 3Blue1Brown
  const isWordsPart = after?.type === 'word' && after.text.length > 2 && after.start === tokens[to - 1]?.end
  // HW8sol counts, for the cue is glued to it too.
  if (isWordsPart && tokens[at - 1]?.end !== tokens[at]?.start) return null
  if (after?.text === ':' && tokens[to + 1]?.type === 'number' && tokens[to + 1]?.start === after.end)
    return null
  if (dots > 1 || (dots === 1 && (parts.length > 2 || !options.dotted || isDate(tokens, at)))) return null
  if (parts.length > 2 && (parts.at(-1) ?? 0) - first !== parts.length - 1) return single(parts, to)
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts
  return { value: ends.join('-'), to }
}

/** The ב of ב-Python or ב-3.12, which is no two; in א-ב it is. */
function isPrefix(tokens: Token[], at: number): boolean {
  const [letter, dash, word] = tokens.slice(at, at + 3)
  if (!letter || !/^[בהוכלמש]$/.test(letter.text) || dash?.text !== '-' || !word) return false
  const isGlued = letter.end === dash.start && dash.end === word.start
  return isGlued && (word.type === 'number' || hebrewLessonNumber(word.text) === null)
}

function single(parts: number[], to: number): Found {
  return { value: String(parts[0]), to }
}

function component(token: Token | undefined, letters: boolean): number | null {
  if (token?.type === 'number') return token.text.length <= 3 ? Number(token.text) : null
  if (letters && token?.type === 'word') return hebrewLessonNumber(token.text)
  return null
}

function separatorAt(tokens: Token[], at: number): { text: string; length: number; tight: boolean } | null {
  const token = tokens[at]
  const before = tokens[at - 1]
  const next = tokens[at + 1]
  if (!token || !before || !next) return null
  const tight = before.end === token.start && token.end === next.start
  if (['-', '.', '/', '+', '&', ','].includes(token.text)) {
    const spaced = token.text === '+' || token.text === '&' || token.text === ','
    return tight || spaced ? { text: token.text, length: 1, tight } : null
  }
  if (['and', 'to', 'עד', 'و'].includes(token.text)) return { text: '-', length: 1, tight: false }
  if (token.text === 'ו' && next.text === '-') return { text: '-', length: 2, tight: false }
  if (token.text === 'ו') return { text: '-', length: 1, tight: false }
  return null
}
