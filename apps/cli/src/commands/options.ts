import { InvalidArgumentError } from '@commander-js/extra-typings'
import { commandWords } from '@spike/contract/words/operator'

/** Reads an option that is a whole number. */
export function wholeNumberOption({ min, max }: { readonly min: number; readonly max: number }) {
  return (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new InvalidArgumentError(commandWords.badNumber(text, min, max))
  }
}
