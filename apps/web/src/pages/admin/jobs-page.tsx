import type { AdminJob, AdminJobsAnswer } from '@spike/contract'
import { jobStates } from '@spike/contract/job-states'
import { A, useSearchParams } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { Loaded } from '../../components/loaded.tsx'
import { createNow } from '../../components/now.ts'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { jobSeconds, JobStateChip } from './job-state.tsx'
import { JobsFilterForm } from './jobs-filters.tsx'
import { toJobsQuery, type JobsFilters } from './jobs-query.ts'
import { useStaff } from './staff-session.tsx'
import { StaffTable } from './staff-table.tsx'
import { useLiveQuery } from './use-live-query.ts'

/** All syncs, newest first. The filters stand in the address, so that a view can be sent to a colleague. */
export function JobsPage() {
  const { t } = useLanguage()
  const { api } = useStaff()
  const [search, setSearch] = useSearchParams()
  const filters = () => search as JobsFilters
  const query = createMemo(() => toJobsQuery(filters()).toString())
  const answer = useLiveQuery(() => ({
    queryKey: ['jobs', query()],
    queryFn: () => api.jobs(new URLSearchParams(query())),
    rowId: 'jobId',
  }))

  return (
    <>
      <PageHeading title={t('admin.jobs')} />
      <JobsFilterForm filters={filters()} onApply={(chosen) => setSearch({ ...chosen, cursor: null })} />
      <Loaded query={answer}>
        {(page) => (
          <>
            <StateCounts
              counts={page().countsByState}
              chosen={filters().state}
              onChoose={(state) => setSearch({ state, cursor: null })}
            />
            <Show when={page().jobs.length > 0} fallback={<p class="empty card">{t('admin.noJobs')}</p>}>
              <JobsTable jobs={page().jobs} />
            </Show>
            <div class="pager">
              <Show when={filters().cursor}>
                <button type="button" class="button" onClick={() => setSearch({ cursor: null })}>
                  {t('admin.firstPage')}
                </button>
              </Show>
              <Show when={page().nextCursor}>
                {(cursor) => (
                  <button type="button" class="button" onClick={() => setSearch({ cursor: cursor() })}>
                    {t('admin.nextPage')}
                  </button>
                )}
              </Show>
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}

function StateCounts(props: {
  counts: AdminJobsAnswer['countsByState']
  chosen: string | undefined
  onChoose: (state: string | null) => void
}) {
  const { t, format } = useLanguage()
  const total = () => Object.values(props.counts).reduce((sum, count) => sum + count, 0)
  return (
    <div class="state-counts" role="group" aria-label={t('admin.state')}>
      <button type="button" aria-pressed={!props.chosen} onClick={() => props.onChoose(null)}>
        {t('admin.all')} <b>{format().number(total())}</b>
      </button>
      <For each={jobStates}>
        {(state) => (
          <button
            type="button"
            data-state={state}
            aria-pressed={props.chosen === state}
            onClick={() => props.onChoose(state)}
          >
            {t(`jobStates.${state}`)} <b>{format().number(props.counts[state] ?? 0)}</b>
          </button>
        )}
      </For>
    </div>
  )
}

function JobsTable(props: { jobs: readonly AdminJob[] }) {
  const { t, format } = useLanguage()
  const now = createNow(1000)
  const took = (job: AdminJob) => {
    const seconds = jobSeconds(job, now())
    return seconds === null ? '' : format().seconds(seconds)
  }
  return (
    <div class="card">
      <StaffTable
        title={t('admin.jobs')}
        testId="jobs"
        columns={[
          t('admin.user'),
          t('admin.state'),
          t('admin.progress'),
          t('admin.errorCode'),
          t('admin.institution'),
          t('admin.attempt'),
          t('admin.requests'),
          t('admin.created'),
          t('admin.duration'),
        ]}
        rows={props.jobs}
      >
        {(job) => (
          <tr data-job={job.jobId}>
            <th scope="row">
              <A href={`/jobs/${job.jobId}`}>
                <bdi>{job.username}</bdi>
              </A>
            </th>
            <td>
              <JobStateChip state={job.state} />
            </td>
            <td>{format().percent(job.progress)}</td>
            <td>
              <code dir="ltr">{job.errorCode ?? ''}</code>
            </td>
            <td>
              <bdi>{job.institutionId}</bdi>
            </td>
            <td>{format().number(job.attempt)}</td>
            <td>{format().number(job.moodleRequests)}</td>
            <td>
              <time dateTime={job.createdAt}>{format().exactTime(job.createdAt)}</time>
            </td>
            <td>{took(job)}</td>
          </tr>
        )}
      </StaffTable>
    </div>
  )
}
