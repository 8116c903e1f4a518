import type { ItemKind } from '@spike/contract'
import { kindOf, type Cue, type Reading } from './cues.ts'
import type { Weight } from './lexicon/index.ts'

/** Kinds that name the thing itself; all others say something about one. */
export const headKinds = ['assignment', 'quiz', 'lab', 'tutorial', 'lecture', 'reading'] as const
export type HeadKind = (typeof headKinds)[number]

/** The cue that names the item: one with a number before others; in an English compound the last word, else the first. */
export function pickHead(reading: Reading, cues: Cue[], weight: Weight): { kind: HeadKind; cue: Cue } | null {
  const candidates = cues.filter((cue) => kindOf(cue, weight, headKinds) && !cue.alongside)
  const start = candidates[0]
  if (!start) return null
  let cue = start
  for (const next of candidates.slice(1)) {
    const adjacent = next.from === cue.to && next.segment === cue.segment
    const compound = adjacent && isLatin(next) && isLatin(cue)
    const counts = isNumbered(reading, next) && !isNumbered(reading, cue) && next.segment !== cue.segment
    // "Chapter 4 - Operators - slides" are slides; the chapter only says which.
    const shown = slides.has(next.text) && next.segment !== cue.segment && !kindOf(cue, 3, headKinds)
    if (compound || counts || shown) cue = next
  }
  return { kind: kindOf(cue, weight, headKinds) as HeadKind, cue }
}

const slides = new Set(
  'מצגת|מצגות|שקפים|שקופיות|slides|slide deck|presentation|ppt|شرائح|عرض تقديمي'.split('|'),
)

export function isLatin(cue: Cue): boolean {
  return /^[a-z]/.test(cue.text)
}

/** Whether a number follows the cue at once. */
export function isNumbered({ tokens }: Reading, cue: Cue): boolean {
  const next = tokens[cue.to]
  const skipped = next?.type === 'symbol' && next.text !== ':' ? tokens[cue.to + 1] : next
  if (skipped?.type === 'number') return true
  return skipped?.type === 'word' && /^[א-ת]{1,2}'$|^[א-ת]"[א-ת]$/.test(skipped.text)
}

const keptBesideTeaching: readonly ItemKind[] = ['recording']
const keptBesideWork: readonly ItemKind[] = ['recording', 'solution', 'tool', 'past_exam']

/** In "Lecture 3 - Sample spaces" the second part is the topic: its words are no cues. */
export function dropTopic(reading: Reading): Cue[] {
  const { tokens, segments, cues } = reading
  const head = cues[0]
  const headKind = head && kindOf(head, 2, headKinds)
  if (!head || !headKind || head.from > 1 || !isNumbered(reading, head)) return cues
  const taught = headKind === 'lecture' || headKind === 'tutorial'
  const kept = taught ? keptBesideTeaching : keptBesideWork
  return cues.filter((cue) => {
    if (cue.segment === head.segment) return true
    const inCue = (index: number) => cues.some((other) => other.from <= index && index < other.to)
    const plain = tokens.some(
      (token, index) =>
        segments[index] === cue.segment && token.type === 'word' && token.text.length > 1 && !inCue(index),
    )
    const crowded = taught && cues.filter((other) => other.segment === cue.segment).length > 1
    return !(plain || crowded) || kindOf(cue, 3, kept) !== null
  })
}
