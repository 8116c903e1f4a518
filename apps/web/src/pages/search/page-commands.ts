import type { Translate } from '@spike/contract/words/translate'
import type { IconName } from '../../components/icon.tsx'

export interface PageCommand {
  readonly href: string
  readonly icon: IconName
  readonly label: string
}

const pages = [
  { href: '/', icon: 'today', label: 'frame.today', words: 'search.todayWords' },
  { href: '/courses', icon: 'courses', label: 'frame.courses', words: 'search.coursesWords' },
  { href: '/grades', icon: 'grades', label: 'frame.grades', words: 'search.gradesWords' },
  { href: '/changes', icon: 'bell', label: 'frame.changes', words: 'search.changesWords' },
  { href: '/account', icon: 'account', label: 'frame.toAccount', words: 'search.accountWords' },
] as const

/**
 * Pages whose name, or a word for what is on them, begins with each word of the text: all where there is none. One letter
 * begins too many, and they would stand before what was found.
 */
export function findPages(text: string, t: Translate): PageCommand[] {
  const asked = wordsOf(text)
  if (asked.length === 1 && asked[0]?.length === 1) return []
  return pages
    .filter(({ label, words }) => {
      const known = [...wordsOf(t(label)), ...wordsOf(t(words))]
      return asked.every((word) => known.some((name) => name.startsWith(word)))
    })
    .map(({ href, icon, label }) => ({ href, icon, label: t(label) }))
}

const wordsOf = (text: string) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
