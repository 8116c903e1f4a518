import { languages } from '@spike/contract/languages'
import { For } from 'solid-js'
import { useLanguage } from './language-context.tsx'
import { ownNames } from './own-names.ts'

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
