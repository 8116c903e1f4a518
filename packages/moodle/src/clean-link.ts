import { dropUnsafeCharacters } from './clean-text.ts'

/** Query parameters that let anyone in who has the address: sessions, tokens and keys of Moodle's own pages. */
const secretParameters: ReadonlySet<string> = new Set([
  'sesskey',
  'token',
  'wstoken',
  'privatetoken',
  'authtoken',
  'key',
])
const secretInHash = new RegExp(`(?:^|[#?&;])\\s*(?:${[...secretParameters].join('|')})\\s*=`, 'i')

/** `tokenpluginfile.php/<key>/…` and `rss/file.php/<context>/<key>/…` open without signing in. */
const keyedPage = /\/tokenpluginfile\.php|\/rss\/file\.php/i

/** How Moodle serves what was uploaded to it. */
export const ownFile = /\/(?:webservice\/|token)?pluginfile\.php\b/
const themePage = /\/theme\/\w+\.php\b/

/** Reads `%74oken` as `token`, byte by byte: broken escapes, too, so that none can hide anything. */
function readEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}

/** As PHP reads a parameter's name: without spaces before it, and without the brackets of a list. */
function isSecret(name: string): boolean {
  return secretParameters.has((name.split('[')[0] ?? '').trim().toLowerCase())
}

export function holdsKey(url: URL): boolean {
  return keyedPage.test(readEscapes(url.href))
}

/** Takes sessions and tokens out of the query and the hash, and what stands before the host. */
export function dropSecrets(url: URL): void {
  url.username = ''
  url.password = ''
  // Writing the query anew changes how it is escaped, so only where something goes.
  const parameters = [...url.searchParams]
  const kept = parameters.filter(([name]) => !isSecret(name))
  if (kept.length < parameters.length) url.search = new URLSearchParams(kept).toString()
  if (secretInHash.test(readEscapes(url.hash))) url.hash = ''
}

/**
 * Makes an address of Moodle's own the same at every sync and for every way of reading: without what is there for browsers'
 * caches alone and not looked at (revisions of themes, and of files that a teacher saved the settings of), without how a
 * file is sent; and a file's is the one that the student's own browser can open.
 */
export function dropNoise(url: URL): void {
  const pathname = url.pathname.replace('/webservice/pluginfile.php', '/pluginfile.php')
  const stable = themePage.test(pathname)
    ? pathname.replace(/\/-?\d[\d_]*(?=\/)/g, '/-1')
    : dropRevision(pathname).replace(/(\/(?:core_admin\/\w+\/\w+|theme_\w+\/\w+)\/)-?\d+(?=\/)/, '$1-1')
  // Written only where something goes: setting it may change how it is escaped.
  if (stable !== url.pathname) url.pathname = stable
  if (!ownFile.test(pathname) && !themePage.test(pathname)) return
  for (const name of ['rev', 'forcedownload']) if (url.searchParams.has(name)) url.searchParams.delete(name)
  const file = url.searchParams.get('file')
  // Written in any case: how it is escaped follows from whether something else went.
  if (file !== null && ownFile.test(pathname)) url.searchParams.set('file', dropRevision(file))
}

/** The revision of what a module shows counts how often its settings were saved. */
const dropRevision = (path: string) =>
  path.replace(/(?<content>\/mod_(?:resource|page|folder)\/content\/)\d+(?=\/)/, '$<content>0')

/** Ids that pages are given anew each time they are shown. */
const randomHash = /^#[\w-]*(?:yui_\d|random[0-9a-f]{13})/i

/** The address as it was written, without what a browser would skip and a database or an eye would not. */
export function trimAddress(address: string): string {
  return dropUnsafeCharacters(address)
    .replace(/[\t\n\v\f\r]/g, '')
    .trim()
}

/** An absolute http, https or mailto address without anybody's session in it, the same at every sync; null for anything else. */
export function cleanLink(href: string | undefined): string | null {
  const url = href ? URL.parse(href) : null
  if (!url) return null
  if (url.protocol === 'mailto:') return cleanMailAddress(url)
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || holdsKey(url)) return null
  dropSecrets(url)
  dropNoise(url)
  if (randomHash.test(url.hash)) url.hash = ''
  return url.href
}

/**
 * Moodle hides mail addresses behind percent signs put at random, which would look like a change at every sync.
 * Letters, digits, dots, plus and at signs are read; what could mean something else once read stays escaped, and so
 * does all that follows the address.
 */
function cleanMailAddress(url: URL): string | null {
  const address = url.pathname.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
        .toWellFormed()
        .replace(/[^\p{L}\p{M}\p{N}.@+]/gu, encodeURIComponent)
    } catch {
      return escaped
    }
  })
  const shown = readWhole(address)
  if (shown !== dropUnsafeCharacters(shown) || /[\t\n\v\f\r]/.test(shown)) return null
  return `mailto:${address}${url.search}`
}

function readWhole(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return readEscapes(address)
  }
}
