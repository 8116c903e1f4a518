import type { Language } from '../languages.ts'
import type { Words } from './words.ts'

/** A text with one form a plural category; the category is chosen by the parameter `count`. */
export type PluralText = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
export type Text = string | PluralText
export type TextParameters = Readonly<Record<string, string | number>>
/** An area (`sync`), a dot, and a key in that area's file. */
export type WordKey = { [A in keyof Words]: `${A & string}.${keyof Words[A] & string}` }[keyof Words]
export type Translate = (key: WordKey, parameters?: TextParameters) => string

/**
 * A function that gives the text of a key in one language. Parameters stand in the text as `{name}`;
 * numbers are written as the language writes them. Throws for a key whose area is not among the words.
 */
export function createTranslate(language: Language, words: Partial<Words>): Translate {
  const plurals = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  const areas: Readonly<Record<string, Readonly<Record<string, Text>> | undefined>> = words
  return (key, parameters = {}) => {
    const dot = key.indexOf('.')
    const text = areas[key.slice(0, dot)]?.[key.slice(dot + 1)]
    if (text === undefined) throw new TypeError(`No text for ${key} in ${language}`)
    const form =
      typeof text === 'string' ? text : (text[plurals.select(Number(parameters['count'] ?? 0))] ?? text.other)
    return form.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = parameters[name]
      if (value === undefined) return placeholder
      return typeof value === 'number' ? numbers.format(value) : value
    })
  }
}
