import type { InstitutionChoice } from '@spike/contract'
import { readStoredJson, store } from '../../browser-storage.ts'

const storageKey = 'spike.university'

/** The university that was last chosen in this browser, as the list had it then: the form shows it before that comes. */
export function rememberedUniversity(): InstitutionChoice | undefined {
  const stored = readStoredJson(storageKey)
  return isChoice(stored) ? stored : undefined
}

export function rememberUniversity({ id, name, signIn }: InstitutionChoice): void {
  store(storageKey, JSON.stringify({ id, name, signIn }))
}

function isChoice(value: unknown): value is InstitutionChoice {
  const { id, name, signIn } = (value ?? {}) as Partial<InstitutionChoice>
  return typeof id === 'string' && typeof name === 'object' && typeof signIn === 'string'
}
