import { For } from 'solid-js'
import './skeleton.css'

/** Holds the place of what is being loaded, so that nothing jumps when it comes. Shown only if that takes a moment. */
export function Skeleton(props: {
  /** `row`: a line of a list; `card`: a box of a grid; `text`: a line of a paragraph. */
  shape?: 'row' | 'card' | 'text'
  count?: number
}) {
  const shape = () => props.shape ?? 'row'
  return (
    <div class={`skeletons skeletons-${shape()}`} aria-hidden="true">
      <For each={Array.from({ length: props.count ?? 4 })}>
        {() => <div class={`skeleton skeleton-${shape()}`} />}
      </For>
    </div>
  )
}
