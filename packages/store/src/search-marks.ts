import type { MarkedText } from '@spike/contract'
import { foldLetters, foldWords, stemsOf } from './fold-words.ts'
import { formsOf, type SearchTerm } from './search-query.ts'

/** Characters of a text that are shown with a hit, and how many of them before it. */
const snippetLength = 180
const beforeHit = 50

// Letters and what stands inside a word; what foldWords makes of each run decides.
const runs = /[\p{L}\p{M}\p{N}"'`´׳״‘-‟]+/gu

/** A text in pieces, its words that were searched for as hits. */
export function markHits(text: string, terms: readonly SearchTerm[]): MarkedText {
  const forms = terms.flatMap(formsOf)
  const parts: { text: string; hit: boolean }[] = []
  let end = 0
  const add = (piece: string, hit: boolean) => {
    if (piece === '') return
    const last = parts.at(-1)
    if (last?.hit === hit) last.text += piece
    else parts.push({ text: piece, hit })
  }
  for (const run of text.matchAll(runs)) {
    if (!isHit(run[0], forms)) continue
    add(text.slice(end, run.index), false)
    add(run[0], true)
    end = run.index + run[0].length
  }
  add(text.slice(end), false)
  return parts
}

type Forms = ReturnType<typeof formsOf>

function isHit(run: string, forms: Forms): boolean {
  const found = foldWords(run).flatMap((word) => [word, ...stemsOf(word)])
  return forms.some(({ form, isPrefix }) =>
    found.some((word) => (isPrefix ? word.startsWith(form) : word === form)),
  )
}

/** A few hundred characters and the rest of their last word. */
const pieces = /\S[^]{0,400}\S*/gu

/** The first word that was searched for. Only a piece whose letters have one is gone through by its words. */
function findHit(text: string, forms: Forms) {
  const others = new Set<string>()
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const letters = foldLetters(piece)
    if (!forms.some(({ form }) => letters.includes(form))) continue
    for (const run of piece.matchAll(runs)) {
      if (others.has(run[0])) continue
      if (isHit(run[0], forms)) return { index: index + run.index, text: run[0] }
      others.add(run[0])
    }
  }
  return null
}

/** The place of a text with the first hit, marked; empty where it has none. */
export function snippetOf(text: string, terms: readonly SearchTerm[]): MarkedText {
  const plain = text.replace(/\s+/g, ' ').trim()
  const hit = findHit(plain, terms.flatMap(formsOf))
  if (!hit) return []
  const start = hit.index <= beforeHit ? 0 : plain.indexOf(' ', hit.index - beforeHit) + 1
  const isWhole = plain.length - start <= snippetLength
  const lastSpace = plain.lastIndexOf(' ', start + snippetLength)
  const hitEnd = hit.index + hit.text.length
  const end = isWhole
    ? plain.length
    : lastSpace >= hitEnd
      ? lastSpace
      : Math.max(hitEnd, start + snippetLength)
  const shown = plain.slice(Math.min(start, hit.index), end)
  return markHits(`${start > 0 ? '… ' : ''}${shown}${isWhole ? '' : ' …'}`, terms)
}
