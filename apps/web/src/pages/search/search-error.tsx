import { Show } from 'solid-js'
import { ErrorNote } from '../../components/error-note.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** Without a network it says so: searching is the server's. */
export function SearchError(props: { error: unknown; onRetry: () => void }) {
  const { t } = useLanguage()
  return (
    <Show when={navigator.onLine} fallback={<p class="note note-warning">{t('search.offline')}</p>}>
      <ErrorNote error={props.error} onRetry={() => props.onRetry()} />
    </Show>
  )
}
