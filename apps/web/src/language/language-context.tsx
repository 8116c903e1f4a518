import { directionOf, type Language } from '@spike/contract/languages'
import { createTranslate, type Translate } from '@spike/contract/words/translate'
import {
  createContext,
  createEffect,
  createMemo,
  createSignal,
  untrack,
  useContext,
  type Accessor,
  type ParentProps,
} from 'solid-js'
import { createFormat, type Format } from './format.ts'
import { loadWords, storeLanguage, type LoadedWords, type WordPart } from './load-words.ts'

export interface LanguageContextValue {
  language: Accessor<Language>
  /** The text of a key in the chosen language; reads again when the language changes. */
  t: Translate
  format: Accessor<Format>
  /** Loads another part of the chosen language's words, if it is not there. Rejects when it cannot be loaded. */
  needWords(part: WordPart): Promise<void>
  hasWords(part: WordPart): boolean
  /** Loads the language's words, then changes to it. Rejects, changing nothing, when they cannot be loaded. */
  switchLanguage(language: Language): Promise<void>
}

const LanguageContext = createContext<LanguageContextValue>()

/** Gives the pages one language, whose words are already loaded, and keeps `<html lang dir>` right. */
export function LanguageProvider(props: ParentProps<{ language: Language; words: LoadedWords }>) {
  const [chosen, setChosen] = createSignal({ language: props.language, words: props.words })
  const language = () => chosen().language
  const translate = createMemo(() => createTranslate(chosen().language, allOf(chosen().words)))
  const format = createMemo(() => createFormat(language()))

  createEffect(() => {
    document.documentElement.lang = language()
    document.documentElement.dir = directionOf(language())
  })

  const value: LanguageContextValue = {
    language,
    t: (key, parameters) => translate()(key, parameters),
    format,
    hasWords: (part) => chosen().words[part] !== undefined,
    async needWords(part) {
      while (!untrack(chosen).words[part]) {
        const forLanguage = untrack(language)
        const added = await loadWords(forLanguage, [part])
        // The language may have been changed meanwhile: then its own are asked for.
        setChosen((now) =>
          now.language === forLanguage ? { ...now, words: { ...now.words, ...added } } : now,
        )
      }
    },
    async switchLanguage(next) {
      const words: LoadedWords = {}
      // A part may have come to the page in the old language while the others were on their way.
      for (let parts = partsOf(untrack(chosen).words); parts.length > 0;) {
        Object.assign(words, await loadWords(next, parts))
        parts = partsOf(untrack(chosen).words).filter((part) => !words[part])
      }
      storeLanguage(next)
      setChosen({ language: next, words })
    },
  }
  return <LanguageContext.Provider value={value}>{props.children}</LanguageContext.Provider>
}

function allOf(words: LoadedWords) {
  return { ...words.entrance, ...words.student, ...words.staff }
}

function partsOf(words: LoadedWords): WordPart[] {
  return Object.keys(words) as WordPart[]
}

export function useLanguage(): LanguageContextValue {
  const value = useContext(LanguageContext)
  if (!value) throw new TypeError('useLanguage outside of LanguageProvider')
  return value
}
