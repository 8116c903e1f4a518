const storageKey = 'spike.university'

/** The university that was last chosen in this browser, by its id. */
export function rememberedUniversity(): string {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return '' // storage is forbidden in this browser
  }
}

export function rememberUniversity(id: string): void {
  try {
    localStorage.setItem(storageKey, id)
  } catch {
    // Storage is forbidden or full: next time it is chosen again.
  }
}
