import type { AdminJobDetail } from '@spike/contract'
import { useLanguage } from '../../language/language-context.tsx'
import { TableCard } from './staff-table.tsx'

/** The queue's own rows of a sync. */
export function JobQueue(props: { rows: AdminJobDetail['queue'] }) {
  const { t, format } = useLanguage()
  return (
    <TableCard
      title={t('admin.queue')}
      empty={t('admin.queueEmpty')}
      columns={[
        t('admin.queueId'),
        t('admin.runAt'),
        t('admin.tries'),
        t('admin.lockedBy'),
        t('admin.lastError'),
      ]}
      rows={props.rows}
    >
      {(row) => (
        <tr>
          <th scope="row">
            <bdi>{row.id}</bdi>
          </th>
          <td>{format().exactTime(row.runAt)}</td>
          <td>{t('sync.coursesOf', { done: row.attempts, total: row.maxAttempts })}</td>
          <td>
            <code dir="ltr">{row.lockedBy ?? ''}</code>
          </td>
          <td>
            <code class="details" dir="ltr">
              {row.lastError ?? ''}
            </code>
          </td>
        </tr>
      )}
    </TableCard>
  )
}
