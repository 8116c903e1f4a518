import { createSignal } from 'solid-js'

const [storedAt, setStoredAt] = createSignal<string | null>(null)

/** Since when what the pages show is known, where the service worker had to answer with it; null while Spike answers. */
export { storedAt }

/** Told of each answer of Spike's: when it was stored, null where it came from Spike itself. The oldest counts. */
export function noteAnswer(at: string | null): void {
  setStoredAt((before) => (at !== null && before !== null && before < at ? before : at))
}
