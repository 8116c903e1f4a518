import { cleanHtml } from '../clean-html.ts'
import { cleanText } from '../clean-text.ts'
import type { PageContext } from './page-context.ts'
import type { CheerioAPI, Selection } from './page-frame.ts'

/** What Moodle adds for screen readers and by script: not part of any name. */
const besideTheText = '.accesshide, .sr-only, .visually-hidden, script, style, .action-menu, .dropdown'

/** An element's words in one line, as a person sees them. */
export function textOf(element: Selection, context: PageContext): string {
  const copy = element.first().clone()
  copy.find(besideTheText).remove()
  // By its HTML, so that what looked like a tag in a name stays one, and languages are filtered.
  return cleanText(copy.html(), context.language)
}

/** The boxes that Moodle puts around a text, which are not the text's own. */
function unwrap(element: Selection): Selection {
  const inside = element.contents().filter((_, node) => node.type !== 'text' || node.data.trim() !== '')
  const isBox =
    inside.length === 1 && inside.is('.no-overflow, .description-inner, .generalbox, .text_to_html')
  return isBox ? unwrap(inside.first()) : element
}

/** What stands inside an element, cleaned; null where nothing is to be read there. */
export function htmlOf(element: Selection, context: PageContext): string | null {
  const copy = element.first().clone()
  copy.find('script, style, .accesshide, .sr-only, .visually-hidden, i.icon').remove()
  return cleanHtml(unwrap(copy).html(), context.language)
}

export function* each($: CheerioAPI, selection: Selection): Generator<Selection> {
  for (const element of selection.toArray()) yield $(element)
}

/** The whole number in an address's query; null where there is none that could be an id. */
export function idInLink(href: string | undefined, parameter = 'id'): number | null {
  const value = href ? URL.parse(href, 'https://site.invalid/')?.searchParams.get(parameter) : null
  return value && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : null
}

/** A number as Moodle formats it, `1,234.50` or `85,5`; null for words. */
export function parseNumber(words: string): number | null {
  const text = words.replace(/[\u200e\u200f\s]/g, '')
  if (/^-?\d+(?:[.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'))
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''))
  return null
}
