import sanitize from 'sanitize-html'
import { dropUnsafeCharacters, filterLanguages } from './clean-text.ts'

const secretParameters = ['sesskey', 'token', 'wstoken', 'privatetoken'] as const

/** An absolute http, https or mailto address without anybody's session in it; null for anything else. */
function cleanLink(href: string | undefined): string | null {
  const url = href ? URL.parse(href) : null
  if (!url) return null
  if (url.protocol === 'mailto:') return decodeMailAddress(url.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.username = ''
  url.password = ''
  // tokenpluginfile.php/<key>/… opens files without signing in.
  if (url.pathname.includes('/tokenpluginfile.php/')) {
    url.pathname = url.pathname.replace(/\/tokenpluginfile\.php\/[^/]+/, '/pluginfile.php')
  }
  const present = secretParameters.filter((name) => url.searchParams.has(name))
  for (const name of present) url.searchParams.delete(name)
  return url.href
}

/** Moodle hides mail addresses behind percent signs put at random, which would look like a change at every sync. */
function decodeMailAddress(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

/** Pictures that need somebody's session, and the theme's decorations, are left out. */
function cleanImageAddress(src: string | undefined): string | null {
  const clean = cleanLink(src)
  if (!clean || !/^https?:/.test(clean) || clean !== URL.parse(src ?? '')?.href) return null
  return clean.includes('/theme/image.php') ? null : clean
}

function keepAttributes(
  attributes: Record<string, string>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)))
}

const options: sanitize.IOptions = {
  // prettier-ignore
  allowedTags: [
    'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'br', 'hr', 'blockquote', 'pre', 'code', 'kbd', 'samp', 'var',
    'ul', 'ol', 'li', 'dl', 'dt', 'dd',
    'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td',
    'a', 'img', 'figure', 'figcaption', 'details', 'summary',
    'span', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'mark', 'small', 'sub', 'sup', 'abbr', 'cite', 'q',
    'bdi', 'ruby', 'rt', 'rp', 'wbr',
  ],
  allowedAttributes: {
    '*': ['lang', 'dir'],
    a: ['href', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    ol: ['start', 'reversed', { name: 'type', values: ['1', 'a', 'A', 'i', 'I'] }],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attributes) => {
      const href = cleanLink(attributes['href'])
      const kept = keepAttributes(attributes, ['dir', 'lang'])
      return { tagName, attribs: href ? { ...kept, href, rel: 'noopener noreferrer nofollow' } : kept }
    },
    img: (tagName, attributes) => {
      const src = cleanImageAddress(attributes['src'])
      const kept = keepAttributes(attributes, ['alt', 'width', 'height', 'dir', 'lang'])
      return { tagName, attribs: src ? { src, ...kept } : {} }
    },
  },
  exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs['src'],
}

function hasContent(html: string): boolean {
  return html.includes('<img') || html.replace(/<[^>]*>/g, '').replace(/&nbsp;|\s/g, '') !== ''
}

/**
 * Moodle's HTML by an allow-list: structure, links and pictures; no script, style, id, class or session.
 * Null where nothing is left to read.
 */
export function cleanHtml(html: string | null | undefined, language: string): string | null {
  if (!html) return null
  const clean = sanitize(dropUnsafeCharacters(filterLanguages(html, language)), options).trim()
  return hasContent(clean) ? clean : null
}
