import { escapeText } from 'entities'
import sanitize from 'sanitize-html'
import { cleanLink } from './clean-link.ts'
import { cleanText, cutText, dropUnsafeCharacters, filterLanguages } from './clean-text.ts'

/**
 * Some 30 000 words, far more than anyone writes into one box. Cleaning holds up everything else in the process, and
 * takes up to 200 ms for so much.
 */
const maxLength = 200_000

/** No page is nested so deep by hand. The parser's time grows with the depth of every tag. */
const maxDepth = 200

/** In the order of `names`: Moodle's own may change from one page to the next. */
function keepAttributes(
  attributes: Record<string, string>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = attributes[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

// prettier-ignore
const attributesInOrder = ['href', 'rel', 'colspan', 'rowspan', 'scope', 'start', 'reversed', 'type', 'lang', 'dir']

const options: sanitize.IOptions = {
  // prettier-ignore
  allowedTags: [
    'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'br', 'hr', 'blockquote', 'pre', 'code', 'kbd', 'samp', 'var',
    'ul', 'ol', 'li', 'dl', 'dt', 'dd',
    'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
    'a', 'figure', 'figcaption', 'details', 'summary',
    'span', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'mark', 'small', 'sub', 'sup', 'abbr', 'cite', 'q',
    'bdi', 'ruby', 'rt', 'rp', 'wbr',
  ],
  allowedAttributes: {
    '*': ['lang', 'dir'],
    a: ['href', 'rel'],
    ol: ['start', 'reversed', { name: 'type', values: ['1', 'a', 'A', 'i', 'I'] }],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    '*': (tagName, attributes) => ({ tagName, attribs: keepAttributes(attributes, attributesInOrder) }),
    a: (tagName, attributes) => {
      const href = cleanLink(attributes['href'])
      const kept = keepAttributes(attributes, ['dir', 'lang'])
      return { tagName, attribs: href ? { ...kept, href, rel: 'noopener noreferrer nofollow' } : kept }
    },
    // The page's CSP lets no picture of another site in: it is read by its words. A tag that is allowed, because the
    // library loses the text after one that is not.
    img: (_, attributes) => ({
      tagName: 'span',
      attribs: keepAttributes(attributes, ['dir', 'lang']),
      text: attributes['alt'] ?? '',
    }),
  },
}

class TooDeep extends Error {}

function sanitizeShallow(html: string): string {
  let depth = 0
  return sanitize(html, {
    ...options,
    onOpenTag: () => {
      if (++depth > maxDepth) throw new TooDeep()
    },
    onCloseTag: () => void depth--,
  })
}

/** Pictures written into the text itself: as long as a hundred pages, and never shown. */
const inlineData = /data:[\w/+.-]{0,60};base64,[\w+/=%-]*/gi

/** Cuts before the tag that the limit would cut in two. */
function cutHtml(html: string): string {
  if (html.length <= maxLength) return html
  const cut = cutText(html, maxLength)
  const lastTag = cut.lastIndexOf('<')
  return lastTag > cut.lastIndexOf('>') ? cut.slice(0, lastTag) : cut
}

function sanitizeOrFlatten(html: string, language: string): string {
  try {
    return sanitizeShallow(html)
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error
    return escapeText(cleanText(html, language, maxLength))
  }
}

function hasContent(html: string): boolean {
  return html.replace(/<[^>]*>/g, '').replace(/&nbsp;|\s/g, '') !== ''
}

/**
 * Moodle's HTML by an allow-list: structure, links, and the words that stand for pictures; no script, style, id, class
 * or session. What is longer than `maxLength` is cut. Null where nothing is left to read.
 */
export function cleanHtml(html: string | null | undefined, language: string): string | null {
  if (!html) return null
  const cut = cutHtml(html.replace(inlineData, ''))
  const readable = dropUnsafeCharacters(filterLanguages(cut, language))
  // Entities are read while cleaning, and may stand for any character.
  const clean = dropUnsafeCharacters(sanitizeOrFlatten(readable, language))
    .replaceAll('<span></span>', '')
    .trim()
  return hasContent(clean) ? clean : null
}
