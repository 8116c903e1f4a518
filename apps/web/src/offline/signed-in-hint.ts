const storageKey = 'spike.signed-in'

/**
 * Whether somebody was signed in when this browser last knew: what to begin drawing before Spike has said who is. It
 * opens nothing.
 */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return false // storage is forbidden in this browser
  }
}

export function noteSignedIn(): void {
  try {
    localStorage.setItem(storageKey, 'yes')
  } catch {
    // Storage is forbidden or full: the next visit begins with the sign-in form, until Spike has answered.
  }
}
