import type { SyncStatus } from '@spike/contract'
import { For, Match, Show, Switch } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { needsSignIn } from '../../sync/sync-words.ts'
import { Icon } from '../icon.tsx'

/** How a sync ended, and what can be done about it. Shows nothing while it runs. */
export function SyncEnd(props: {
  status: SyncStatus
  starting: boolean
  onStartAgain: () => void
  onSignInAgain: () => void
}) {
  return (
    <Switch>
      <Match when={props.status.status === 'failed' && props.status.error}>
        {(error) => (
          <FailedSync
            code={error().code}
            starting={props.starting}
            onStartAgain={props.onStartAgain}
            onSignInAgain={props.onSignInAgain}
          />
        )}
      </Match>
      <Match when={props.status.status === 'cancelled'}>
        <CancelledSync starting={props.starting} onStartAgain={props.onStartAgain} />
      </Match>
      <Match when={props.status.status === 'completed'}>
        <Found status={props.status} />
        <UnreadCourses status={props.status} />
      </Match>
    </Switch>
  )
}

function FailedSync(props: {
  code: NonNullable<SyncStatus['error']>['code']
  starting: boolean
  onStartAgain: () => void
  onSignInAgain: () => void
}) {
  const { t } = useLanguage()
  return (
    <div class="note note-danger" role="alert" data-testid="sync-error" data-code={props.code}>
      <Icon name="alert" />
      <div class="note-body">
        <p>{t(`errors.${props.code}`)}</p>
        <div class="actions">
          <Show
            when={needsSignIn(props.code)}
            fallback={
              <button
                type="button"
                class="button button-primary"
                aria-disabled={props.starting}
                onClick={() => props.onStartAgain()}
              >
                {t('progress.tryAgain')}
              </button>
            }
          >
            <button type="button" class="button button-primary" onClick={() => props.onSignInAgain()}>
              {t('progress.signInAgain')}
            </button>
          </Show>
        </div>
      </div>
    </div>
  )
}

function CancelledSync(props: { starting: boolean; onStartAgain: () => void }) {
  const { t } = useLanguage()
  return (
    <div class="note">
      <div class="note-body">
        <p>{t('progress.cancelledText')}</p>
        <div class="actions">
          <button
            type="button"
            class="button button-primary"
            aria-disabled={props.starting}
            onClick={() => props.onStartAgain()}
          >
            {t('progress.startAgain')}
          </button>
        </div>
      </div>
    </div>
  )
}

function Found(props: { status: SyncStatus }) {
  const { t, format } = useLanguage()
  return (
    <Show when={props.status.counts}>
      {(counts) => (
        <p class="found">
          {format().list([
            t('progress.courses', { count: counts().courses }),
            t('progress.items', { count: counts().items }),
            t('progress.files', { count: counts().files }),
            t('progress.deadlines', { count: counts().deadlines }),
            ...(counts().changes > 0 ? [t('progress.changes', { count: counts().changes })] : []),
          ])}
        </p>
      )}
    </Show>
  )
}

/** Partial success: which courses are not, or not newly, here, and why. */
export function UnreadCourses(props: { status: SyncStatus }) {
  const { t } = useLanguage()
  return (
    <Show when={props.status.unreadCourses.length > 0}>
      <div class="note note-warning" data-testid="unread-courses">
        <Icon name="alert" />
        <div class="note-body">
          <p class="note-title">{t('progress.unreadCourses')}</p>
          <ul>
            <For each={props.status.unreadCourses}>
              {(course) => (
                <li>
                  <bdi>{course.name}</bdi>
                  <span class="fine"> {t(`errors.${course.code}`)}</span>
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Show>
  )
}
