import type { SyncStatus } from '@spike/contract'
import { Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

/** How old what the page shows is. `onSync` is null where nothing can be read just now. */
export function LastSync(props: { status: SyncStatus | null; onSync: (() => void) | null }) {
  const { t, format } = useLanguage()
  const now = createNow()
  return (
    <p class="last-sync">
      <span>
        {props.status?.finishedAt
          ? t('today.synced', { when: format().relative(props.status.finishedAt, now()) })
          : t('today.neverSynced')}
      </span>
      <Show when={props.onSync}>
        {(sync) => (
          <button type="button" class="button button-quiet" onClick={() => sync()()}>
            <Icon name="refresh" />
            {t('today.syncNow')}
          </button>
        )}
      </Show>
    </p>
  )
}
