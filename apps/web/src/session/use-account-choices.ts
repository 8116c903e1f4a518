import type { AccountChange } from '@spike/contract'
import type { Language } from '@spike/contract/languages'
import type { Theme } from '@spike/contract/themes'
import { toast } from '../components/announce.tsx'
import { useLanguage } from '../language/language-context.tsx'
import { useTheme } from '../theme/use-theme.ts'
import { markOwn } from './account-choices.ts'
import { useSession } from './session.tsx'

/** How a student chooses the language and the theme: for this browser at once, and for their account. */
export function useAccountChoices() {
  const { t, switchLanguage } = useLanguage()
  const { theme, chooseTheme } = useTheme()
  const { api } = useSession()

  async function save(change: AccountChange): Promise<void> {
    try {
      await api.changeAccount(change)
    } catch {
      toast(t('account.notSaved'))
    }
  }
  return {
    theme,
    async chooseLanguage(language: Language): Promise<void> {
      try {
        await switchLanguage(language)
      } catch {
        return // Without a network the words cannot be loaded: the page stays in its language.
      }
      markOwn('language')
      await save({ language })
    },
    async chooseTheme(chosen: Theme): Promise<void> {
      chooseTheme(chosen)
      markOwn('theme')
      await save({ theme: chosen })
    },
  }
}
