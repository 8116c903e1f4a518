import type { SyncStatus } from '@spike/contract'
import { Match, Show, Switch } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { partsOf } from '../../sync/sync-words.ts'
import { createNow } from '../now.ts'

/** Under the headline while a sync is active: parts done and time left, or when and why it is tried again, or that the page reconnects. */
export function SyncFacts(props: { status: SyncStatus; reconnecting: boolean }) {
  const { t, format } = useLanguage()
  const now = createNow(1000)
  return (
    <p class="sync-facts">
      <Switch>
        <Match when={props.reconnecting}>
          <span class="sync-reconnecting" data-testid="reconnecting">
            <span class="spinner" aria-hidden="true" />
            {t('progress.reconnecting')}
          </span>
        </Match>
        <Match when={props.status.nextAttemptAt}>
          {(at) => (
            <>
              <span>{t('progress.nextAttempt', { when: format().relative(at(), now()) })}</span>
              <Show when={props.status.error}>
                {(error) => <span class="sync-why">{t(`errors.${error().code}`)}</span>}
              </Show>
            </>
          )}
        </Match>
        <Match when={true}>
          <Show when={partsOf(props.status, t)}>{(parts) => <span class="sync-parts">{parts()}</span>}</Show>
          <Show when={props.status.eta}>
            {(eta) => (
              <span>
                {t('progress.timeLeft', {
                  range: format().secondsRange(eta().lowSeconds, eta().highSeconds),
                })}
              </span>
            )}
          </Show>
          <Show when={props.status.attempt > 1}>
            <span>
              {t('progress.attempt', { attempt: props.status.attempt, total: props.status.maxAttempts })}
            </span>
          </Show>
        </Match>
      </Switch>
    </p>
  )
}
