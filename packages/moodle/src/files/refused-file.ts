import { MoodleError } from '../errors.ts'
import type { OpenAnswer } from '../http-client.ts'
import { errorFromStatus } from '../map-errors.ts'
import { readAnswer } from '../answers/answer.ts'

/** Whatever says no is shorter. */
const longestRefusalBytes = 64 * 1024

/** The beginning of a body, and no more: a page of an error has nothing to say further down. The connection is kept. */
export async function readStart(answer: OpenAnswer): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= longestRefusalBytes) break
  }
  return Buffer.concat(chunks).toString()
}

/**
 * Moodle sends a name or an ETag with every file. JSON or a page of markup with neither, with HTTP 200 too, is Moodle
 * saying no; a file that is JSON or markup has them.
 */
function isFile({ status, contentType, headers }: OpenAnswer): boolean {
  if (status === 206 || status === 304 || status === 416) return true
  if (status !== 200) return false
  if (headers['content-disposition'] !== undefined || headers['etag'] !== undefined) return true
  return !/json|html/i.test(contentType)
}

/** What the answer says instead of giving the file, whose body is then used up; null where it is the file. */
export async function errorInsteadOfFile(answer: OpenAnswer): Promise<MoodleError | null> {
  if (isFile(answer)) return null
  const text = await readStart(answer)
  if (/json/i.test(answer.contentType)) {
    const read = readAnswer(answer, text, 'pluginfile.php')
    return read.ok ? new MoodleError('moodle.unexpected_answer', { detail: 'json_for_file' }) : read.error
  }
  // A page that says so, of a course that was hidden, for one.
  if (answer.status === 200) return new MoodleError('moodle.course_unavailable', { detail: 'page_for_file' })
  if (answer.status === 404) return new MoodleError('moodle.call_failed', { detail: 'filenotfound' })
  const detail = `http_${answer.status}`
  return errorFromStatus(answer, text) ?? new MoodleError('moodle.unexpected_answer', { detail })
}
