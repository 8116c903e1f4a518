import { languages } from '@spike/contract/languages'
import { useNavigate } from '@solidjs/router'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../components/menu.tsx'
import { isolate } from '../language/format.ts'
import { useLanguage } from '../language/language-context.tsx'
import { ownNames } from '../language/own-names.ts'
import { useSession } from '../session/session.tsx'
import { useAccountChoices } from '../session/use-account-choices.ts'

/** Who is signed in, and what they may do about it. */
export function PersonMenu() {
  const { t, language } = useLanguage()
  const { chooseLanguage } = useAccountChoices()
  const session = useSession()
  const navigate = useNavigate()
  const name = () => session.student()?.fullName ?? ''

  function signOut(): void {
    history.replaceState(null, '', '/')
    session.signOut()
  }

  return (
    <Menu
      label={t('frame.personMenu', { name: isolate(name()) })}
      triggerClass="person-button"
      // Drawn by the style: a picture of the name, not words to call the button by.
      trigger={<span class="person-mark" data-initials={initialsOf(name())} />}
    >
      <div class="person-about">
        <bdi class="person-name">{name()}</bdi>
        <bdi class="fine">{session.student()?.institution.name[language()]}</bdi>
      </div>
      <MenuLine />
      <MenuItem icon="account" onSelect={() => navigate('/account')}>
        {t('frame.toAccount')}
      </MenuItem>
      <MenuLine />
      <MenuChoices
        label={t('app.language')}
        value={language()}
        choices={languages.map((value) => ({ value, label: ownNames[value], lang: value }))}
        onChange={(chosen) => void chooseLanguage(chosen)}
      />
      <MenuLine />
      <MenuItem icon="sign-out" onSelect={signOut}>
        {t('app.signOut')}
      </MenuItem>
    </Menu>
  )
}

/** The first letters of the first and the last name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0] ?? '').join('')
}
