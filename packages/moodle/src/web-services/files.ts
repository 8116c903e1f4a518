import { z } from 'zod'
import { dropSecrets, holdsKey, trimAddress } from '../clean-link.ts'
import { cleanText } from '../clean-text.ts'
import type { ReadFile } from '../reading.ts'
import { text, time, wholeNumber } from './fields.ts'
import type { MapContext } from './map-context.ts'

export const fileSchema = z.looseObject({
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

const ownFile = /\/(?:webservice\/|token)?pluginfile\.php\b/

/** The address alone: no token, and nothing about how to send it. A link's target is left as it is. */
function cleanFileUrl(fileurl: string): string | null {
  const address = trimAddress(fileurl)
  const url = URL.parse(address)
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return null
  if (url.pathname.includes('/tokenpluginfile.php/')) {
    url.pathname = url.pathname.replace(/\/tokenpluginfile\.php\/[^/]+/, '/webservice/pluginfile.php')
  }
  // Anyone's key in a form that Moodle itself does not write.
  if (holdsKey(url)) return null
  if (!ownFile.test(url.pathname)) return address
  dropSecrets(url)
  if (url.searchParams.has('forcedownload')) url.searchParams.delete('forcedownload')
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

/** Files with an address one can open; a book's table of contents has none. */
export function mapFiles(files: readonly MoodleFile[], context: MapContext): ReadFile[] {
  return files.flatMap((file) => {
    const url = cleanFileUrl(file.fileurl)
    if (!url) return []
    const type = mapType(file)
    const title = type === 'content' ? file.content : ''
    return [
      {
        name: cleanText(title || file.filename, context.language),
        path: file.filepath || '/',
        sizeBytes: type === 'file' ? (file.filesize ?? null) : null,
        mimeType: file.mimetype || null,
        modifiedAt: file.timemodified,
        url,
        type,
      },
    ]
  })
}
