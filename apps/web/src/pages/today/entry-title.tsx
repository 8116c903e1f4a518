import { A } from '@solidjs/router'
import { Show } from 'solid-js'

/** The name of what stands in a list of days; a link to the item in its course where it is one of a course. */
export function EntryTitle(props: {
  entry: { readonly title: string; readonly courseId: string | null; readonly itemId: string | null }
}) {
  const address = () =>
    props.entry.courseId !== null && props.entry.itemId !== null
      ? `/courses/${props.entry.courseId}#item-${props.entry.itemId}`
      : null
  return (
    <Show
      when={address()}
      fallback={
        <span class="entry-title" dir="auto">
          {props.entry.title}
        </span>
      }
    >
      {(href) => (
        <A href={href()} class="entry-title" dir="auto">
          {props.entry.title}
        </A>
      )}
    </Show>
  )
}
