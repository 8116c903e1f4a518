import { Readable } from 'node:stream'
import { MoodleError } from '../errors.ts'
import type { Credential, FileRequest, OpenedFile } from '../site.ts'
import type { MoodleDeps } from '../deps.ts'
import { cookieHeader } from '../website/cookies.ts'
import { errorFromPageStatus } from '../website/judge-answer.ts'
import { expectPage } from '../website/page-frame.ts'
import { explainRedirect } from './explain-redirect.ts'
import type { PageAddress } from './page-address.ts'

/** What stands around a text in the main region of its page. */
const besideTheText =
  '.activity-header, .tertiary-navigation, .modified, #intro, #pageintro, form, script, style'

/** The text alone, not cleaned, as a page or a book's chapter shows it. */
function findText(html: string): string {
  const { $ } = expectPage(html, /^page-mod-(?:page|book)-view$/)
  const main = $('#region-main [role=main]').first()
  main.find(besideTheText).remove()
  const box = main.find('.book_content, .generalbox').first()
  const text = (box.length ? box : main).html()
  if (text === null) throw new MoodleError('moodle.unexpected_answer', { detail: 'no_text' })
  return text
}

/** Opens a text that was written in Moodle as HTML of its own, by the page that shows it to a student who is signed in. */
export async function openTextPage(
  deps: MoodleDeps,
  { cookies }: Extract<Credential, { kind: 'session' }>,
  { modname, itemMoodleId, chapterId }: PageAddress,
  request: FileRequest,
): Promise<OpenedFile> {
  const { site, signal, timeoutMs } = request
  const chapter = chapterId === null ? '' : `&chapterid=${chapterId}`
  const answer = await deps.http.page({
    site,
    method: 'GET',
    path: `/mod/${modname}/view.php?id=${itemMoodleId}${chapter}`,
    headers: { cookie: cookieHeader(cookies) },
    signal,
    timeoutMs,
  })
  if (answer.location) throw await explainRedirect(deps, answer.location, request)
  const error = errorFromPageStatus(answer)
  if (error) throw error
  const text = Buffer.from(findText(answer.text))
  if (text.byteLength > request.maxBytes)
    throw new MoodleError('moodle.answer_too_large', { detail: 'content_length' })
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    contentLength: text.byteLength,
    contentRange: null,
    acceptRanges: false,
    etag: null,
    lastModified: null,
    fileName: null,
    body: Readable.from([text]),
  }
}
