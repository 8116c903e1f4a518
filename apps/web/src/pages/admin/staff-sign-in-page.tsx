import { createSignal } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { Brand } from '../../components/brand.tsx'
import { missingIdOf, Field } from '../../components/field.tsx'
import { FormError } from '../../components/form-error.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { LanguageSwitch } from '../../language/language-switch.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useStaff } from './staff-session.tsx'

export function StaffSignInPage() {
  const { t } = useLanguage()
  const { api, signedIn } = useStaff()
  const [error, setError] = createSignal<unknown>()
  const [missing, setMissing] = createSignal({ email: false, password: false })
  const [busy, setBusy] = createSignal(false)
  let emailInput!: HTMLInputElement
  let passwordInput!: HTMLInputElement
  let errorRegion!: HTMLElement

  const errorText = () => {
    const refused = error()
    if (!(refused instanceof ApiError)) return t('app.noConnection')
    return refused.code === 'auth.invalid_credentials' || refused.code === 'request.invalid'
      ? t('admin.wrongCredentials')
      : t(`errors.${refused.code}`)
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy()) return
    setError(undefined)
    setMissing({ email: emailInput.value.trim() === '', password: passwordInput.value === '' })
    if (missing().email) return emailInput.focus()
    if (missing().password) return passwordInput.focus()
    setBusy(true)
    try {
      signedIn(await api.signIn({ email: emailInput.value.trim(), password: passwordInput.value }))
    } catch (refused) {
      setError(refused)
      setBusy(false)
      errorRegion.focus()
    }
  }

  return (
    <div class="staff-sign-in">
      <header class="staff-sign-in-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main>
        <PageHeading title={t('admin.signInTitle')} />
        <form class="card form" novalidate aria-busy={busy()} onSubmit={(event) => void submit(event)}>
          <FormError error={error()} text={errorText()} ref={(region) => (errorRegion = region)} />
          <Field id="email" label={t('admin.email')} missing={missing().email && t('admin.emailMissing')}>
            <input
              ref={emailInput}
              id="email"
              name="email"
              type="email"
              dir="ltr"
              autocomplete="username"
              maxLength={200}
              required
              aria-invalid={missing().email}
              aria-describedby={missing().email ? missingIdOf('email') : undefined}
            />
          </Field>
          <PasswordField
            id="password"
            missing={missing().password}
            ref={(input) => (passwordInput = input)}
          />
          <button type="submit" class="button button-primary button-wide" aria-disabled={busy()}>
            {t('signIn.submit')}
          </button>
        </form>
      </main>
    </div>
  )
}
