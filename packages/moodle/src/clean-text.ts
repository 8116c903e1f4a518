import { decodeHTML } from 'entities'

/** Which language of a multi-language text to keep, best first; after these any that is there. */
const fallbackLanguages = ['he', 'en', 'ar', 'other'] as const

function pickLanguage(present: readonly string[], language: string): string | undefined {
  const wanted = [language, language.split(/[_-]/)[0] ?? language, ...fallbackLanguages]
  return wanted.find((candidate) => present.includes(candidate)) ?? present[0]
}

const languagesOf = (list: string) =>
  list
    .toLowerCase()
    .split(',')
    .map((language) => language.trim())
    .filter(Boolean)

// All patterns stop at the next brace or angle bracket, and inside of a tag soon: on hostile text, too, they take time
// in its length alone.
const mlangTag = /(\{mlang(?:\s[^{}]*)?\})/i
const multilangSpan =
  /<span(?=[^<>]{0,100}\sclass="?multilang\b)[^<>]{0,100}\slang="?([\w-]{1,20})"?[^<>]{0,100}>((?:(?!<\/?span\b)[\s\S])*)<\/span>/gi
const multilangRun = new RegExp(`${multilangSpan.source}(?:\\s*${multilangSpan.source})+`, 'gi')

/** `{mlang he}שלום{mlang}{mlang en}Hello{mlang}`; what stands outside of the blocks always stays. */
function filterMlang(text: string, language: string): string {
  // Splitting by a pattern in parentheses keeps the tags: they stand at the odd places.
  const pieces = text.split(mlangTag)
  const listAt = (index: number) => languagesOf((pieces[index] ?? '').slice('{mlang'.length, -1))
  const present = pieces.flatMap((_, index) => (index % 2 ? listAt(index) : []))
  const picked = pickLanguage(present, language)
  const isKept = (index: number) => {
    const languages = index === 0 ? [] : listAt(index - 1)
    return languages.length === 0 || (picked !== undefined && languages.includes(picked))
  }
  return pieces.filter((_, index) => index % 2 === 0 && isKept(index)).join('')
}

/** `<span lang="he" class="multilang">…</span>`, two or more of them in a row. */
function filterSpans(text: string, language: string): string {
  return text.replace(multilangRun, (run) => {
    const spans = [...run.matchAll(multilangSpan)].map(([, list = '', content = '']) => ({
      language: list.toLowerCase(),
      content,
    }))
    const picked = pickLanguage(
      spans.map((span) => span.language),
      language,
    )
    return spans
      .filter((span) => span.language === picked)
      .map((span) => span.content)
      .join('')
  })
}

/** Does what Moodle's filters do, where a site forgot to. */
export function filterLanguages(text: string, language: string): string {
  const wanted = language.toLowerCase()
  const filtered = /\{mlang/i.test(text) ? filterMlang(text, wanted) : text
  return filtered.includes('multilang') ? filterSpans(filtered, wanted) : filtered
}

/**
 * Takes away what no text needs and PostgreSQL or a reader's eye would trip over: control characters, halves of
 * surrogate pairs, and the marks that reverse the text around them. LRM, RLM and the joiners stay.
 */
export function dropUnsafeCharacters(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\v\f\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
}

const lineBreakTag = /<\/?(?:br|p|div|li|h[1-6])\b[^<>]*>/gi
const anyTag = /<(?:\/?[a-z]|!)[^<>]*>/gi

/** Far more than any name: Moodle's own are of 255 or 1333 characters. */
const maxNameLength = 20_000

/** The text's beginning, not cut inside of a surrogate pair or an entity. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, maxLength)
  const entityAt = cut.lastIndexOf('&')
  const isEntityCut = entityAt >= maxLength - 32 && !cut.includes(';', entityAt)
  return (isEntityCut ? cut.slice(0, entityAt) : cut).replace(/[\ud800-\udbff]$/, '')
}

/** A site's own names for things, shown to whoever looks after Spike: so many, and no longer than a line. */
export function cleanLabels(names: readonly string[]): string[] {
  return names.slice(0, 20).map(cleanLabel).filter(Boolean)
}

export const cleanLabel = (name: string): string => cutText(cleanText(name, 'en', 1_000), 100)

/** A name as a person reads it: one language, no tags, no entities, one line. */
export function cleanText(
  text: string | null | undefined,
  language: string,
  maxLength = maxNameLength,
): string {
  if (!text) return ''
  const withoutTags = filterLanguages(cutText(text, maxLength), language)
    .replace(lineBreakTag, ' ')
    .replace(anyTag, '')
  return dropUnsafeCharacters(decodeHTML(withoutTags)).replace(/\s+/g, ' ').trim()
}
