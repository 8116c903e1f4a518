import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** The time in ms since 1970, read anew every half minute: for words such as "in 3 minutes". */
export function createNow(everyMs = 30_000): Accessor<number> {
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), everyMs)
  onCleanup(() => clearInterval(timer))
  return now
}
