import { Show } from 'solid-js'
import { ApiError } from '../../api/api-error.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

/** Why something did not work; nothing while nothing went wrong. Says when it may be tried again where that takes long. */
export function AccountError(props: { error: unknown }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const waitSeconds = () => (props.error instanceof ApiError ? (props.error.retryAfterSeconds ?? 0) : 0)
  const again = () => new Date(now() + waitSeconds() * 1000).toISOString()
  return (
    <Show when={props.error}>
      <ErrorNote error={props.error} />
      <Show when={waitSeconds() > 60}>
        <p class="fine">{t('account.tryAgainWhen', { when: format().relative(again(), now()) })}</p>
      </Show>
    </Show>
  )
}
