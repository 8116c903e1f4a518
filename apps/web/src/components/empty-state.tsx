import type { ParentProps } from 'solid-js'

/** Where a list has nothing: what that means and what to do. */
export function EmptyState(props: ParentProps<{ title: string; text: string }>) {
  return (
    <div class="empty card">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}
