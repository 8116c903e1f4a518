import type { Item } from '@spike/contract'
import { Show } from 'solid-js'
import { useLanguage } from '../../language/language-context.tsx'

/** How much there is in a forum, and how much of it is news to the student. */
export function ForumFacts(props: { forum: NonNullable<Item['forum']> }) {
  const { t } = useLanguage()
  return (
    <Show when={props.forum.discussionCount || props.forum.unreadCount}>
      <p class="item-facts">
        <Show when={props.forum.discussionCount}>
          {(count) => <span>{t('courses.discussions', { count: count() })}</span>}
        </Show>
        <Show when={props.forum.unreadCount}>
          {(count) => <span>{t('courses.unread', { count: count() })}</span>}
        </Show>
      </p>
    </Show>
  )
}
