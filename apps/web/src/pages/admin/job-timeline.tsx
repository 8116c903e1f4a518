import type { AdminJobDetail } from '@spike/contract'
import { For, Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

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
    <section class="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">{t('admin.timeline')}</h2>
      <div class="table-scroll table-tall" tabindex="0" role="group" aria-labelledby="timeline-heading">
        <table class="table-dense" data-testid="timeline">
          <thead>
            <tr>
              <th scope="col">{t('admin.at')}</th>
              <th scope="col">{t('admin.attempt')}</th>
              <th scope="col">{t('admin.kind')}</th>
              <th scope="col">{t('admin.function')}</th>
              <th scope="col">{t('admin.milliseconds')}</th>
              <th scope="col">{t('admin.bytes')}</th>
              <th scope="col">{t('admin.outcome')}</th>
              <th scope="col">{t('admin.details')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.timeline}>
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
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.truncated}>
        <button type="button" class="button" onClick={() => props.onShowAll()}>
          {t('admin.showAllEvents')}
        </button>
      </Show>
    </section>
  )
}
