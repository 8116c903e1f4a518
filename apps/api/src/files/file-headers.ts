/**
 * What browsers show themselves, in a viewer of their own that runs no script of the file: anything else, HTML and SVG
 * above all, is only ever saved.
 */
const shownTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/aac',
  'audio/flac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'audio/x-m4a',
  'audio/x-wav',
  'video/mp4',
  'video/mpeg',
  'video/ogg',
  'video/quicktime',
  'video/webm',
])

/** `type/subtype` in lower case, without parameters; null where it is no such thing. */
export function bareMediaType(contentType: string | null): string | null {
  const bare = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*$/.test(bare) ? bare : null
}

const sandboxed = "default-src 'none'; frame-ancestors 'none'; sandbox"
const policies = {
  // Browsers' PDF viewers do not run in a sandbox. They keep the scripts of a PDF to themselves.
  pdf: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  // A player asks for the file again, which needs the page's origin for its cookie. No script runs all the same.
  media:
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox allow-same-origin",
} as const

/** How a browser is to take a file that a site calls `contentType`: shown where that is safe and not `download`, else saved. */
export function presentationHeaders({
  contentType,
  name,
  download,
}: {
  readonly contentType: string | null
  readonly name: string
  readonly download: boolean
}): Readonly<Record<string, string>> {
  const type = bareMediaType(contentType) ?? 'application/octet-stream'
  const shown = !download && shownTypes.has(type)
  const policy = type === 'application/pdf' ? policies.pdf : policies.media
  return {
    'Content-Type': type,
    'Content-Disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
    'Content-Security-Policy': shown ? policy : sandboxed,
  }
}

/** Of a text that was cleaned here: it may be read at once. */
export function pageHeaders(name: string, download: boolean): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Disposition': contentDisposition(
      download ? 'attachment' : 'inline',
      `${name.replace(/\.html?$/i, '')}.html`,
    ),
    'Content-Security-Policy': sandboxed,
  }
}

/** Control characters, and those that turn the direction of text: a name must not look like another one. */
// oxlint-disable-next-line no-control-regex
const unsafeInNames = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** RFC 6266 with the name as RFC 5987 writes it, and in ASCII for whoever cannot read that. */
export function contentDisposition(disposition: 'inline' | 'attachment', fileName: string): string {
  const name =
    fileName.toWellFormed().replaceAll(unsafeInNames, '').replaceAll(/[/\\]/g, '_').trim() || 'file'
  const ascii = name.replaceAll(/[^\u0020-\u007e]|["%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
