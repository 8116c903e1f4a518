import { type Readable, Transform } from 'node:stream'
import { MoodleError } from '../errors.ts'
import { errorFromTransport } from '../map-errors.ts'

/**
 * Passes a body on at the pace of whoever reads it. Its error is a `MoodleError`: `moodle.answer_too_large` once there is
 * more than allowed, or what the network did; or the signal's reason. Destroying it ends the connection to the site.
 */
export function countBytes(
  body: Readable,
  options: { readonly maxBytes: number; readonly signal: AbortSignal },
): Readable {
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength
      if (bytes > options.maxBytes) done(new MoodleError('moodle.answer_too_large', { detail: 'counted' }))
      else done(null, chunk)
    },
  })
  body.on('error', (error) => {
    const { aborted, reason } = options.signal
    if (!aborted) counted.destroy(errorFromTransport(error))
    else counted.destroy(reason instanceof Error ? reason : new Error('Given up', { cause: reason }))
  })
  counted.on('close', () => body.destroy())
  return body.pipe(counted)
}
