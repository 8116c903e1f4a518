import { decodeHTML } from 'entities'
import { z } from 'zod'
import { dropNoise, dropSecrets, holdsKey, ownFile, trimAddress } from '../clean-link.ts'
import { cleanText, filterLanguages } from '../clean-text.ts'
import type { ReadFile } from '../reading.ts'
import { text, time, wholeNumber } from './fields.ts'
import type { MapContext } from './map-context.ts'

export const fileSchema = z.object({
  type: text,
  filename: text,
  filepath: text,
  filesize: wholeNumber.nullish(),
  fileurl: text,
  timemodified: time,
  mimetype: text,
  /** A book's chapter: its title. */
  content: text,
})
type MoodleFile = z.output<typeof fileSchema>

/** The address alone: no token, and nothing about how to send it. A link's target is left as it is. */
export function cleanFileUrl(fileurl: string): string | null {
  const address = trimAddress(fileurl)
  const url = URL.parse(address)
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return null
  if (url.pathname.includes('/tokenpluginfile.php/')) {
    url.pathname = url.pathname.replace(/\/tokenpluginfile\.php\/[^/]+/, '/pluginfile.php')
  }
  // Anyone's key in a form that Moodle itself does not write.
  if (holdsKey(url)) return null
  if (!ownFile.test(url.pathname)) return address
  dropSecrets(url)
  dropNoise(url)
  return url.href
}

/** The text of a page or a book's chapter, which Moodle hands out as a file of no size. */
function isWrittenInMoodle(file: MoodleFile): boolean {
  return file.filename === 'index.html' && !file.filesize && /\/mod_(?:page|book)\//.test(file.fileurl)
}

function mapType(file: MoodleFile): ReadFile['type'] {
  if (file.type === 'url') return 'url'
  return file.type === 'content' || isWrittenInMoodle(file) ? 'content' : 'file'
}

const mapSize = (filesize: number | null | undefined) =>
  typeof filesize === 'number' && filesize >= 0 ? filesize : null

/** Which file an address is of, read: editors escape more or less in it, and add when they put it there. */
function readPath(address: string): string {
  const url = URL.parse(address)
  const path = url?.searchParams.get('file') ?? url?.pathname ?? ''
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What a file is called where nothing else says. */
export const nameFromAddress = (address: string) => readPath(address).split('/').at(-1) ?? ''

/** Files with an address one can open; a book's table of contents has none. */
export function mapFiles(files: readonly MoodleFile[], context: MapContext): ReadFile[] {
  return files.flatMap((file) => {
    const url = cleanFileUrl(file.fileurl)
    if (!url) return []
    const type = mapType(file)
    const title = type === 'content' ? file.content : ''
    return [
      {
        name: cleanText(title || file.filename || nameFromAddress(url), context.language),
        path: file.filepath || '/',
        sizeBytes: type === 'file' ? mapSize(file.filesize) : null,
        mimeType: file.mimetype || null,
        modifiedAt: file.timemodified,
        url,
        type,
      },
    ]
  })
}

const address = /https?:\/\/[^\s"'<>]+/gi

/** What a teacher uploads into a text, and neither pictures of people nor of the theme. */
const uploaded = /\/\d+\/(?:mod_\w+|course)\//

/**
 * Files of the site itself that a text links to or shows, each once. Nothing is told of them but their address.
 * Takes the HTML as Moodle gave it: cleaning changes the addresses.
 */
export function findLinkedFiles(html: string, context: MapContext): ReadFile[] {
  if (!html.includes('pluginfile.php')) return []
  const files = new Map<string, ReadFile>()
  for (const [written] of filterLanguages(html, context.language).matchAll(address)) {
    const url = cleanFileUrl(decodeHTML(written))
    if (!url || files.has(url) || !isUploadedHere(url, context)) continue
    const name = cleanText(nameFromAddress(url), context.language)
    if (!name) continue
    files.set(url, {
      name,
      path: '/',
      sizeBytes: null,
      mimeType: null,
      modifiedAt: null,
      url,
      type: 'file',
    })
  }
  return [...files.values()]
}

function isUploadedHere(url: string, { siteUrl, askedUrl = siteUrl }: MapContext): boolean {
  const site = [siteUrl, askedUrl].find((own) => url.startsWith(`${own}/`))
  if (site === undefined) return false
  const rest = url.slice(site.length)
  const path = /^\/pluginfile\.php(?:\?(?:.*&)?file=)?(.+)$/.exec(rest)?.[1]
  return path !== undefined && uploaded.test(path.replace(/%2f/gi, '/'))
}

/** Those of `more` that are not among `files` already, after them. */
export function addFiles(files: readonly ReadFile[], more: readonly ReadFile[]): ReadFile[] {
  const known = new Set(files.map(({ url }) => readPath(url)))
  return [...files, ...more.filter(({ url }) => !known.has(readPath(url)))]
}
