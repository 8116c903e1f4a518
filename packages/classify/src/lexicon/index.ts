import { normaliseText, tokenise, wordKey } from '../text.ts'
import { arabic } from './ar.ts'
import { english } from './en.ts'
import type { Sign, Weight } from './entry.ts'
import { hebrew } from './he.ts'

export type { Sign, Weight } from './entry.ts'

export interface Phrase {
  keys: string[]
  /** As written in the lexicon; the reason of an answer quotes it. */
  text: string
  meanings: { sign: Sign; weight: Weight }[]
}

/** Phrases by the key of their first word, longest first. */
export const phrasesByFirstKey: ReadonlyMap<string, Phrase[]> = readLexicon()

function readLexicon(): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase>()
  for (const { sign, weight, phrases: list } of [...hebrew, ...english, ...arabic]) {
    for (const text of list.split(',').map((phrase) => phrase.trim())) {
      const keys = tokenise(normaliseText(text))
        .filter((token) => token.type === 'word')
        .map((token) => wordKey(token.text))
      const id = keys.join(' ')
      const known = phrases.get(id) ?? { keys, text, meanings: [] }
      if (!known.meanings.some((meaning) => meaning.sign === sign)) known.meanings.push({ sign, weight })
      phrases.set(id, known)
    }
  }
  const byFirst = new Map<string, Phrase[]>()
  for (const phrase of phrases.values()) {
    const first = phrase.keys[0]
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), phrase])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.keys.length - a.keys.length)
  return byFirst
}
