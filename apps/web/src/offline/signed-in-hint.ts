import { readStored, store } from '../browser-storage.ts'

const storageKey = 'spike.signed-in'

/**
 * Whether somebody was signed in when this browser last knew: what to begin drawing before Spike has said who is. It
 * opens nothing.
 */
export const wasSignedIn = (): boolean => readSignedIn() !== null

/**
 * The id of whoever is signed in, for the other tabs too: they show pages of nobody else. Where it cannot be stored, the
 * next visit begins with the sign-in form, until Spike has answered.
 */
export function noteSignedIn(studentId: string): void {
  store(storageKey, studentId)
}

/**
 * Tells who is signed in by now, null where nobody is, when another tab has changed it, and when the browser shows this
 * page again as it was left. Gives what ends it.
 */
export function watchSignedIn(tell: (studentId: string | null) => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    // Null: all of the storage was emptied.
    if (key === storageKey || key === null) tell(readSignedIn())
  }
  const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && tell(readSignedIn())
  window.addEventListener('storage', onStorage)
  window.addEventListener('pageshow', onPageShow)
  return () => {
    window.removeEventListener('storage', onStorage)
    window.removeEventListener('pageshow', onPageShow)
  }
}

const readSignedIn = () => readStored(storageKey)
