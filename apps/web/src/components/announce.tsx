import { createSignal, Show } from 'solid-js'
import './announce.css'

const toastShownMs = 5000

const [announced, setAnnounced] = createSignal('')
const [toasted, setToasted] = createSignal<string | null>(null)
let hiding: ReturnType<typeof setTimeout> | undefined

/** Has a screen reader say a text when it has said what it says now; nothing is shown. */
export function announce(text: string): void {
  // The same text twice is said twice: a no-break space more makes it another.
  setAnnounced((before) => (before === text ? `${text}\u00a0` : text))
}

/** Shows a text at the foot of the page for a few seconds, and has it said: that something was done. */
export function toast(text: string): void {
  announce(text)
  setToasted(text)
  clearTimeout(hiding)
  hiding = setTimeout(() => setToasted(null), toastShownMs)
}

/** The place where announcements and toasts come; once in a page. */
export function Announcer() {
  return (
    <>
      <p class="visually-hidden" role="status" aria-live="polite" data-testid="announcer">
        {announced()}
      </p>
      <Show when={toasted()}>
        {(text) => (
          <div class="toast" aria-hidden="true" data-testid="toast">
            {text()}
          </div>
        )}
      </Show>
    </>
  )
}
