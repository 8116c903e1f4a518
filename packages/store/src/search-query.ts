import { foldWords, stemsOf } from './fold-words.ts'

/** One word that is searched for: the ways in which it may stand in a text, folded. */
export interface SearchTerm {
  readonly word: string
  readonly stems: readonly string[]
  /** It is still being written: any word that begins so. */
  readonly isPrefix: boolean
}

/** All must be found; words of one list next to each other. */
export type ParsedSearch = readonly (readonly SearchTerm[])[]

const maxLength = 200
const maxWords = 8
// A quotation mark inside a word is gershayim.
const quoted = /(?<=^|\s)["“”„״]([^"“”„]+)["“”״](?=\s|$)/gu

/**
 * What a person wrote, as what to look for: words that must all be there, phrases in quotation marks, and the last word as
 * the beginning of one, unless a space follows. Nothing in it is an operator. What is longer than a person writes is cut.
 */
export function parseSearch(text: string): ParsedSearch {
  const asked = text.slice(0, maxLength).toWellFormed()
  const phrases = Array.from(asked.matchAll(quoted), ([, phrase = '']) => foldWords(phrase).map(toTerm))
  const words = foldWords(asked.replace(quoted, ' ')).map(toTerm)
  const last = words.at(-1)
  // What ends with a word is still being written: a phrase has its closing mark.
  if (last && foldWords(asked.slice(-1)).length > 0) words.splice(-1, 1, { ...last, isPrefix: true })
  const lists = [...phrases, ...words.map((word) => [word])].filter((list) => list.length > 0)
  let left = maxWords
  return withoutRepeats(lists).flatMap((list) => {
    const kept = list.slice(0, Math.max(0, left))
    left -= list.length
    return kept.length > 0 ? [kept] : []
  })
}

function withoutRepeats(lists: readonly (readonly SearchTerm[])[]) {
  return [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()]
}

const toTerm = (word: string): SearchTerm => ({ word, stems: askedStems(word), isPrefix: false })

/**
 * Fewer than the index has: what is left of a word that only looks as if it had a prefix ("מבחן") finds other words. Two
 * letters are enough after ה, which is hardly ever part of so short a word.
 */
function askedStems(word: string): string[] {
  const isHebrew = /^[א-ת]/.test(word)
  return stemsOf(word).filter((stem) => !isHebrew || stem.length >= 3 || word === `ה${stem}`)
}

/** A stem shorter than this is looked for whole while its word is still being written: it begins too many others. */
const shortestBeginning = 3

/** The ways in which a term may stand in a text, the word as it was written first. */
export function formsOf({ word, stems, isPrefix }: SearchTerm) {
  const ofStems = stems.map((stem) => ({
    form: stem,
    isPrefix: isPrefix && stem.length >= shortestBeginning,
  }))
  return [{ form: word, isPrefix }, ...ofStems]
}

/** The letters before each of the student's words in the index: search_mark in SQL. */
const markOf = (userId: string) => userId.slice(0, 4)

/** The parts of a thing that the index tells apart, by the letter before a word: see search_vector in SQL. */
type Part = 't' | 'p' | 'b'

// A folded word has neither of the characters that would end a quoted one, but nothing here rests on it.
const quote = (word: string) => `'${word.replaceAll(/['\\]/g, '$&$&')}'`
const either = (queries: readonly string[]) => `(${queries.join(' | ')})`

export interface SearchTsqueries {
  /** Rows that have all that is searched for in their names and the place where they stand, some of it in their names. */
  readonly inNames: string
  /** Rows that have all of it anywhere, some of it in themselves. */
  readonly anywhere: string
  /** Any of the words, for ranking: as they are being written, and whole. */
  readonly any: string
  readonly whole: string
}

export function toTsqueries(parsed: ParsedSearch, userId: string): SearchTsqueries {
  const lexeme = (part: Part, word: string, isPrefix = false) =>
    quote(markOf(userId) + part + word) + (isPrefix ? ':*' : '')
  // One letter begins half of all words: what is said with it is no answer yet.
  const forms = (part: Part, term: SearchTerm) =>
    formsOf(term).map(({ form, isPrefix }) =>
      lexeme(part, form, isPrefix && (part === 't' || form.length > 1)),
    )
  const listIn = (parts: readonly Part[], list: readonly SearchTerm[]) =>
    either(parts.map((part) => `(${list.map((term) => either(forms(part, term))).join(' <-> ')})`))
  const allIn = (parts: readonly Part[], own: readonly Part[]) =>
    [...parsed.map((list) => listIn(parts, list)), either(parsed.map((list) => listIn(own, list)))].join(
      ' & ',
    )
  const terms = parsed.flat()
  const own = ['t', 'b'] as const
  return {
    inNames: allIn(['t', 'p'], ['t']),
    anywhere: allIn(['t', 'p', 'b'], own),
    any: terms.flatMap((term) => own.flatMap((part) => forms(part, term))).join(' | '),
    whole: terms.flatMap((term) => own.map((part) => lexeme(part, term.word))).join(' | '),
  }
}
