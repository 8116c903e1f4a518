import type { AdminJobDetail } from '@spike/contract'
import { For, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

/** The queue's own rows of a sync. */
export function JobQueue(props: { rows: AdminJobDetail['queue'] }) {
  const { t, format } = useLanguage()
  return (
    <section class="card" aria-labelledby="queue-heading">
      <h2 id="queue-heading">{t('admin.queue')}</h2>
      <Show when={props.rows.length > 0} fallback={<p class="fine">{t('admin.queueEmpty')}</p>}>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="queue-heading">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('admin.queueId')}</th>
                <th scope="col">{t('admin.runAt')}</th>
                <th scope="col">{t('admin.tries')}</th>
                <th scope="col">{t('admin.lockedBy')}</th>
                <th scope="col">{t('admin.lastError')}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.rows}>
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
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </section>
  )
}
