import type { AdminJobDetail } from '@spike/contract'
import { Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'
import { TableCard } from './staff-table.tsx'

/** What happened, in order: stage edges, retries, and each call of Moodle with its function, time, size and outcome. */
export function JobTimeline(props: {
  timeline: AdminJobDetail['timeline']
  truncated: boolean
  onShowAll: () => void
}) {
  const { t, format } = useLanguage()
  const details = (data: Record<string, unknown>) =>
    Object.entries(data)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', ')
  return (
    <TableCard
      title={t('admin.timeline')}
      testId="timeline"
      tall
      below={
        <Show when={props.truncated}>
          <button type="button" class="button" onClick={() => props.onShowAll()}>
            {t('admin.showAllEvents')}
          </button>
        </Show>
      }
      columns={[
        t('admin.at'),
        t('admin.attempt'),
        t('admin.kind'),
        t('admin.function'),
        t('admin.milliseconds'),
        t('admin.bytes'),
        t('admin.outcome'),
        t('admin.details'),
      ]}
      rows={props.timeline}
    >
      {(event) => (
        <tr data-kind={event.kind}>
          <td>
            <time dateTime={event.at}>{format().exactTime(event.at)}</time>
          </td>
          <td>{format().number(event.attempt)}</td>
          <td>
            <code dir="ltr">{event.kind}</code>
          </td>
          <td>
            <code dir="ltr">{event.function ?? ''}</code>
          </td>
          <td class="figure">
            {event.durationMs === null ? '' : format().number(Math.round(event.durationMs))}
          </td>
          <td class="figure">{event.bytes === null ? '' : format().bytes(event.bytes)}</td>
          <td>
            <code dir="ltr">{event.outcome ?? ''}</code>
          </td>
          <td>
            <code class="details" dir="ltr">
              {details(event.data)}
            </code>
          </td>
        </tr>
      )}
    </TableCard>
  )
}
