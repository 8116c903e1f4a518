import { useLanguage } from '../language/language-context.tsx'
import { ErrorNote } from './error-note.tsx'

/** All that is shown while it is not known who is signed in. */
export function WaitingAlone() {
  const { t } = useLanguage()
  return (
    <main class="page-alone">
      <h1 class="visually-hidden">Spike</h1>
      <p class="loading" role="status">
        {t('app.loading')}
      </p>
    </main>
  )
}

/** All that is shown when that could not be asked. */
export function ErrorAlone(props: { error: unknown; onRetry: () => void }) {
  return (
    <main class="page-alone">
      <h1 class="visually-hidden">Spike</h1>
      <ErrorNote error={props.error} onRetry={() => props.onRetry()} />
    </main>
  )
}
