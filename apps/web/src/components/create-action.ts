import { createSignal, type Accessor } from 'solid-js'

export interface Action {
  /** Never rejects. What is asked for while something is under way is not done. */
  run(work: () => Promise<void>): Promise<void>
  busy: Accessor<boolean>
  /** Why the last of them failed; undefined once another begins. */
  error: Accessor<unknown>
}

/** What a button has done, one at a time. */
export function createAction(): Action {
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<unknown>()
  async function run(work: () => Promise<void>): Promise<void> {
    if (busy()) return
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error }
}
