import type { AdminJobDetail } from '@spike/contract'
import { For } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

export function JobAttempts(props: { attempts: AdminJobDetail['attempts'] }) {
  const { t, format } = useLanguage()
  const outcomeWords = () => ({
    running: t('admin.outcomeRunning'),
    completed: t('admin.outcomeCompleted'),
    failed: t('admin.outcomeFailed'),
    cancelled: t('admin.outcomeCancelled'),
    released: t('admin.outcomeReleased'),
    lost: t('admin.outcomeLost'),
    postponed: t('admin.outcomePostponed'),
  })
  return (
    <section class="card" aria-labelledby="attempts-heading">
      <h2 id="attempts-heading">{t('admin.attempts')}</h2>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="attempts-heading">
        <table data-testid="attempts">
          <thead>
            <tr>
              <th scope="col">{t('admin.attempt')}</th>
              <th scope="col">{t('admin.outcome')}</th>
              <th scope="col">{t('admin.errorCode')}</th>
              <th scope="col">{t('admin.started')}</th>
              <th scope="col">{t('admin.finished')}</th>
              <th scope="col">{t('admin.requests')}</th>
              <th scope="col">{t('admin.worker')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.attempts}>
              {(attempt) => (
                <tr>
                  <th scope="row">{format().number(attempt.attempt)}</th>
                  <td>{outcomeWords()[attempt.outcome]}</td>
                  <td>
                    <code dir="ltr">{attempt.errorCode ?? ''}</code>
                  </td>
                  <td>{format().exactTime(attempt.startedAt)}</td>
                  <td>{attempt.endedAt === null ? '' : format().exactTime(attempt.endedAt)}</td>
                  <td>{format().number(attempt.moodleRequests)}</td>
                  <td>
                    <code dir="ltr">{attempt.workerId ?? ''}</code>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  )
}
