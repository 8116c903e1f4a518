import type { SyncStatus } from '@spike/contract'
import { Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'

const justNowMs = 60_000

/** How old what the page shows is. `onSync` is null where nothing can be read just now. */
export function LastSync(props: { status: SyncStatus | null; onSync: (() => void) | null }) {
  const { t, format } = useLanguage()
  const now = createNow()
  const when = () => {
    const finishedAt = props.status?.finishedAt
    if (!finishedAt) return t('today.neverSynced')
    // "Synced now" would read like the button beside it.
    if (now() - Date.parse(finishedAt) < justNowMs) return t('today.syncedJustNow')
    return t('today.synced', { when: format().relative(finishedAt, now()) })
  }
  return (
    <p class="last-sync">
      <span>{when()}</span>
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
