import type { SyncStatus } from '@spike/contract'
import { ApiError } from '../../api/api-error.ts'
import { batch, createResource, createSignal, onMount, Show } from 'solid-js'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { PageHeading } from '../../components/page-heading.tsx'
import { SignInAgain } from '../../components/sign-in-again.tsx'
import { UnreadCourses } from '../../components/sync-progress/sync-end.tsx'
import { SyncProgress } from '../../components/sync-progress/sync-progress.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useSession } from '../../session/session.tsx'
import { needsSignIn } from '../../sync/sync-words.ts'
import { CourseList } from './course-list.tsx'
import { NextDeadlines, overdueShownMs } from './next-deadlines.tsx'
import './home.css'

/** The sync that runs, or the way to start one; what is due; the courses. */
export function HomePage() {
  const { t } = useLanguage()
  const { api, takeFirstJobId } = useSession()
  const [courses, { refetch: refetchCourses }] = createResource(api.courses)
  const [deadlines, { refetch: refetchDeadlines }] = createResource(() =>
    api.deadlines(new Date(Date.now() - overdueShownMs)),
  )
  const [jobId, setJobId] = createSignal(takeFirstJobId())
  const [known, setKnown] = createSignal<SyncStatus>()
  const [ended, setEnded] = createSignal<SyncStatus | null>(null)
  const [syncError, setSyncError] = createSignal<unknown>()
  const [signInAgain, setSignInAgain] = createSignal(false)
  // Whether a sync runs is not known until the server has said so.
  const [asked, setAsked] = createSignal(false)

  function follow(status: SyncStatus): void {
    batch(() => {
      setKnown(status)
      setJobId(status.jobId)
    })
  }

  async function findSync(): Promise<void> {
    setSyncError(undefined)
    try {
      const { job, lastJob, signInAgain: mustSignIn } = await api.activeSync()
      // A sync that did not end well is shown with its reason until the next one.
      const shown = job ?? (lastJob && lastJob.status !== 'completed' ? lastJob : null)
      if (shown) follow(shown)
      setEnded(lastJob?.status === 'completed' ? lastJob : null)
      // The reason of a sync that failed by it says so itself.
      setSignInAgain(mustSignIn && !(shown?.error && needsSignIn(shown.error.code)))
      setAsked(true)
    } catch (error) {
      setSyncError(error)
    }
  }
  onMount(() => void findSync())

  async function syncNow(): Promise<void> {
    setSyncError(undefined)
    try {
      follow(await api.startSync())
    } catch (error) {
      if (error instanceof ApiError && error.code === 'auth.sign_in_again') setSignInAgain(true)
      else setSyncError(error)
    }
  }

  function completed(status: SyncStatus): void {
    setJobId(status.jobId)
    setEnded(status)
    void refetchCourses()
    void refetchDeadlines()
    // What was asked of it while it ran has become the next one.
    void findSync()
  }

  const running = () => jobId() !== null && ended()?.jobId !== jobId()

  return (
    <>
      <div class="home-head">
        <PageHeading title={t('courses.title')} />
        <Show when={asked() && !running()}>
          <LastSync status={ended()} onSync={signInAgain() ? null : () => void syncNow()} />
        </Show>
      </div>
      <Show when={signInAgain()}>
        <SignInAgain />
      </Show>
      <Show when={syncError()}>
        {(error) => <ErrorNote error={error()} onRetry={() => void findSync()} />}
      </Show>
      <Show
        when={jobId()}
        fallback={<Show when={ended()}>{(status) => <UnreadCourses status={status()} />}</Show>}
      >
        {(id) => <SyncProgress jobId={id()} known={known()} onComplete={completed} />}
      </Show>
      <Loaded resource={courses} onRetry={() => void refetchCourses()}>
        {(list) => (
          <Show
            when={list().length > 0}
            fallback={
              <Show when={asked() && !running() && !signInAgain()}>
                <EmptyState title={t('courses.emptyTitle')} text={t('courses.emptyText')}>
                  <button type="button" class="button button-primary" onClick={() => void syncNow()}>
                    {t('courses.syncNow')}
                  </button>
                </EmptyState>
              </Show>
            }
          >
            <div class="home-columns">
              <Loaded resource={deadlines} onRetry={() => void refetchDeadlines()}>
                {(due) => <NextDeadlines deadlines={due()} />}
              </Loaded>
              <CourseList courses={list()} />
            </div>
          </Show>
        )}
      </Loaded>
    </>
  )
}

function LastSync(props: { status: SyncStatus | null; onSync: (() => void) | null }) {
  const { t, format } = useLanguage()
  const now = createNow()
  return (
    <p class="last-sync">
      <span>
        {props.status?.finishedAt
          ? t('courses.synced', { when: format().relative(props.status.finishedAt, now()) })
          : t('courses.neverSynced')}
      </span>
      <Show when={props.onSync}>
        {(sync) => (
          <button type="button" class="button" onClick={() => sync()()}>
            <Icon name="refresh" />
            {t('courses.syncNow')}
          </button>
        )}
      </Show>
    </p>
  )
}
