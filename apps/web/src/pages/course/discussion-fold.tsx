import type { Discussion } from '@spike/contract'
import { For, Show } from 'solid-js'
import { MoodleHtml } from '../../components/moodle-html.tsx'
import { useLanguage } from '../../language/language-context.tsx'

/** Folded, the list and each of its entries: they are many in the middle of a semester. Nothing where there are none. */
export function DiscussionFold(props: {
  testId: string
  discussions: readonly Discussion[]
  title: string
  /** Words of the link to one in Moodle. */
  link: string
  /** What is said of one besides its date and who wrote it. */
  factsOf: (discussion: Discussion) => readonly string[]
}) {
  const { t, format } = useLanguage()
  return (
    <Show when={props.discussions.length > 0}>
      <details class="fold card" data-testid={props.testId}>
        <summary>{props.title}</summary>
        <ul class="items">
          <For each={props.discussions}>
            {(discussion) => (
              <li class="item">
                <details class="fold">
                  <summary>
                    <bdi class="item-name">{discussion.title}</bdi>{' '}
                    <span class="fine">
                      <time dateTime={discussion.postedAt}>{format().date(discussion.postedAt)}</time>
                      <Show when={discussion.authorName}>
                        {' · '}
                        <bdi>{discussion.authorName}</bdi>
                      </Show>
                      <For each={props.factsOf(discussion)}>{(fact) => <> · {fact}</>}</For>
                    </span>
                  </summary>
                  <MoodleHtml html={discussion.messageHtml} />
                  <p>
                    <a href={discussion.url} target="_blank" rel="noreferrer">
                      {props.link}
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
