import type { ItemKind } from '@spike/contract'
import { phrasesByFirstKey, type Phrase, type Sign, type Weight } from './lexicon/index.ts'
import { keyVariants, normaliseText, tokenise, type Token } from './text.ts'

/** A phrase of the lexicon found in a name. */
export interface Cue {
  text: string
  meanings: Phrase['meanings']
  /** Index of its first token, and of the token after its last. */
  from: number
  to: number
  /** Which part of the name it stands in: `Lecture 3 - Sorting (video)` has three. */
  segment: number
  /** "and", "with", "+" or a Hebrew ו before it: it comes along, something else is the head. */
  alongside: boolean
}

export interface Reading {
  tokens: Token[]
  /** Segment of each token. */
  segments: number[]
  cues: Cue[]
}

const dividers = new Set([':', '|', '(', ')', '[', ']', ',', ';', '•', '·', '>'])
const joiners = new Set(['-', '&', '/', "'", '.'])

/** Finds the lexicon's phrases in a name, the longest at each place, none overlapping. */
export function readCues(name: string): Reading {
  const tokens = tokenise(normaliseText(name))
  const segments = numberSegments(tokens)
  const cues: Cue[] = []
  for (let index = 0; index < tokens.length;) {
    const found = longestPhraseAt(tokens, index)
    if (!found) {
      index++
      continue
    }
    const cue = {
      text: found.phrase.text,
      meanings: found.phrase.meanings,
      from: index,
      to: found.to,
      segment: segments[index] ?? 0,
    }
    const isTopic = cue.meanings.some(({ sign }) => sign === 'topic')
    if (!isTopic) cues.push({ ...cue, alongside: found.conjunction || comesAlong(tokens, index) })
    index = found.to
  }
  return { tokens, segments, cues }
}

/** The cue's weight for a sign, 0 if it does not stand for it. */
export function weightOf(cue: Cue, sign: Sign): Weight | 0 {
  return cue.meanings.find((meaning) => meaning.sign === sign)?.weight ?? 0
}

/** The kind a cue stands for at `weight` or more, modifiers left out. */
export function kindOf(cue: Cue, weight: Weight, kinds: readonly ItemKind[]): ItemKind | null {
  return kinds.find((kind) => weightOf(cue, kind) >= weight) ?? null
}

function longestPhraseAt(tokens: Token[], index: number) {
  const first = tokens[index]
  if (first?.type !== 'word') return null
  let best: { phrase: Phrase; to: number; conjunction: boolean } | null = null
  for (const variant of keyVariants(first)) {
    for (const phrase of phrasesByFirstKey.get(variant) ?? []) {
      if (best && best.phrase.keys.length >= phrase.keys.length) break
      const to = matchRest(tokens, index, phrase)
      if (to === null || (isInitial(phrase) && !countsNext(tokens, to))) continue
      best = { phrase, to, conjunction: variant !== first.key && /^[ו\u0648]/.test(first.key) && index > 0 }
      break
    }
  }
  return best
}

function matchRest(tokens: Token[], index: number, phrase: Phrase): number | null {
  let at = index + 1
  for (const key of phrase.keys.slice(1)) {
    const between = tokens[at]
    if (between?.type === 'symbol' && joiners.has(between.text)) at++
    const token = tokens[at]
    if (token?.type !== 'word' || !keyVariants(token).includes(key)) return null
    at++
  }
  return at
}

/** L10, T3, PS 5, Ex. 2: letters so few mean something only before a number. */
function isInitial(phrase: Phrase): boolean {
  return (
    phrase.keys.length === 1 &&
    /^[a-z]{1,2}$/.test(phrase.keys[0] ?? '') &&
    !['hw', 'qa'].includes(phrase.keys[0] ?? '')
  )
}

function countsNext(tokens: Token[], at: number): boolean {
  const next = tokens[at]
  const number = next?.type === 'symbol' && ['#', '-', '.'].includes(next.text) ? tokens[at + 1] : next
  return number?.type === 'number' || next?.text === '/'
}

function comesAlong(tokens: Token[], index: number): boolean {
  const before = tokens[index - 1]
  if (!before) return false
  if (
    ['+', '&', 'and', 'with', 'incl', 'including', 'w', 'plus', 'עם', 'כולל', 'מע', 'مع'].includes(before.key)
  )
    return true
  const earlier = tokens[index - 2]
  return before.text === '/' && earlier?.key === 'w'
}

function numberSegments(tokens: Token[]): number[] {
  let segment = 0
  return tokens.map((token, index) => {
    const before = tokens[index - 1]
    const after = tokens[index + 1]
    const spacedDash =
      token.text === '-' &&
      before !== undefined &&
      after !== undefined &&
      before.end < token.start &&
      token.end < after.start
    if (index > 0 && (dividers.has(token.text) || spacedDash)) segment++
    return segment
  })
}
