import type { SearchAnswer, SearchResult } from '@spike/contract'
import type { Translate } from '@spike/contract/words/translate'
import { findPages, type PageCommand } from './page-commands.ts'
import { groupByCourse } from './result-place.ts'

/** What can be chosen in the search dialog. */
export type SearchOption = { readonly key: string } & (
  | { readonly type: 'page'; readonly page: PageCommand }
  | { readonly type: 'recent'; readonly text: string }
  | { readonly type: 'result'; readonly result: SearchResult }
  | { readonly type: 'all' }
)

export interface OptionGroup {
  readonly key: string
  readonly label: string
  /** Of the course whose results these are. */
  readonly courseId: string | null
  readonly options: readonly SearchOption[]
}

interface Known {
  readonly text: string
  readonly recent: readonly string[]
  readonly found: SearchAnswer | undefined
  readonly t: Translate
}

/** Before anything is written, what was searched for before; then pages, and what was found by its course. */
export function findOptions({ text, recent, found, t }: Known): OptionGroup[] {
  const isEmpty = text.trim() === ''
  const groups: OptionGroup[] = [
    {
      key: 'recent',
      label: t('search.recent'),
      courseId: null,
      options: isEmpty
        ? recent.map((asked, index) => ({ key: `recent-${index}`, type: 'recent', text: asked }))
        : [],
    },
    {
      key: 'pages',
      label: t('search.pages'),
      courseId: null,
      options: findPages(text, t).map((page) => ({ key: `page-${page.icon}`, type: 'page', page })),
    },
    ...groupByCourse(found?.results ?? []).map(({ courseId, courseName, results }): OptionGroup => ({
      key: `course-${courseId}`,
      label: courseName,
      courseId,
      options: results.map((result) => ({ key: `${result.type}-${result.id}`, type: 'result', result })),
    })),
    {
      key: 'all',
      label: t('search.results'),
      courseId: null,
      options: found?.more ? [{ key: 'all-results', type: 'all' }] : [],
    },
  ]
  return groups.filter((group) => group.options.length > 0)
}
