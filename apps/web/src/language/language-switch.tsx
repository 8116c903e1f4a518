import { languages } from '@spike/contract/languages'
import { For } from 'solid-js'
import { useLanguage } from './language-context.tsx'

/** Each language's own name for itself: the same whatever the page's language is. */
const ownNames = { he: 'עברית', en: 'English', ar: 'العربية' } as const

export function LanguageSwitch() {
  const { language, switchLanguage, t } = useLanguage()
  return (
    <div class="language-switch" role="group" aria-label={t('app.language')}>
      <For each={languages}>
        {(each) => (
          <button
            type="button"
            lang={each}
            aria-pressed={language() === each}
            onClick={() => {
              // Without a network the words cannot be loaded: the page then stays in its language.
              switchLanguage(each).catch(() => undefined)
            }}
          >
            {ownNames[each]}
          </button>
        )}
      </For>
    </div>
  )
}
