import { directionOf, type Language } from '@spike/contract/languages'
import type { StudentWords, Words } from '@spike/contract/words'
import { createTranslate, type Translate } from '@spike/contract/words/translate'
import {
  createContext,
  createEffect,
  createMemo,
  createSignal,
  useContext,
  type Accessor,
  type ParentProps,
} from 'solid-js'
import { createFormat, type Format } from './format.ts'
import { loadWords, storeLanguage } from './load-words.ts'

export interface LanguageContextValue {
  language: Accessor<Language>
  /** The text of a key in the chosen language; reads again when the language changes. */
  t: Translate
  format: Accessor<Format>
  /** Loads the language's words, then changes to it. Rejects, changing nothing, when they cannot be loaded. */
  switchLanguage(language: Language): Promise<void>
}

const LanguageContext = createContext<LanguageContextValue>()

/** Gives the pages one language, whose words are already loaded, and keeps `<html lang dir>` right. */
export function LanguageProvider(props: ParentProps<{ language: Language; words: Words | StudentWords }>) {
  const [chosen, setChosen] = createSignal({ language: props.language, words: props.words })
  const language = () => chosen().language
  const translate = createMemo(() => createTranslate(chosen().language, chosen().words))
  const format = createMemo(() => createFormat(language()))

  createEffect(() => {
    document.documentElement.lang = language()
    document.documentElement.dir = directionOf(language())
  })

  const value: LanguageContextValue = {
    language,
    t: (key, parameters) => translate()(key, parameters),
    format,
    async switchLanguage(next) {
      const words = await loadWords(next)
      storeLanguage(next)
      setChosen({ language: next, words })
    },
  }
  return <LanguageContext.Provider value={value}>{props.children}</LanguageContext.Provider>
}

export function useLanguage(): LanguageContextValue {
  const value = useContext(LanguageContext)
  if (!value) throw new TypeError('useLanguage outside of LanguageProvider')
  return value
}
