import { buffer } from 'node:stream/consumers'
import { z } from '@hono/zod-openapi'
import { defaultLanguage, directionOf, type Language } from '@spike/contract'
import { cleanHtml, MoodleError, type OpenedFile } from '@spike/moodle'
import { readStudentFile, type StudentFile } from '@spike/store'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { bareMediaType, pageHeaders, presentationHeaders } from '../files/file-headers.ts'
import { openStudentFile } from '../files/open-student-file.ts'
import { streamBody } from '../files/stream-body.ts'
import { createConcurrencyLimit } from '../limits/concurrency-limit.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, studentSecurity } from '../openapi.ts'
import { readRowId } from './row-ids.ts'

/** A text written in Moodle is cleaned as a whole; there is no reading so long. */
const maxTextBytes = 4 * 1024 * 1024

const fileRoute = describeRoute(
  {
    method: 'get',
    path: '/api/files/{fileId}',
    tags: ["The student's data"],
    summary: "The bytes of a file, streamed through from the student's Moodle",
    description:
      'Takes Range, If-Range and If-None-Match. PDF, pictures, sound and film may be shown, all else is an attachment. A text written in Moodle (`content`) comes as cleaned HTML. Links have no bytes: their address is in the data.',
    security: studentSecurity,
    request: {
      params: z.object({ fileId: z.string() }),
      query: z.object({
        download: z.enum(['0', '1']).default('0').openapi({ description: '1 makes it an attachment' }),
      }),
    },
    responses: {
      200: { description: 'The file', content: { 'application/octet-stream': {} } },
      206: { description: 'The part that was asked for', content: { 'application/octet-stream': {} } },
      304: { description: 'It is the one that is known' },
      416: { description: 'There is no such part' },
    },
  },
  'auth.required',
  'auth.sign_in_again',
  'auth.institution_disabled',
  'request.not_found',
  'moodle.access_denied',
  'moodle.course_unavailable',
  'moodle.call_failed',
  'moodle.answer_too_large',
  'moodle.unreachable',
  'moodle.unavailable',
  'moodle.timeout',
  'moodle.rate_limited',
  'server.busy',
)

export function addFileRoutes(app: App, deps: AppDeps): void {
  const { settings } = deps
  const streams = createConcurrencyLimit({
    perStudent: settings.fileStreamsPerStudent,
    perInstitution: settings.fileStreamsPerInstitution,
  })

  app.use(fileRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(fileRoute, async (c) => {
    const { userId, institutionId } = c.get('student')
    const fileId = readRowId(c.req.valid('param').fileId)
    const file = fileId === null ? null : await readStudentFile(deps.database.db, { userId, fileId })
    if (!file || file.type === 'url') throw new ApiError('request.not_found')
    const owner = { userId, institutionId }
    if (!streams.take(owner)) throw new ApiError('server.busy')
    let onItsWay = false
    try {
      const whole = AbortSignal.timeout(settings.fileTimeoutMs)
      const signal = AbortSignal.any([c.req.raw.signal, whole])
      const isText = file.type === 'content'
      const opened = await openStudentFile(deps, {
        ...owner,
        file,
        signal,
        maxBytes: isText ? Math.min(maxTextBytes, settings.fileMaxBytes) : settings.fileMaxBytes,
        // A text is not sent as the site has it.
        conditions: isText ? {} : conditionsOf(c),
      })
      if (isText && opened.body && bareMediaType(opened.contentType) === 'text/html') {
        return await answerText(c, file, opened)
      }
      tellOf(c, file, opened)
      const hasContent = opened.status === 200 || opened.status === 206
      if (!opened.body || !hasContent || c.req.method === 'HEAD') {
        opened.body?.destroy()
        return c.body(null, opened.status)
      }
      onItsWay = true
      const { fileIdleMs: idleMs } = settings
      const stream = streamBody({ body: opened.body, idleMs, signal, onEnd: () => streams.give(owner) })
      return c.body(stream, opened.status)
    } finally {
      if (!onItsWay) streams.give(owner)
    }
  })
}

function conditionsOf(c: Context<AppEnv>) {
  const range = c.req.header('range')
  const ifRange = c.req.header('if-range')
  const ifNoneMatch = c.req.header('if-none-match')
  return {
    ...(range !== undefined && { range }),
    ...(ifRange !== undefined && { ifRange }),
    ...(ifNoneMatch !== undefined && { ifNoneMatch }),
  }
}

/** A link to a file on a course page has the activity's name: the file's own ends in what it is. */
const nameOf = (file: StudentFile, { fileName }: OpenedFile): string =>
  /\.\w{1,8}$/.test(file.name) ? file.name : (fileName ?? file.name)

/** Private: it is this student's alone. It may be kept, but is asked about again each time. */
const caching = 'private, no-cache'

function tellOf(c: Context<AppEnv>, file: StudentFile, opened: OpenedFile): void {
  const headers: Readonly<Record<string, string | null>> = {
    'Cache-Control': caching,
    ETag: opened.etag,
    'Last-Modified': opened.lastModified,
    'Accept-Ranges': opened.acceptRanges ? 'bytes' : null,
    'Content-Range': opened.contentRange,
    // A 304 has no content, and neither has a part that is not there.
    ...((opened.status === 200 || opened.status === 206) && {
      'Content-Length': opened.contentLength === null ? null : String(opened.contentLength),
      ...presentationHeaders({
        contentType: opened.contentType ?? file.mimeType,
        name: nameOf(file, opened),
        download: c.req.query('download') === '1',
      }),
    }),
  }
  for (const [name, value] of Object.entries(headers)) if (value !== null) c.header(name, value)
}

async function answerText(c: Context<AppEnv>, file: StudentFile, { body }: OpenedFile): Promise<Response> {
  const language = c.get('student').language
  const html = body && (await readText(body))
  const headers = { 'Cache-Control': caching, ...pageHeaders(file.name, c.req.query('download') === '1') }
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return c.body(writePage(file.name, cleanHtml(html, language ?? defaultLanguage) ?? '', language))
}

async function readText(body: NonNullable<OpenedFile['body']>): Promise<string> {
  try {
    return new TextDecoder().decode(await buffer(body))
  } catch (error) {
    throw error instanceof MoodleError ? error : new MoodleError('moodle.unreachable', { cause: error })
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function writePage(title: string, html: string, language: Language | null): string {
  const attributes = language ? ` lang="${language}" dir="${directionOf(language)}"` : ''
  const name = title.replaceAll(/[&<>]/g, (character) => escapes[character] ?? '')
  return `<!doctype html>
<html${attributes}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title></head>
<body dir="auto">
${html}
</body>
</html>
`
}
