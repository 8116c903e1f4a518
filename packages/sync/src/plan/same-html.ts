/**
 * Whether two texts read the same and lead to the same places. The markup around them is another in each way of reading
 * a site, and after an update of it: that is no change.
 */
export function sameHtml(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b
  return a === b || (wordsOf(a) === wordsOf(b) && linksOf(a) === linksOf(b))
}

const wordsOf = (html: string): string => html.replaceAll(/<[^>]*>|&nbsp;|\s/g, '')
const linksOf = (html: string): string => (html.match(/\shref="[^"]*"/g) ?? []).join('')
