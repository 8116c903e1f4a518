import { Show } from 'solid-js'
import { ApiError } from '../api/api-error.ts'
import { isolate } from '../language/format.ts'
import { useLanguage } from '../language/language-context.tsx'
import { Icon } from './icon.tsx'

/** Why something did not work, in words, with the request's id and a way to try again. */
export function ErrorNote(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useLanguage()
  const text = () =>
    props.error instanceof ApiError ? t(`errors.${props.error.code}`) : t('app.noConnection')
  return (
    <div class="note note-danger" role="alert">
      <Icon name="alert" />
      <div class="note-body">
        <p>{text()}</p>
        <RequestId error={props.error} />
        <Show when={props.onRetry}>
          {(retry) => (
            <button type="button" class="button" onClick={() => retry()()}>
              {t('app.tryAgain')}
            </button>
          )}
        </Show>
      </div>
    </div>
  )
}

/** What to tell the people who run Spike; nothing where the server gave no id. */
export function RequestId(props: { error: unknown }) {
  const { t } = useLanguage()
  const id = () => (props.error instanceof ApiError ? props.error.requestId : null)
  return (
    <Show when={id()}>{(known) => <p class="fine">{t('app.requestId', { id: isolate(known()) })}</p>}</Show>
  )
}
