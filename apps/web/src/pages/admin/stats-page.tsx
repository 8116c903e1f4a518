import type { AdminStats } from '@spike/contract'
import { jobStates } from '@spike/contract/job-states'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { useLanguage } from '../../language/language-context.tsx'
import { useStaff } from './staff-session.tsx'
import { TableCard } from './staff-table.tsx'
import { useLiveQuery } from './use-live-query.ts'

export function StatsPage() {
  const { t } = useLanguage()
  const { api } = useStaff()
  const stats = useLiveQuery(() => ({ queryKey: ['stats'], queryFn: api.stats, rowId: null }))
  return (
    <>
      <PageHeading title={t('admin.stats')} />
      <Loaded query={stats}>
        {(figures) => (
          <>
            <Figures stats={figures()} />
            <Errors errors={figures().errorsLastDay} />
            <Institutions institutions={figures().institutions} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Figures(props: { stats: AdminStats }) {
  const { t, format } = useLanguage()
  const seconds = (value: number | null) => (value === null ? t('admin.none') : format().seconds(value))
  const day = () => props.stats.lastDay
  return (
    <>
      <section class="card" aria-labelledby="now-heading">
        <h2 id="now-heading">{t('admin.now')}</h2>
        <dl class="figures">
          <For each={jobStates}>
            {(state) => (
              <Figure
                name={t(`jobStates.${state}`)}
                value={format().number(props.stats.countsByState[state] ?? 0)}
              />
            )}
          </For>
          <Figure name={t('admin.oldestWaiting')} value={seconds(props.stats.oldestWaitingSeconds)} />
          <Figure
            name={`${t('admin.workers')}: ${t('admin.workerAlive')}`}
            value={format().number(props.stats.workers.alive)}
          />
          <Figure
            name={`${t('admin.workers')}: ${t('admin.workerSilent')}`}
            value={format().number(props.stats.workers.silent)}
          />
        </dl>
      </section>
      <section class="card" aria-labelledby="day-heading">
        <h2 id="day-heading">{t('admin.lastDay')}</h2>
        <dl class="figures">
          <Figure name={t('jobStates.completed')} value={format().number(day().completed)} />
          <Figure name={t('jobStates.partial')} value={format().number(day().partial)} />
          <Figure name={t('jobStates.failed')} value={format().number(day().failed)} />
          <Figure name={t('jobStates.cancelled')} value={format().number(day().cancelled)} />
          <Figure name={t('admin.median')} value={seconds(day().medianSeconds)} />
          <Figure name={t('admin.p95')} value={seconds(day().p95Seconds)} />
          <Figure name={t('admin.queueWait')} value={seconds(day().medianQueueWaitSeconds)} />
        </dl>
      </section>
    </>
  )
}

function Figure(props: { name: string; value: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}

function Errors(props: { errors: AdminStats['errorsLastDay'] }) {
  const { t, format } = useLanguage()
  return (
    <section class="card" aria-labelledby="errors-heading">
      <h2 id="errors-heading">{t('admin.errors')}</h2>
      <Show when={props.errors.length > 0} fallback={<p class="fine">{t('admin.noErrors')}</p>}>
        <ul class="error-counts">
          <For each={props.errors}>
            {(error) => (
              <li>
                <A href={`/jobs?errorCode=${error.code}`}>
                  <code dir="ltr">{error.code}</code>
                </A>{' '}
                {format().number(error.count)}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

function Institutions(props: { institutions: AdminStats['institutions'] }) {
  const { t, language, format } = useLanguage()
  return (
    <TableCard
      title={t('admin.institutions')}
      columns={[
        t('admin.institution'),
        t('admin.users'),
        t('admin.activeJobs'),
        t('admin.failedLastDay'),
        t('admin.askedToWait'),
      ]}
      rows={props.institutions}
    >
      {(row) => (
        <tr>
          <th scope="row">
            <A href={`/jobs?institution=${encodeURIComponent(row.institution.id)}`}>
              <bdi>{row.institution.name[language()]}</bdi>
            </A>
          </th>
          <td>{format().number(row.users)}</td>
          <td>{format().number(row.activeJobs)}</td>
          <td>{format().number(row.failedLastDay)}</td>
          <td>{row.retryAfterUntil === null ? '' : format().exactTime(row.retryAfterUntil)}</td>
        </tr>
      )}
    </TableCard>
  )
}
