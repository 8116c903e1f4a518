import type { SyncStatus } from '@spike/contract'
import { Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { createNow } from '../now.ts'

/** Time left and which try this is, for a sync that has not ended. */
export function SyncFacts(props: { status: SyncStatus }) {
  const { t, format } = useLanguage()
  const now = createNow(1000)
  return (
    <p class="sync-facts">
      <Show when={props.status.eta}>
        {(eta) => (
          <span>
            {t('progress.timeLeft', { range: format().secondsRange(eta().lowSeconds, eta().highSeconds) })}
          </span>
        )}
      </Show>
      <Show when={props.status.attempt > 1}>
        <span>
          {t('progress.attempt', { attempt: props.status.attempt, total: props.status.maxAttempts })}
        </span>
      </Show>
      <Show when={props.status.nextAttemptAt}>
        {(at) => <span>{t('progress.nextAttempt', { when: format().relative(at(), now()) })}</span>}
      </Show>
      <span>{t('progress.canLeave')}</span>
    </p>
  )
}
