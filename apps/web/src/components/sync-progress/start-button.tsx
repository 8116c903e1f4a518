import { type ParentProps, Show } from 'solid-js'
import { createAction } from '../create-action.ts'

/**
 * A button that starts something at the server: while it waits for the answer it cannot be pressed again. Says nothing of
 * an error: `onStart` does.
 */
export function StartButton(props: ParentProps<{ onStart: () => Promise<void>; primary?: boolean }>) {
  const { run, busy } = createAction()
  return (
    <button
      type="button"
      class="button"
      classList={{ 'button-primary': props.primary ?? false }}
      aria-disabled={busy()}
      onClick={() => void run(() => props.onStart())}
    >
      <Show when={busy()}>
        <span class="spinner" aria-hidden="true" />
      </Show>
      {props.children}
    </button>
  )
}
