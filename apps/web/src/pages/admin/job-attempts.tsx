import type { AdminJobDetail } from '@spike/contract'
import { useLanguage } from '../../language/language-context.tsx'
import { TableCard } from './staff-table.tsx'

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
    <TableCard
      title={t('admin.attempts')}
      testId="attempts"
      columns={[
        t('admin.attempt'),
        t('admin.outcome'),
        t('admin.errorCode'),
        t('admin.started'),
        t('admin.finished'),
        t('admin.requests'),
        t('admin.worker'),
      ]}
      rows={props.attempts}
    >
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
    </TableCard>
  )
}
