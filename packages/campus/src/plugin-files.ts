import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { createHash } from 'node:crypto'
import { authenticate } from './account-rules.ts'
import { makeFileContent } from './file-content.ts'
import { answerError } from './login.ts'
import { MoodleException } from './moodle-exception.ts'
import type { RequestGate } from './request-gate.ts'
import { courseIdOfContext } from './seed/item-maker.ts'
import type { Item, Person, StoredFile } from './seed/model.ts'
import type { Site } from './site.ts'
import type { TokenStore } from './token.ts'
import { filePath, listItemFiles, listSubmittedFiles } from './web-services/stored-files.ts'

const endpoint = 'pluginfile.php'

/** Downloads, by a token in the address: Moodle's own way. A refused one is HTTP 200 with JSON where the file should be. */
export function createPluginFiles(parts: { site: Site; tokens: TokenStore; gate: RequestGate }) {
  const { site, tokens, gate } = parts

  const serve = (c: Context<{ Bindings: HttpBindings }>): Promise<Response> => {
    const token = c.req.query('token') ?? ''
    const path = new URL(c.req.url).pathname.replace(/^.*?\/pluginfile\.php/, '')
    const contextid = Number(path.split('/')[1])
    const courseId = courseIdOfContext(contextid)
    return gate.pass({
      name: endpoint,
      target: { username: tokens.peek(token), calls: [{ function: endpoint, courseId }] },
      bindings: c.env,
      refuse: answerError,
      answer: () => {
        try {
          const person = authenticate({ site, tokens, token })
          return gate.time(() => answerFile(c, readFile({ person, courseId, contextid, path })))
        } catch (error) {
          if (!(error instanceof MoodleException)) throw error
          return answerError(error, error.errorcode === 'filenotfound' ? 404 : 200)
        }
      },
    })
  }

  function readFile(input: { person: Person; courseId: number; contextid: number; path: string }) {
    const { person } = input
    if (!site.isEnrolled(person, input.courseId)) {
      throw new MoodleException('requireloginerror', 'Course or activity not accessible.')
    }
    const course = site.readCourse(person, input.courseId)
    const items = course === undefined ? [] : site.listItems(course)
    const item = items.find(({ contextid }) => contextid === input.contextid)
    const isOpen = item !== undefined && (item.availableFrom === null || item.availableFrom <= site.clock())
    if (course === undefined || !isOpen) throw fileNotFound()
    const submitted =
      item.modname === 'assign'
        ? listSubmittedFiles(person, item, site.readAssignState(person, course, item))
        : []
    const wanted = decodePath(input.path)
    const file = [...listItemFiles(item), ...submitted].find((candidate) => filePath(candidate) === wanted)
    if (file === undefined) throw fileNotFound()
    return { file, content: makeFileContent(file, htmlOf(item, file)) }
  }

  return { serve }
}

const fileNotFound = () => new MoodleException('filenotfound', 'Sorry, the requested file could not be found')

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw fileNotFound()
  }
}

function htmlOf(item: Item, file: StoredFile): string | undefined {
  if (item.modname === 'page') return item.html
  if (item.modname !== 'book') return undefined
  return `<h3>${item.chapters.find((chapter) => chapter.file === file)?.title ?? ''}</h3>`
}

function answerFile(c: Context, { file, content }: { file: StoredFile; content: Buffer }): Response {
  const etag = `"${createHash('sha1').update(content).digest('hex')}"`
  const modifiedAt = new Date(file.timemodified * 1000)
  // The name goes out as raw UTF-8, as Moodle sends it; a header value holds bytes, one a character.
  const filename = Buffer.from(file.filename, 'utf8').toString('latin1')
  const disposition = c.req.query('forcedownload') === '1' ? 'attachment' : 'inline'
  const headers: Record<string, string> = {
    'access-control-allow-origin': '*',
    'content-disposition': `${disposition}; filename="${filename}"`,
    'cache-control': 'private, max-age=21600, no-transform',
    etag,
    'last-modified': modifiedAt.toUTCString(),
  }
  const ifNoneMatch = c.req.header('if-none-match')
  const ifModifiedSince = Date.parse(c.req.header('if-modified-since') ?? '')
  const isFresh =
    ifNoneMatch === undefined ? ifModifiedSince >= modifiedAt.getTime() : ifNoneMatch.includes(etag)
  if (isFresh) return new Response(null, { status: 304, headers })

  headers['content-type'] = file.mimetype
  headers['accept-ranges'] = 'bytes'
  const range = readRange(c.req.header('range'), content.length)
  if (range === 'unsatisfiable') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${content.length}` },
    })
  }
  const part = range === undefined ? content : content.subarray(range.from, range.to + 1)
  headers['content-length'] = String(part.length)
  if (range !== undefined) headers['content-range'] = `bytes ${range.from}-${range.to}/${content.length}`
  return new Response(new Uint8Array(part), { status: range === undefined ? 200 : 206, headers })
}

/** One range of bytes, both ends included; undefined when none was asked for. */
function readRange(
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const from = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]))
  return from >= size || from > to ? 'unsatisfiable' : { from, to }
}
