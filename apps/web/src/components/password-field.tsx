import { createSignal, Show } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { Icon } from './icon.tsx'

export function PasswordField(props: {
  id: string
  missing: boolean
  ref: (input: HTMLInputElement) => void
}) {
  const { t } = useLanguage()
  const [shown, setShown] = createSignal(false)
  return (
    <div class="field">
      <label for={props.id}>{t('signIn.password')}</label>
      <div class="field-with-button">
        <input
          ref={props.ref}
          id={props.id}
          name="password"
          type={shown() ? 'text' : 'password'}
          dir="ltr"
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck={false}
          maxLength={1000}
          required
          aria-invalid={props.missing}
          aria-describedby={props.missing ? `${props.id}-missing` : undefined}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={shown() ? t('signIn.hidePassword') : t('signIn.showPassword')}
          onClick={() => setShown(!shown())}
        >
          <Icon name={shown() ? 'eye-off' : 'eye'} />
        </button>
      </div>
      <Show when={props.missing}>
        <p class="field-error" id={`${props.id}-missing`}>
          {t('signIn.passwordMissing')}
        </p>
      </Show>
    </div>
  )
}
