import { languages } from '@spike/contract/languages'
import { themes, type Theme } from '@spike/contract/themes'
import { ChoiceGroup } from '../../components/choice-group.tsx'
import type { IconName } from '../../components/icon.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { ownNames } from '../../language/own-names.ts'
import { useAccountChoices } from '../../session/use-account-choices.ts'

const themeIcons: Readonly<Record<Theme, IconName>> = { light: 'sun', dark: 'moon', system: 'monitor' }
const themeWords = {
  light: 'account.themeLight',
  dark: 'account.themeDark',
  system: 'account.themeSystem',
} as const

/** Language and theme: both change at once, and are kept with the account. */
export function LookCard() {
  const { t, language } = useLanguage()
  const { theme, chooseLanguage, chooseTheme } = useAccountChoices()
  return (
    <section class="card account-card" aria-labelledby="account-look">
      <h2 id="account-look">{t('account.look')}</h2>
      <ChoiceGroup
        label={t('account.language')}
        value={language()}
        choices={languages.map((value) => ({ value, label: ownNames[value], lang: value }))}
        onChange={(chosen) => void chooseLanguage(chosen)}
      />
      <ChoiceGroup
        label={t('account.theme')}
        value={theme()}
        choices={themes.map((value) => ({ value, label: t(themeWords[value]), icon: themeIcons[value] }))}
        onChange={(chosen) => void chooseTheme(chosen)}
      />
      <p class="fine">{t('account.lookText')}</p>
    </section>
  )
}
