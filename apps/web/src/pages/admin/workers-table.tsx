import type { AdminWorker } from '@spike/contract'
import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { createNow } from '../../components/now.ts'
import { useLanguage } from '../../language/language-context.tsx'
import { StaffTable } from './staff-table.tsx'

export function WorkersTable(props: { workers: readonly AdminWorker[] }) {
  const { t, format } = useLanguage()
  const now = createNow(1000)
  const stateWords = () => ({
    alive: t('admin.workerAlive'),
    stopping: t('admin.workerStopping'),
    silent: t('admin.workerSilent'),
    stopped: t('admin.workerStopped'),
  })
  return (
    <StaffTable
      title={t('admin.workers')}
      testId="workers"
      columns={[
        t('admin.worker'),
        t('admin.state'),
        t('admin.host'),
        t('admin.concurrency'),
        t('admin.runningJobs'),
        t('admin.beat'),
        t('admin.started'),
        t('admin.memory'),
      ]}
      rows={props.workers}
    >
      {(worker) => (
        <tr>
          <th scope="row">
            <code dir="ltr">{worker.workerId}</code>
          </th>
          <td>
            <span class={`chip chip-worker-${worker.state}`}>{stateWords()[worker.state]}</span>
          </td>
          <td>
            <code dir="ltr">{`${worker.host}:${worker.pid}`}</code>
          </td>
          <td>{format().number(worker.concurrency)}</td>
          <td>
            <For each={worker.runningJobs} fallback={t('admin.none')}>
              {(jobId) => (
                <A href={`/jobs/${jobId}`} class="job-link">
                  <code dir="ltr">{jobId.slice(0, 8)}</code>
                </A>
              )}
            </For>
          </td>
          <td>
            <time dateTime={worker.beatAt}>{format().seconds(ageSeconds(worker.beatAt, now()))}</time>
          </td>
          <td>{format().exactTime(worker.startedAt)}</td>
          <td>{worker.memoryBytes === null ? '' : format().bytes(worker.memoryBytes)}</td>
        </tr>
      )}
    </StaffTable>
  )
}

/** Never below zero: the server's clock may be ahead of the browser's. */
function ageSeconds(iso: string, nowMs: number): number {
  return Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1000))
}
