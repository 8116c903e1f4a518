import { Show, type ParentProps } from 'solid-js'
import { Icon, type IconName } from './icon.tsx'

/** Where a list has nothing: what that means and what to do. */
export function EmptyState(props: ParentProps<{ title: string; text: string; icon?: IconName }>) {
  return (
    <div class="empty card">
      <Show when={props.icon}>
        {(icon) => (
          <span class="empty-mark">
            <Icon name={icon()} />
          </span>
        )}
      </Show>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}
