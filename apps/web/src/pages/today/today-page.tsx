import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createMemo, Show } from 'solid-js'
import { NoConnectionError } from '../../api/api-error.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { loadedValue } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SignInAgain } from '../../components/sign-in-again.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { SyncProgress } from '../../components/sync-progress/sync-progress.tsx'
import { UnreadCourses } from '../../components/sync-progress/unread-courses.tsx'
import { keys } from '../../data/keys.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { storedAt } from '../../offline/stored-data.ts'
import { useSession } from '../../session/session.tsx'
import { Deadlines } from './deadlines.tsx'
import { LastSync } from './last-sync.tsx'
import { MonthCalendar } from './month-calendar.tsx'
import { News } from './news.tsx'
import { useTodaySync } from './use-today-sync.ts'
import './today.css'

/** The sync, if there is something to say of it; what is due; what is new; the month. */
export function TodayPage() {
  const { t } = useLanguage()
  const { api } = useSession()
  const sync = useTodaySync()
  const courses = useQuery(() => ({ queryKey: keys.courses, queryFn: api.courses }))
  const isFirstLoad = useQueryClient().getQueryData(keys.deadlines) === undefined
  /** Whether it is not known yet what stands above the columns, which load meanwhile. Once they are shown, they stay. */
  const isHeld = createMemo<boolean>(
    (held) => held && !sync.asked() && !sync.isShown() && !sync.error(),
    isFirstLoad,
  )
  /** The frame says so already. */
  const isOffline = () => storedAt() !== null && sync.error() instanceof NoConnectionError
  const hasNothing = () =>
    loadedValue(courses)?.length === 0 && sync.asked() && !sync.isShown() && !sync.signInAgain()

  return (
    <>
      <div class="today-head">
        <PageHeading title={t('today.title')} />
        <Show when={sync.asked() && !sync.isShown()}>
          <LastSync status={sync.ended()} onSync={sync.signInAgain() ? null : () => void sync.start()} />
        </Show>
      </div>
      <Show when={sync.signInAgain()}>
        <SignInAgain />
      </Show>
      <Show when={!isOffline() && sync.error()}>
        {(error) => <ErrorNote error={error()} onRetry={() => void sync.find()} />}
      </Show>
      <Show
        when={sync.jobId()}
        fallback={
          <Show when={sync.ended()}>
            {(status) => <UnreadCourses status={status()} onStarted={sync.follow} />}
          </Show>
        }
      >
        {(id) => <SyncProgress jobId={id()} known={sync.known()} onComplete={sync.completed} />}
      </Show>
      <Show
        when={!hasNothing()}
        fallback={
          <EmptyState title={t('courses.emptyTitle')} text={t('courses.emptyText')} icon="courses">
            <button type="button" class="button button-primary" onClick={() => void sync.start()}>
              {t('today.syncNow')}
            </button>
          </EmptyState>
        }
      >
        <Show when={isHeld()}>
          <Skeleton count={6} />
        </Show>
        <div class="today-columns" classList={{ 'today-held': isHeld() }}>
          <Deadlines syncing={sync.isShown()} />
          <div class="today-side">
            <News />
            <MonthCalendar />
          </div>
        </div>
      </Show>
    </>
  )
}
