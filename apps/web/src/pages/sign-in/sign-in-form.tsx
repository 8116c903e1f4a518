import { createMemo, createResource, createSignal, lazy, Show, Suspense } from 'solid-js'
import type { InstitutionChoice, LoginAnswer } from '@spike/contract'
import { ApiError } from '../../api/api-error.ts'
import { missingIdOf, Field } from '../../components/field.tsx'
import { FormError } from '../../components/form-error.tsx'
import { Icon } from '../../components/icon.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { rememberUniversity, rememberedUniversity } from './remembered-university.ts'
import { UniversityField } from './university-field.tsx'

// Most universities need none of it.
const BrowserSignIn = lazy(() =>
  import('./browser-sign-in.tsx').then((module) => ({ default: module.BrowserSignIn })),
)

type FieldName = 'university' | 'username' | 'password' | 'pasted'
type Way = InstitutionChoice['signIn']

export function SignInForm(props: { onSubmitting?: () => void }) {
  const { t, language, format } = useLanguage()
  const session = useSession()
  const [institutions, { refetch }] = createResource(session.api.institutions)
  const [university, setUniversity] = createSignal(rememberedUniversity())
  const [missing, setMissing] = createSignal<ReadonlySet<FieldName>>(new Set())
  const [error, setError] = createSignal<unknown>()
  const [busy, setBusy] = createSignal(false)
  /** Otherwise than the list says: the student chose it, or the site wanted it. */
  const [otherWay, setOtherWay] = createSignal<{ university: string; way: Way }>()
  const [launchRound, setLaunchRound] = createSignal(0)
  let usernameInput!: HTMLInputElement
  let passwordInput!: HTMLInputElement
  let pastedInput!: HTMLInputElement
  let universityInput!: HTMLInputElement
  let errorRegion!: HTMLElement

  const hasList = () => institutions.state === 'ready' || institutions.state === 'refreshing'
  const sorted = createMemo(() => {
    const list = hasList() ? (institutions.latest ?? []) : []
    return list.toSorted((a, b) => format().compare(a.name[language()], b.name[language()]))
  })
  /** Until the list is there, what was remembered: most come back to the university they had. */
  const choice = () => {
    if (!hasList()) return university()
    const [first, second] = sorted()
    return sorted().find(({ id }) => id === university()?.id) ?? (second ? undefined : first)
  }
  const chosen = () => choice()?.id ?? ''
  const way = (): Way => {
    const other = otherWay()
    return other?.university === chosen() ? other.way : (choice()?.signIn ?? 'password')
  }

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
    if (way() === 'browser') return pastedInput.value.trim() ? empty : [...empty, 'pasted']
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
    const inputs = {
      university: universityInput,
      username: usernameInput,
      password: passwordInput,
      pasted: pastedInput,
    }
    if (empty[0]) return inputs[empty[0]].focus()

    setBusy(true)
    const chosenNow = choice()
    if (chosenNow) rememberUniversity(chosenNow)
    props.onSubmitting?.()
    try {
      const answer = await send()
      session.signedIn(answer.user, answer.syncJobId)
    } catch (refused) {
      setError(refused)
      setBusy(false)
      const code = refused instanceof ApiError ? refused.code : null
      if (code === 'auth.invalid_credentials') {
        passwordInput.value = ''
        passwordInput.focus()
        return
      }
      if (code === 'auth.browser_sign_in_required') setOtherWay({ university: chosen(), way: 'browser' })
      if (code === 'auth.pasted_link_invalid') {
        pastedInput.value = ''
        setLaunchRound((round) => round + 1)
      }
      errorRegion.focus()
    }
  }

  function send(): Promise<LoginAnswer> {
    const universityId = chosen()
    if (way() === 'browser')
      return session.api.finishLaunch({ universityId, pasted: pastedInput.value.trim() })
    return session.api.signIn({
      universityId,
      username: usernameInput.value.trim(),
      password: passwordInput.value,
    })
  }

  function signInByPassword(): void {
    setError(undefined)
    setMissing(new Set<FieldName>())
    setOtherWay({ university: chosen(), way: 'password' })
    usernameInput.focus()
  }

  const submitButton = () => (
    <button type="submit" class="button button-primary button-wide" aria-disabled={busy()}>
      <Show when={busy()}>
        <span class="spinner" aria-hidden="true" />
      </Show>
      {busy() ? t('signIn.busy') : t('signIn.submit')}
    </button>
  )

  return (
    <form class="card form" novalidate aria-busy={busy()} onSubmit={(event) => void submit(event)}>
      <FormError error={error()} text={errorText()} ref={(region) => (errorRegion = region)} />

      <UniversityField
        institutions={sorted()}
        state={institutions.state}
        error={institutions.error}
        chosen={choice()}
        missing={missing().has('university')}
        ref={(input) => (universityInput = input)}
        onChoose={setUniversity}
        onRetry={() => void refetch()}
      />

      <Show
        when={way() === 'browser'}
        fallback={
          <>
            <Field
              id="username"
              label={t('signIn.username')}
              missing={missing().has('username') && t('signIn.usernameMissing')}
            >
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
                aria-describedby={missing().has('username') ? missingIdOf('username') : undefined}
              />
            </Field>

            <PasswordField
              id="password"
              missing={missing().has('password')}
              ref={(input) => (passwordInput = input)}
            />

            {submitButton()}
            <p class="fine sign-in-kept">
              <Icon name="lock" />
              {t('signIn.passwordNotKept')}
            </p>
          </>
        }
      >
        <Suspense fallback={<p class="loading">{t('app.loading')}</p>}>
          <BrowserSignIn
            universityId={chosen()}
            missing={missing().has('pasted')}
            round={launchRound()}
            ref={(input) => (pastedInput = input)}
            button={submitButton()}
          />
        </Suspense>
        <button type="button" class="button button-quiet" onClick={signInByPassword}>
          {t('signIn.byPassword')}
        </button>
      </Show>
    </form>
  )
}
