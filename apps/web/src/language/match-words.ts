/** Niqqud and cantillation, Arabic vowel signs, and the quotes that Hebrew and Arabic write inside of words. */
const notLetters = /[\u0591-\u05c7\u064b-\u0652\u05f3\u05f4'"׳״’”`]/g

/** A text as it is compared: without case, vowel signs and the marks inside of words. */
function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase().replaceAll(notLetters, '')
}

/** Texts as they are compared, for `createFoldedMatch`: what is long is folded once. */
export function foldTexts(texts: readonly (string | null)[]): string {
  return fold(texts.filter((text) => text !== null).join('\n'))
}

/** As `createWordMatch`, of what `foldTexts` gave. */
export function createFoldedMatch(typed: string): (folded: string) => boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  return (folded) => words.every((word) => folded.includes(word))
}

/**
 * Whether every word of what was typed stands somewhere in the texts: for filtering a list that is on the page. Nothing
 * typed matches all. The search over everything is the server's.
 */
export function createWordMatch(typed: string): (texts: readonly (string | null)[]) => boolean {
  const matches = createFoldedMatch(typed)
  return (texts) => matches(foldTexts(texts))
}
