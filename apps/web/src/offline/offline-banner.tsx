import { createEffect, on, onCleanup, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { createNow } from '../components/now.ts'
import { useRefreshStudentData } from '../data/refresh.ts'
import { useLanguage } from '../language/language-context.tsx'
import { storedAt } from './stored-data.ts'
import './offline-banner.css'

/** Where some answers come in time and others do not, the pages are not read anew without an end. */
const refreshAtMostEveryMs = 60_000
const triedAgainEveryMs = 10_000

/** Says that the pages show what was stored, since Spike does not answer; reads all anew when it answers again. */
export function OfflineBanner() {
  const { t, format } = useLanguage()
  const now = createNow()
  const refresh = useRefreshStudentData()
  let refreshedAtMs = 0
  createEffect(
    on(storedAt, (at, before) => {
      if (!before || at !== null || Date.now() - refreshedAtMs < refreshAtMostEveryMs) return
      refreshedAtMs = Date.now()
      void refresh()
    }),
  )
  // What was stored counts as read: it is not read anew by itself.
  const refreshIfStored = () => {
    if (storedAt() !== null && document.visibilityState === 'visible') void refresh()
  }
  window.addEventListener('online', refreshIfStored)
  const timer = setInterval(refreshIfStored, triedAgainEveryMs)
  onCleanup(() => {
    window.removeEventListener('online', refreshIfStored)
    clearInterval(timer)
  })
  return (
    <div role="status" class="offline-region">
      <Show when={storedAt()}>
        {(at) => (
          <div class="offline" data-testid="offline-banner">
            <Icon name="clock" />
            <p>
              {t('offline.shown')}{' '}
              <span title={format().dayAndTime(at())}>
                {t('offline.savedAt', { when: format().relative(at(), now()) })}
              </span>
            </p>
            <button type="button" class="offline-retry" onClick={() => void refresh()}>
              {t('app.tryAgain')}
            </button>
          </div>
        )}
      </Show>
    </div>
  )
}
