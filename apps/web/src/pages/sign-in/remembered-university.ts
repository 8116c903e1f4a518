import type { InstitutionChoice } from '@spike/contract'

const storageKey = 'spike.university'

/** The university that was last chosen in this browser, as the list had it then: the form shows it before that comes. */
export function rememberedUniversity(): InstitutionChoice | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return isChoice(stored) ? stored : undefined
  } catch {
    return undefined // storage is forbidden in this browser, or holds something else
  }
}

export function rememberUniversity({ id, name, signIn }: InstitutionChoice): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ id, name, signIn }))
  } catch {
    // Storage is forbidden or full: next time it is chosen again.
  }
}

function isChoice(value: unknown): value is InstitutionChoice {
  const { id, name, signIn } = (value ?? {}) as Partial<InstitutionChoice>
  return typeof id === 'string' && typeof name === 'object' && typeof signIn === 'string'
}
