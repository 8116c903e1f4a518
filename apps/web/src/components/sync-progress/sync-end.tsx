import type { SyncStatus } from '@spike/contract'
import { errorTraits } from '@spike/contract/error-traits'
import { For, Match, Show, Switch } from 'solid-js'
import { isolate } from '../../language/format.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { needsSignIn } from '../../sync/sync-words.ts'
import { Icon } from '../icon.tsx'
import { StartButton } from './start-button.tsx'
import { UnreadCourses } from './unread-courses.tsx'

/** How a sync ended, and what can be done about it. Shows nothing while it runs. */
export function SyncEnd(props: {
  status: SyncStatus
  /** Starts a whole sync. */
  onStartAgain: () => Promise<void>
  onSignInAgain: () => void
  /** Another sync is to be followed. */
  onStarted: (status: SyncStatus) => void
}) {
  const { t } = useLanguage()
  return (
    <Switch>
      <Match when={props.status.status === 'failed' && props.status.error}>
        {(error) => (
          <FailedSync error={error()} onStartAgain={props.onStartAgain} onSignInAgain={props.onSignInAgain} />
        )}
      </Match>
      <Match when={props.status.status === 'cancelled'}>
        <div class="sync-end">
          <p>{t('progress.cancelledText')}</p>
          <div class="actions">
            <StartButton primary onStart={props.onStartAgain}>
              {t('progress.startAgain')}
            </StartButton>
          </div>
        </div>
      </Match>
      <Match when={props.status.status === 'completed'}>
        <Found status={props.status} />
        <UnreadCourses status={props.status} onStarted={props.onStarted} />
      </Match>
    </Switch>
  )
}

/** Why, what to do about it, and the request's id for whoever is asked for help. */
function FailedSync(props: {
  error: NonNullable<SyncStatus['error']>
  onStartAgain: () => Promise<void>
  onSignInAgain: () => void
}) {
  const { t } = useLanguage()
  const advice = () => {
    if (needsSignIn(props.error.code)) return t('progress.adviceSignIn')
    return errorTraits[props.error.code].retryable
      ? t('progress.adviceTryAgain')
      : t('progress.adviceAskForHelp')
  }
  return (
    <div class="note note-danger" role="alert" data-testid="sync-error" data-code={props.error.code}>
      <Icon name="alert" />
      <div class="note-body">
        <p class="note-title">{t(`errors.${props.error.code}`)}</p>
        <p>{advice()}</p>
        <div class="actions">
          <Show
            when={needsSignIn(props.error.code)}
            fallback={
              <StartButton primary onStart={props.onStartAgain}>
                {t('progress.tryAgain')}
              </StartButton>
            }
          >
            <button type="button" class="button button-primary" onClick={() => props.onSignInAgain()}>
              {t('progress.signInAgain')}
            </button>
          </Show>
        </div>
        <Show when={props.error.requestId}>
          {(id) => <p class="fine">{t('app.requestId', { id: isolate(id()) })}</p>}
        </Show>
      </div>
    </div>
  )
}

/** What the student has now. */
function Found(props: { status: SyncStatus }) {
  const { t } = useLanguage()
  const facts = () => {
    const { counts } = props.status
    if (!counts) return []
    return [
      t('progress.courses', { count: counts.courses }),
      t('progress.items', { count: counts.items }),
      t('progress.files', { count: counts.files }),
      t('progress.deadlines', { count: counts.deadlines }),
      ...(counts.changes > 0 ? [t('progress.changes', { count: counts.changes })] : []),
    ]
  }
  return (
    <Show when={props.status.counts}>
      <ul class="found" aria-label={t('progress.found')}>
        <For each={facts()}>{(fact) => <li>{fact}</li>}</For>
      </ul>
    </Show>
  )
}
