import { For } from 'solid-js'
import { searchKeys } from '../../frame/search-keys.ts'
import { useLanguage } from '../../language/language-context.tsx'

const keysOf = [
  { keys: '↑ ↓', words: 'search.keyMove' },
  { keys: 'Enter', words: 'search.keyOpen' },
  { keys: searchKeys.replace('K', 'Enter'), words: 'search.keyMoodle' },
  { keys: 'Esc', words: 'search.keyClose' },
] as const

/** What the keys do; where there are any. */
export function SearchKeysHelp() {
  const { t } = useLanguage()
  return (
    <ul class="search-keys fine">
      <For each={keysOf}>
        {({ keys, words }) => (
          <li>
            <kbd dir="ltr">{keys}</kbd> {t(words)}
          </li>
        )}
      </For>
    </ul>
  )
}
