import { createHash } from 'node:crypto'
import type { FoundFile } from './find-file.ts'

/** A file over HTTP: whole, a range of it, or 304. Its ETag is the SHA-1 of its content. */
export function answerFile(request: Request, { file, content }: FoundFile): Response {
  const etag = `"${createHash('sha1').update(content).digest('hex')}"`
  const lastModified = new Date(file.timemodified * 1000).toUTCString()
  // The name goes out as raw UTF-8, as Moodle sends it; a header value holds bytes, one a character.
  const filename = Buffer.from(file.filename, 'utf8').toString('latin1')
  const isDownload = new URL(request.url).searchParams.get('forcedownload') === '1'
  const headers: Record<string, string> = {
    'access-control-allow-origin': '*',
    'content-disposition': `${isDownload ? 'attachment' : 'inline'}; filename="${filename}"`,
    'cache-control': 'private, max-age=21600, no-transform',
    etag,
    'last-modified': lastModified,
  }
  if (isUnchanged(request.headers, { etag, lastModified }))
    return new Response(null, { status: 304, headers })

  headers['content-type'] = file.mimetype
  headers['accept-ranges'] = 'bytes'
  const size = content.length
  const ifRange = request.headers.get('if-range')
  const isSameAsAsked = ifRange === null || ifRange === etag || ifRange === lastModified
  const range = isSameAsAsked ? readRange(request.headers.get('range'), size) : undefined
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
  }
  const part = range === undefined ? content : content.subarray(range.from, range.to + 1)
  headers['content-length'] = String(part.length)
  if (range !== undefined) headers['content-range'] = `bytes ${range.from}-${range.to}/${size}`
  return new Response(new Uint8Array(part), { status: range === undefined ? 200 : 206, headers })
}

function isUnchanged(asked: Headers, { etag, lastModified }: { etag: string; lastModified: string }) {
  const ifNoneMatch = asked.get('if-none-match')
  if (ifNoneMatch !== null) return ifNoneMatch.includes(etag)
  return Date.parse(asked.get('if-modified-since') ?? '') >= Date.parse(lastModified)
}

/** One range of bytes, both ends included; undefined when none was asked for. */
function readRange(
  header: string | null,
  size: number,
): { from: number; to: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const from = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]))
  return from >= size || from > to ? 'unsatisfiable' : { from, to }
}
