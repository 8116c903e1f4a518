import { createSignal } from 'solid-js'
import { useLanguage } from '../language/language-context.tsx'
import { missingIdOf, Field } from './field.tsx'
import { Icon } from './icon.tsx'

export function PasswordField(props: {
  id: string
  missing: boolean
  ref: (input: HTMLInputElement) => void
}) {
  const { t } = useLanguage()
  const [shown, setShown] = createSignal(false)
  return (
    <Field id={props.id} label={t('signIn.password')} missing={props.missing && t('signIn.passwordMissing')}>
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
          aria-describedby={props.missing ? missingIdOf(props.id) : undefined}
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
    </Field>
  )
}
