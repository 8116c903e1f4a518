import { Readable } from 'node:stream'
import type { ErrorAnswer } from '@spike/contract'
import { type Credential, type FileRequest, MoodleError, type OpenedFile } from '@spike/moodle'
import { hasUsableCredential, setInstitutionEnabled, writeStandBack } from '@spike/store'
import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addCourse, addFile, addItem, addSection } from '../../../../tests/support/student-rows.ts'
import { type ApiFixture, canary, openApiFixture } from '../testing/api-fixture.ts'

let fixture: ApiFixture
let dana: { cookie: string; userId: string }
let stranger: { cookie: string; userId: string }
let ids: Record<'pdf' | 'link' | 'page' | 'gone', number>
const asked: { request: FileRequest; credential: Credential }[] = []

beforeAll(async () => {
  fixture = await openApiFixture()
  dana = await fixture.signIn('dana')
  stranger = await fixture.signIn('stranger')
  ids = await storeFiles(dana.userId)
})
afterAll(() => fixture.close())
beforeEach(() => {
  asked.length = 0
  answerWith()
})

/** The site's answer to the next requests. */
function answerWith(answer: Partial<OpenedFile> & { content?: string } = {}): void {
  const { content = 'the content', ...opened } = answer
  fixture.moodle.file = (request, credential) => {
    asked.push({ request, credential })
    return Promise.resolve({
      status: 200,
      contentType: 'application/pdf',
      contentLength: Buffer.byteLength(content),
      contentRange: null,
      acceptRanges: true,
      etag: '"of-the-site"',
      lastModified: 'Sun, 01 Nov 2026 08:00:00 GMT',
      fileName: null,
      body: Readable.from([Buffer.from(content)]),
      ...opened,
    })
  }
}

const get = (id: number | string, { cookie } = dana, headers: Record<string, string> = {}, method = 'GET') =>
  fixture.request(`/api/files/${id}`, { cookie, headers, method })
/** The headers of one that was read to its end, as every browser does. */
async function headersOf(id: number | string): Promise<Headers> {
  const answer = await get(id)
  await answer.text()
  return answer.headers
}
const codeOf = async (answer: Response) => ((await answer.json()) as ErrorAnswer).error.code

test('a file is streamed from the student’s Moodle, opened with their own credential', async () => {
  const answer = await get(ids.pdf)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('the content')
  expect(asked).toMatchObject([
    {
      credential: { kind: 'token', token: canary.token },
      request: {
        site: { institutionId: 'campus', url: 'https://moodle.campus.example' },
        url: 'https://moodle.campus.example/pluginfile.php/1/a.pdf',
        maxBytes: 8 * 1024 * 1024,
      },
    },
  ])
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '11',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    etag: '"of-the-site"',
    'last-modified': 'Sun, 01 Nov 2026 08:00:00 GMT',
    'content-disposition': `inline; filename="_____  1 (final).pdf"; filename*=UTF-8''%D7%94%D7%A8%D7%A6%D7%90%D7%94%20%201%20%28final%29.pdf`,
  })
})

test('one that Spike knows by no file name has the name that the site gives it', async () => {
  answerWith({ contentType: 'application/zip', fileName: 'data.zip' })
  const headers = await headersOf(ids.page)
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="data.zip"; filename*=UTF-8''data.zip`,
  )
})

test('what the reader asks of ranges and versions goes to the site, and its answer comes back', async () => {
  answerWith({ status: 206, contentRange: 'bytes 4-10/11', content: 'content' })
  const headers = { range: 'bytes=4-', 'if-range': '"of-the-site"', 'if-none-match': '"older"' }
  const part = await get(ids.pdf, dana, headers)
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 4-10/11',
    'content',
  ])
  expect(asked[0]?.request).toMatchObject({
    range: 'bytes=4-',
    ifRange: '"of-the-site"',
    ifNoneMatch: '"older"',
  })

  answerWith({ status: 304, contentLength: null, body: null })
  const known = await get(ids.pdf, dana, { 'if-none-match': '"of-the-site"' })
  expect([known.status, known.headers.get('etag'), known.headers.get('content-disposition')]).toEqual([
    304,
    '"of-the-site"',
    null,
  ])

  answerWith({ status: 416, contentRange: 'bytes */11', contentType: 'text/html' })
  const beyond = await get(ids.pdf, dana, { range: 'bytes=99-' })
  expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()]).toEqual([
    416,
    'bytes */11',
    '',
  ])
})

test('HEAD tells the same without the content', async () => {
  const body = Readable.from([Buffer.from('x')])
  answerWith({ body })
  const answer = await get(ids.pdf, dana, {}, 'HEAD')
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '11', ''])
  expect(body.destroyed).toBe(true)
})

describe('is shown or saved', () => {
  const presented = async (contentType: string, query = '') => {
    answerWith({ contentType })
    const headers = await headersOf(`${ids.pdf}${query}`)
    return {
      type: headers.get('content-type'),
      how: headers.get('content-disposition')?.split(';')[0],
      policy: headers.get('content-security-policy'),
    }
  }

  test.each(['image/png', 'Image/JPEG; charset=binary', 'audio/mpeg', 'video/mp4'])(
    '%s is shown',
    async (type) => {
      expect(await presented(type)).toMatchObject({
        how: 'inline',
        policy: expect.stringContaining('sandbox'),
      })
    },
  )

  test('a PDF is shown, outside of a sandbox, in which no browser shows it, but without any script', async () => {
    const { how, policy } = await presented('application/pdf')
    expect(how).toBe('inline')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
  })

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'text/javascript',
    'text/plain',
    'application/msword',
    'image/png, text/html',
    '',
  ])('"%s" is saved', async (type) => {
    expect(await presented(type)).toMatchObject({
      how: 'attachment',
      policy: expect.stringContaining('sandbox'),
    })
  })

  test('with ?download=1 anything is saved', async () => {
    expect(await presented('application/pdf', '?download=1')).toMatchObject({ how: 'attachment' })
  })
})

test('a text written in Moodle comes as a page of clean HTML', async () => {
  answerWith({
    contentType: 'text/html; charset=utf-8',
    content: '<h3>שלום</h3><script>alert(1)</script><p onclick="x()">World</p>',
  })
  const answer = await get(ids.page, dana, { range: 'bytes=0-3' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="Chapter <1>\.html"/)
  const page = await answer.text()
  expect(page).toContain('<h3>שלום</h3>')
  expect(page).toContain('<p>World</p>')
  expect(page).toContain('<title>Chapter &lt;1&gt;</title>')
  expect(page).not.toMatch(/script|onclick/)
  // A part of the site's text would be no part of this one.
  expect(asked[0]?.request.range).toBeUndefined()
})

test('a text that is not HTML after all is a file like any other', async () => {
  answerWith({ contentType: 'application/zip' })
  expect((await headersOf(ids.page)).get('content-disposition')).toMatch(/^attachment/)
})

test("a stranger's file, a link, one whose item is gone and what is no id are not found, and no site is asked", async () => {
  for (const [id, who] of [
    [ids.pdf, stranger],
    [ids.link, dana],
    [ids.gone, dana],
    [ids.pdf + 1000, dana],
    ['0', dana],
    ['..%2f1', dana],
  ] as const) {
    const answer = await get(id, who)
    expect([answer.status, await codeOf(answer)]).toEqual([404, 'request.not_found'])
  }
  expect(asked).toEqual([])
  expect((await fixture.request(`/api/files/${ids.pdf}`)).status).toBe(401)
})

test('a switched-off university gives no files', async () => {
  await setInstitutionEnabled(fixture.database.db, 'campus', false)
  try {
    const answer = await get(ids.pdf)
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'auth.institution_disabled'])
    expect(asked).toEqual([])
  } finally {
    await setInstitutionEnabled(fixture.database.db, 'campus', true)
  }
})

test.each([
  ['moodle.access_denied', 502],
  ['moodle.answer_too_large', 502],
  ['moodle.timeout', 504],
] as const)('what the site says no with (%s) is said on, and nothing of the file', async (code, status) => {
  fixture.moodle.file = () => Promise.reject(new MoodleError(code))
  const answer = await get(ids.pdf)
  expect([answer.status, await codeOf(answer)]).toEqual([status, code])
  expect(answer.headers.get('content-disposition')).toBeNull()
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a refused credential is noted, and the student is asked to sign in again', async () => {
  const expired = await fixture.signIn('expired')
  const { pdf } = await storeFiles(expired.userId)
  fixture.moodle.file = () => Promise.reject(new MoodleError('moodle.token_invalid'))
  const first = await get(pdf, expired)
  expect([first.status, await codeOf(first)]).toEqual([401, 'auth.sign_in_again'])
  expect(await hasUsableCredential(fixture.database.db, expired.userId)).toBe(false)
  answerWith()
  expect(await codeOf(await get(pdf, expired))).toBe('auth.sign_in_again')
  expect(asked).toEqual([])
})

describe('a site that wants to be left alone', () => {
  const untilOf = async () =>
    (
      await fixture.database.db
        .selectFrom('institutions')
        .select('retry_after_until')
        .where('id', '=', 'campus')
        .executeTakeFirstOrThrow()
    ).retry_after_until
  beforeEach(() => setInstitutionEnabled(fixture.database.db, 'campus', true))
  afterAll(() => setInstitutionEnabled(fixture.database.db, 'campus', true))

  test('is not asked for files', async () => {
    await writeStandBack(fixture.database.db, 'campus', 90_000)
    const answer = await get(ids.pdf)
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'moodle.rate_limited'])
    expect(Number(answer.headers.get('retry-after'))).toBeOneOf([89, 90])
    expect(asked).toEqual([])
  })

  test('is asked again when that is over', async () => {
    await writeStandBack(fixture.database.db, 'campus', -1)
    expect((await get(ids.pdf)).status).toBe(200)
  })

  test('and says so when a file is asked for, is left alone by all; what was longer stays', async () => {
    const error = new MoodleError('moodle.rate_limited', { retryAfterMs: 60_000 })
    fixture.moodle.file = () => Promise.reject(error)
    const answer = await get(ids.pdf)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    const until = await untilOf()
    expect(until && until.getTime() - Date.now()).toBeGreaterThan(50_000)
    await writeStandBack(fixture.database.db, 'campus', 1000)
    expect(await untilOf()).toEqual(until)
  })
})

describe('at once', () => {
  const endless = () => {
    const body = new Readable({ read() {} })
    body.push('begun')
    answerWith({ body, contentLength: null })
    return body
  }

  test('a student has only so many on their way, and another is not held up by them', async () => {
    const two = fixture.withSettings({ fileStreamsPerStudent: 2 })
    const ask = (id: number, { cookie } = dana) => two.request(`/api/files/${id}`, { cookie })
    const bodies = [endless()]
    const first = await ask(ids.pdf)
    bodies.push(endless())
    const second = await ask(ids.pdf)
    const refused = await ask(ids.pdf)
    expect([refused.status, await codeOf(refused), refused.headers.get('retry-after')]).toEqual([
      503,
      'server.busy',
      '2',
    ])
    const { pdf } = await storeFiles(stranger.userId)
    answerWith()
    expect((await ask(pdf, stranger)).status).toBe(200)

    // Whoever leaves makes room, and the site is not read on.
    await first.body?.cancel()
    expect(bodies[0]?.destroyed).toBe(true)
    expect((await ask(ids.pdf)).status).toBe(200)
    await second.body?.cancel()
  })

  test('the students of an institution have only so many together', async () => {
    const one = fixture.withSettings({ fileStreamsPerInstitution: 1 })
    const neighbour = await fixture.signIn('neighbour')
    const { pdf } = await storeFiles(neighbour.userId)
    const ask = (id: number, { cookie }: { cookie: string }) => one.request(`/api/files/${id}`, { cookie })
    endless()
    const first = await ask(ids.pdf, dana)
    const refused = await ask(pdf, neighbour)
    expect([refused.status, await codeOf(refused)]).toEqual([503, 'server.busy'])
    await first.body?.cancel()
    answerWith()
    expect((await ask(pdf, neighbour)).status).toBe(200)
  })

  test('failed ones, empty ones and ended ones make room too', async () => {
    fixture.moodle.file = () => Promise.reject(new MoodleError('moodle.access_denied'))
    for (let times = 0; times < 7; times++) await get(ids.pdf)
    for (let times = 0; times < 7; times++) {
      answerWith({ status: 304, body: null })
      await get(ids.pdf)
      answerWith()
      await get(ids.pdf, dana, {}, 'HEAD')
      answerWith()
      await (await get(ids.pdf)).text()
      await get('0')
    }
    answerWith()
    expect((await get(ids.pdf)).status).toBe(200)
  })
})

test('one of which nothing moves any more is given up', async () => {
  const impatient = fixture.withSettings({ fileIdleMs: 20 })
  const body = new Readable({ read() {} })
  body.push('begun')
  answerWith({ body, contentLength: null })
  const answer = await impatient.request(`/api/files/${ids.pdf}`, { cookie: dana.cookie })
  await expect(answer.text()).rejects.toThrow('broke off')
  expect(body.destroyed).toBe(true)
})

test('over a real connection one that breaks off is not taken for whole, and one that nobody reads is let go', async () => {
  const { app } = fixture.withSettings({ fileStreamsPerStudent: 5 })
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    const address = `http://127.0.0.1:${port}/api/files/${ids.pdf}`
    const headers = { cookie: dana.cookie }
    const broken = new Readable({ read() {} })
    answerWith({ body: broken, contentLength: null })
    const half = await Promise.all([fetch(address, { headers }), broken.push('half of it')])
    broken.destroy(new Error(`told by the site with ${canary.token}`))
    await expect(half[0].text()).rejects.toThrow('terminated')

    // No more is read from the site than the connection takes.
    let read = 0
    const chunk = Buffer.alloc(64 * 1024)
    const long = new Readable({
      read() {
        read += chunk.length
        this.push(chunk)
      },
    })
    const closed = new Promise<void>((resolve) => long.once('close', resolve))
    answerWith({ body: long, contentLength: null })
    const client = new AbortController()
    const { body } = await fetch(address, { headers, signal: client.signal })
    const reader = body!.getReader()
    await reader.read()
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBeLessThan(64 * 1024 * 1024)
    client.abort()
    await closed
    expect(long.destroyed).toBe(true)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  expect(fixture.logLines.join('')).not.toContain(canary.token)
})

async function storeFiles(userId: string): Promise<typeof ids> {
  const { db } = fixture.database
  const course_id = await addCourse(db, { user_id: userId, moodle_id: 1, full_name: 'Physics' })
  const own = { user_id: userId, course_id }
  const ofSection = { ...own, section_id: await addSection(db, own) }
  const ofItem = { ...own, item_id: await addItem(db, { ...ofSection, moodle_id: 1 }) }
  const goneItemId = await addItem(db, { ...ofSection, moodle_id: 2, gone_at: new Date() })
  return {
    pdf: await addFile(db, { ...ofItem, name: 'הרצאה \u202e 1 (final).pdf' }),
    link: await addFile(db, { ...ofItem, type: 'url', name: 'Recording', url: 'https://video.example/1' }),
    page: await addFile(db, { ...ofItem, type: 'content', name: 'Chapter <1>' }),
    gone: await addFile(db, { ...ofItem, name: 'Old.pdf', item_id: goneItemId }),
  }
}
