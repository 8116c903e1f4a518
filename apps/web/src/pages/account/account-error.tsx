import { createMemo, Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

/** Why something did not work; nothing while nothing went wrong. Says when it may be tried again where that takes long. */
export function AccountError(props: { error: unknown }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const waitSeconds = () => (props.error instanceof ApiError ? (props.error.retryAfterSeconds ?? 0) : 0)
  // From when it was refused: the wait gets shorter while the page says so.
  const againAt = createMemo(() => Date.now() + waitSeconds() * 1000)
  return (
    <Show when={props.error}>
      <ErrorNote error={props.error} />
      <Show when={waitSeconds() > 60 && againAt() > now()}>
        <p class="fine">
          {t('account.tryAgainWhen', { when: format().relative(new Date(againAt()).toISOString(), now()) })}
        </p>
      </Show>
    </Show>
  )
}
