import type { Discussion } from '@spike/contract'
import { For, Show } from 'solid-js'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** Folded, the list and each of its entries: they are many in the middle of a semester. */
export function Announcements(props: { announcements: readonly Discussion[] }) {
  const { t, format } = useLanguage()
  return (
    <Show when={props.announcements.length > 0}>
      <details class="fold card" data-testid="announcements">
        <summary>{t('courses.announcements', { count: props.announcements.length })}</summary>
        <ul class="items">
          <For each={props.announcements}>
            {(announcement) => (
              <li class="item">
                <details class="fold">
                  <summary>
                    <bdi class="item-name">{announcement.title}</bdi>{' '}
                    <span class="fine">
                      <time dateTime={announcement.postedAt}>{format().date(announcement.postedAt)}</time>
                      <Show when={announcement.authorName}>
                        {' · '}
                        <bdi>{announcement.authorName}</bdi>
                      </Show>
                    </span>
                  </summary>
                  <MoodleHtml html={announcement.messageHtml} />
                  <p>
                    <a href={announcement.url} target="_blank" rel="noreferrer">
                      {t('courses.announcementInMoodle')}
                      <span class="visually-hidden"> ({t('app.opensMoodle')})</span>
                    </a>
                  </p>
                </details>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
