import { createResource, createSignal, For, Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { FormError } from '../../components/form-error.tsx'
import { Icon } from '../../components/icon.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { rememberUniversity, rememberedUniversity } from './remembered-university.ts'

type FieldName = 'university' | 'username' | 'password'

export function SignInForm(props: { onSubmitting?: () => void }) {
  const { t, language, format } = useLanguage()
  const session = useSession()
  const [institutions, { refetch }] = createResource(session.api.institutions)
  const [university, setUniversity] = createSignal(rememberedUniversity())
  const [missing, setMissing] = createSignal<ReadonlySet<FieldName>>(new Set())
  const [error, setError] = createSignal<unknown>()
  const [busy, setBusy] = createSignal(false)
  let usernameInput!: HTMLInputElement
  let passwordInput!: HTMLInputElement
  let universitySelect!: HTMLSelectElement
  let errorRegion!: HTMLElement

  const sorted = () =>
    institutions.state === 'ready'
      ? institutions().toSorted((a, b) => format().compare(a.name[language()], b.name[language()]))
      : []
  const chosen = () => (sorted().some((institution) => institution.id === university()) ? university() : '')

  const errorText = () => {
    const refused = error()
    if (!(refused instanceof ApiError)) return t('app.noConnection')
    const text = t(`errors.${refused.code}`)
    return refused.code === 'auth.rate_limited' && refused.retryAfterSeconds !== null
      ? `${text} ${t('signIn.waitSeconds', { count: refused.retryAfterSeconds })}`
      : text
  }

  function findMissing(): FieldName[] {
    const empty: FieldName[] = []
    if (!chosen()) empty.push('university')
    if (!usernameInput.value.trim()) empty.push('username')
    if (!passwordInput.value) empty.push('password')
    return empty
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy()) return
    setError(undefined)
    const empty = findMissing()
    setMissing(new Set(empty))
    const inputs = { university: universitySelect, username: usernameInput, password: passwordInput }
    if (empty[0]) return inputs[empty[0]].focus()

    setBusy(true)
    rememberUniversity(chosen())
    props.onSubmitting?.()
    try {
      const answer = await session.api.signIn({
        universityId: chosen(),
        username: usernameInput.value.trim(),
        password: passwordInput.value,
      })
      session.signedIn(answer.user, answer.syncJobId)
    } catch (refused) {
      setError(refused)
      setBusy(false)
      if (refused instanceof ApiError && refused.code === 'auth.invalid_credentials') {
        passwordInput.value = ''
        passwordInput.focus()
      } else errorRegion.focus()
    }
  }

  return (
    <form class="card form" novalidate aria-busy={busy()} onSubmit={(event) => void submit(event)}>
      <FormError error={error()} text={errorText()} ref={(region) => (errorRegion = region)} />

      <div class="field">
        <label for="university">{t('signIn.university')}</label>
        <select
          ref={universitySelect}
          id="university"
          name="university"
          required
          aria-invalid={missing().has('university')}
          aria-describedby={missing().has('university') ? 'university-missing' : undefined}
          onChange={(event) => setUniversity(event.currentTarget.value)}
        >
          <option value="" selected={chosen() === ''}>
            {institutions.loading ? t('app.loading') : t('signIn.chooseUniversity')}
          </option>
          <For each={sorted()}>
            {(institution) => (
              <option value={institution.id} selected={chosen() === institution.id}>
                {institution.name[language()]}
              </option>
            )}
          </For>
        </select>
        <Show when={missing().has('university')}>
          <p class="field-error" id="university-missing">
            {t('signIn.universityMissing')}
          </p>
        </Show>
        <Show when={institutions.state === 'ready' && sorted().length === 0}>
          <p class="field-error">{t('signIn.noUniversities')}</p>
        </Show>
        <Show when={institutions.state === 'errored'}>
          <ErrorNote error={institutions.error} onRetry={() => void refetch()} />
        </Show>
      </div>

      <div class="field">
        <label for="username">{t('signIn.username')}</label>
        <input
          ref={usernameInput}
          id="username"
          name="username"
          type="text"
          dir="ltr"
          autocomplete="username"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          maxLength={100}
          required
          aria-invalid={missing().has('username')}
          aria-describedby={missing().has('username') ? 'username-missing' : undefined}
        />
        <Show when={missing().has('username')}>
          <p class="field-error" id="username-missing">
            {t('signIn.usernameMissing')}
          </p>
        </Show>
      </div>

      <PasswordField
        id="password"
        missing={missing().has('password')}
        ref={(input) => (passwordInput = input)}
      />

      <button type="submit" class="button button-primary button-wide" aria-disabled={busy()}>
        <Show when={busy()}>
          <span class="spinner" aria-hidden="true" />
        </Show>
        {busy() ? t('signIn.busy') : t('signIn.submit')}
      </button>
      <p class="fine sign-in-kept">
        <Icon name="check" />
        {t('signIn.passwordNotKept')}
      </p>
    </form>
  )
}
