import type { StoredFile } from './seed/model.ts'
import { createChance } from './seed/prng.ts'

/** The bytes of a file, always the same and exactly as many as its facts say (an HTML page has no stated size). */
export function makeFileContent(file: StoredFile, html: string | undefined): Buffer {
  if (html !== undefined) return Buffer.from(`<!DOCTYPE html><html><body>${html}</body></html>`)
  const key = `${file.contextid}/${file.filepath}${file.filename}/${file.timemodified}`
  if (file.mimetype === 'application/pdf') return makePdf(file.filesize, key)
  if (file.mimetype.startsWith('text/') || file.mimetype === 'application/json') return makeText(file, key)
  if (file.mimetype === 'image/png') return makePng(file.filesize)
  if (file.mimetype === 'video/mp4') return makeFilm(file.filesize, key)
  return makeEmptyZip(file.filesize, key)
}

/** One empty page; the key and the filler stand in a comment behind the header. */
function makePdf(size: number, key: string): Buffer {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n',
  ]
  const build = (filler: number) => {
    let body = `%PDF-1.4\n%${Buffer.from(key).toString('base64url')}${'.'.repeat(filler)}\n`
    const offsets: number[] = []
    for (const object of objects) {
      offsets.push(body.length)
      body += object
    }
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    // A fixed width for startxref keeps the length of the file from depending on its digits.
    const start = String(body.length).padStart(10, '0')
    return `${body}xref\n0 4\n0000000000 65535 f \n${rows}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  }
  return Buffer.from(build(Math.max(0, size - build(0).length)), 'latin1')
}

function makeText(file: StoredFile, key: string): Buffer {
  const isNotebook = file.mimetype === 'application/json'
  const start = isNotebook
    ? '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}\n'
    : `# ${createChance(key).between(1, 1e9)}\n`
  return Buffer.from(start.padEnd(file.filesize, isNotebook ? ' ' : '#\n'))
}

/** A valid archive without entries; the filler is its comment, which may have 65,535 bytes. */
function makeEmptyZip(size: number, key: string): Buffer {
  const endRecordBytes = 22
  const comment = Buffer.alloc(Math.min(65_535, Math.max(0, size - endRecordBytes)), '.')
  comment.write(Buffer.from(key).toString('base64url').slice(-40))
  const record = Buffer.alloc(endRecordBytes)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(comment.length, 20)
  return Buffer.concat([record, comment])
}

/** One grey dot; what comes after the end of the picture is filler. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

function makePng(size: number): Buffer {
  const picture = Buffer.from(dot, 'base64')
  return Buffer.concat([picture, Buffer.alloc(Math.max(0, size - picture.length), '.')])
}

/** An MP4 header, then data that nothing can play but of which no two ranges are alike. */
function makeFilm(size: number, key: string): Buffer {
  const film = Buffer.alloc(size)
  film.writeUInt32BE(24, 0)
  film.write('ftypisom', 4)
  film.write('isomiso2', 16)
  film.write(Buffer.from(key).toString('base64url').slice(0, 200), 24)
  for (let at = 256; at + 4 <= size; at += 4) film.writeUInt32BE(at, at)
  return film
}
