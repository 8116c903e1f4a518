import { dropSecrets, holdsKey } from '../clean-link.ts'
import type { ReadFile } from '../reading.ts'
import type { PageContext } from './page-context.ts'
import type { CheerioAPI, Selection } from './page-frame.ts'
import { each, textOf } from './page-text.ts'

const filePage = '/pluginfile.php/'

/** A file of the site itself, without anybody's key and without how to send it; null for any other address. */
export function siteFileUrl(href: string | undefined, context: PageContext): string | null {
  const url = href ? URL.parse(href, `${context.siteUrl}/`) : null
  if (!url?.href.startsWith(`${context.siteUrl}${filePage}`) || holdsKey(url)) return null
  dropSecrets(url)
  url.searchParams.delete('forcedownload')
  url.hash = ''
  return url.href
}

function nameInUrl(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** A file that a page links to. Pages tell neither its size nor its time in a form to rely on. */
export function linkedFile(url: string, name: string, path = '/'): ReadFile {
  return {
    name: name || nameInUrl(url),
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
    files.set(url, linkedFile(url, /\.\w{1,5}$/.test(words) ? words : nameInUrl(url)))
  }
  return [...files.values()]
}
