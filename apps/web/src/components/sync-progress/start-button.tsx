import { createSignal, type ParentProps, Show } from 'solid-js'

/** A button that starts something at the server: while it waits for the answer it cannot be pressed again. */
export function StartButton(props: ParentProps<{ onStart: () => Promise<void>; primary?: boolean }>) {
  const [starting, setStarting] = createSignal(false)
  async function start(): Promise<void> {
    if (starting()) return
    setStarting(true)
    await props.onStart()
    setStarting(false)
  }
  return (
    <button
      type="button"
      class="button"
      classList={{ 'button-primary': props.primary ?? false }}
      aria-disabled={starting()}
      onClick={() => void start()}
    >
      <Show when={starting()}>
        <span class="spinner" aria-hidden="true" />
      </Show>
      {props.children}
    </button>
  )
}
