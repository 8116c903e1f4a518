import type { ReadFile } from '../reading.ts'
import { cleanFileUrl, nameFromAddress } from '../answers/files.ts'
import type { PageContext } from './page-context.ts'
import type { CheerioAPI, Selection } from './page-frame.ts'
import { each, textOf } from './page-text.ts'

/** The second for sites whose server does not pass a path on behind a script. */
const filePages: readonly string[] = ['/pluginfile.php/', '/pluginfile.php?']

/** A file of the site itself, at the address that web services give as well; null for any other address. */
export function siteFileUrl(href: string | undefined, context: PageContext): string | null {
  const url = href ? URL.parse(href, `${context.siteUrl}/`) : null
  if (!url || !filePages.some((page) => url.href.startsWith(`${context.siteUrl}${page}`))) return null
  url.hash = ''
  return cleanFileUrl(url.href)
}

/** A file that a page links to. Pages tell neither its size nor its time in a form to rely on. */
export function linkedFile(url: string, name: string, path = '/'): ReadFile {
  return {
    name: name || nameFromAddress(url),
    path,
    sizeBytes: null,
    mimeType: null,
    modifiedAt: null,
    url,
    type: 'file',
  }
}

/** The site's files that a text links to or shows, each once. */
export function findFiles($: CheerioAPI, within: Selection, context: PageContext): ReadFile[] {
  const files = new Map<string, ReadFile>()
  for (const link of each($, within.find('a[href], img[src], source[src], video[src], audio[src]'))) {
    const url = siteFileUrl(link.attr('href') ?? link.attr('src'), context)
    if (!url || files.has(url)) continue
    const words = link.is('a') ? textOf(link, context) : ''
    // The words of a link in a text may say anything; a file's name has an ending.
    files.set(url, linkedFile(url, /\.\w{1,5}$/.test(words) ? words : nameFromAddress(url)))
  }
  return [...files.values()]
}
