import type { AccountSync } from '@spike/contract'
import { Match, Show, Switch } from 'solid-js'
import { Icon, type IconName } from '../../components/icon.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** Whether it is still to end. */
export const isActive = ({ state }: AccountSync): boolean => state === 'waiting' || state === 'running'

const icons: Readonly<Record<Exclude<AccountSync['state'], 'running'>, IconName>> = {
  waiting: 'clock',
  completed: 'check',
  partial: 'alert',
  failed: 'alert',
  cancelled: 'x',
}

/** One sync: how it ended, why it was, when, how long it took and what it found. */
export function SyncRow(props: { sync: AccountSync }) {
  const { t, format } = useLanguage()
  const state = () =>
    props.sync.state === 'partial'
      ? t('account.state_partial', { count: props.sync.unreadCourseCount })
      : t(`account.state_${props.sync.state}`)
  const tookSeconds = () => {
    const { startedAt, finishedAt } = props.sync
    if (!startedAt || !finishedAt) return null
    return Math.max(1, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000))
  }
  return (
    <li class="account-row" data-testid="sync-row" data-state={props.sync.state}>
      <span class={`sync-row-mark sync-row-mark-${props.sync.state}`}>
        <Switch>
          <Match when={props.sync.state !== 'running' && props.sync.state}>
            {(ended) => <Icon name={icons[ended()]} />}
          </Match>
          <Match when={props.sync.state === 'running'}>
            <span class="spinner" aria-hidden="true" />
          </Match>
        </Switch>
      </span>
      <div class="account-row-main">
        <p class="account-row-title">
          <span>{state()}</span>
          <RelativeTime class="fine" at={props.sync.finishedAt ?? props.sync.createdAt} />
        </p>
        <p class="fine account-facts">
          <span>{t(`account.byTrigger_${props.sync.trigger}`)}</span>
          <Show when={tookSeconds()}>
            {(seconds) => <span>{t('account.syncTook', { duration: format().seconds(seconds()) })}</span>}
          </Show>
          <Show when={props.sync.changeCount > 0 || props.sync.state === 'completed'}>
            <span>
              {props.sync.changeCount > 0
                ? t('account.syncChanges', { count: props.sync.changeCount })
                : t('account.syncNoChanges')}
            </span>
          </Show>
        </p>
        <Show when={props.sync.error}>
          {(error) => <p class="fine account-row-error">{t(`errors.${error().code}`)}</p>}
        </Show>
      </div>
    </li>
  )
}
