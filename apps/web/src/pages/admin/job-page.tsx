import type { AdminJobDetail } from '@spike/contract'
import { roleAllows } from '@spike/contract/roles'
import { A, useNavigate, useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { createAction } from '../../components/create-action.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { JobAttempts } from './job-attempts.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobQueue } from './job-queue.tsx'
import { JobStateChip } from './job-state.tsx'
import { JobTimeline } from './job-timeline.tsx'
import { useStaff } from './staff-session.tsx'
import { useLiveQuery } from './use-live-query.ts'
import { WorkersTable } from './workers-table.tsx'

/** As many of a timeline's entries as the page will draw when asked for all. */
const allEvents = 10_000

/** All there is to know about one sync. */
export function JobPage() {
  const { t } = useLanguage()
  const { api } = useStaff()
  const params = useParams()
  const [events, setEvents] = createSignal<number | undefined>()
  const jobId = () => params['id'] ?? ''
  const detail = useLiveQuery(() => ({
    queryKey: ['job', jobId(), events()],
    queryFn: () => api.job(jobId(), events()),
    rowId: null,
    isFinal: ({ job }) => job.finishedAt !== null,
  }))
  return (
    <>
      <p>
        <A href="/jobs" class="back-link">
          {t('admin.jobs')}
        </A>
      </p>
      <PageHeading title={t('admin.job')}>
        {t('admin.job')}{' '}
        <code class="heading-id" dir="ltr">
          {params['id']}
        </code>
      </PageHeading>
      <Loaded query={detail}>
        {(found) => (
          <>
            <JobActions detail={found()} onChanged={() => void detail.refetch()} />
            <JobFacts job={found().job} />
            <JobAttempts attempts={found().attempts} />
            <JobTimeline
              timeline={found().timeline}
              truncated={found().timelineTruncated}
              onShowAll={() => setEvents(allEvents)}
            />
            <JobQueue rows={found().queue} />
            <Show when={found().worker}>
              {(worker) => (
                <section class="card">
                  <h2>{t('admin.worker')}</h2>
                  <WorkersTable workers={[worker()]} />
                </section>
              )}
            </Show>
          </>
        )}
      </Loaded>
    </>
  )
}

/** Its state, and what this person's role lets them do about it. */
function JobActions(props: { detail: AdminJobDetail; onChanged: () => void }) {
  const { t, format } = useLanguage()
  const { api, staff } = useStaff()
  const navigate = useNavigate()
  const { run, busy, error } = createAction()
  const job = () => props.detail.job
  const mayAct = () => roleAllows(staff()?.role ?? 'viewer', 'operator')
  const retry = () => run(async () => navigate(`/jobs/${await api.retryJob(job().jobId)}`))
  const cancel = () =>
    run(async () => {
      await api.cancelJob(job().jobId)
      props.onChanged()
    })

  return (
    <>
      <p class="job-head">
        <JobStateChip state={job().state} />
        <span>{format().percent(job().progress)}</span>
        <Show when={job().errorCode}>
          {(code) => (
            <span>
              {t(`errors.${code()}`)} <code dir="ltr">{code()}</code>
            </span>
          )}
        </Show>
      </p>
      <div class="actions">
        <Show when={mayAct()} fallback={<p class="fine">{t('admin.notAllowed')}</p>}>
          <Show
            when={job().finishedAt === null}
            fallback={
              <button
                type="button"
                class="button button-primary"
                aria-disabled={busy()}
                onClick={() => void retry()}
              >
                {t('admin.retry')}
              </button>
            }
          >
            <button
              type="button"
              class="button button-danger"
              aria-disabled={busy() || job().cancelRequestedAt !== null}
              onClick={() => void cancel()}
            >
              {job().cancelRequestedAt === null ? t('admin.cancel') : t('sync.cancelling')}
            </button>
          </Show>
        </Show>
      </div>
      <Show when={error()}>{(failed) => <ErrorNote error={failed()} />}</Show>
    </>
  )
}
