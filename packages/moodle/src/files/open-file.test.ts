import type { ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createHttpClient } from '../http-client.ts'
import type { Credential, FileRequest } from '../site.ts'
import { type ReceivedRequest, startScriptedSite } from '../testing/scripted-site.ts'
import { localSite, now } from '../testing/small-moodle.ts'
import { openFile } from './open-file.ts'

// Answers of the other requests may be far smaller than a file.
const http = createHttpClient({ now, maxAnswerBytes: 2_000 })
afterAll(() => http.close())
const deps = { http, now, delay: async () => {} }

const token: Credential = { kind: 'token', token: 'canary0token' }
const session: Credential = { kind: 'session', cookies: { MoodleSession: 'canary', MOODLEID1_: 'x' } }
const path = '/pluginfile.php/7/mod_resource/content/0/notes.pdf'
const etag = '"0123456789abcdef"'

type Answer = (request: ReceivedRequest, response: ServerResponse) => unknown

function sendFile(response: ServerResponse, content: string | Buffer, changes: Record<string, string> = {}) {
  response.writeHead(200, {
    'content-type': 'application/pdf',
    'content-length': Buffer.byteLength(content),
    'content-disposition': 'inline; filename="notes.pdf"',
    etag,
    'last-modified': 'Mon, 19 Oct 2026 18:43:37 GMT',
    'accept-ranges': 'bytes',
    ...changes,
  })
  response.end(content)
}
const sendJson = (response: ServerResponse, data: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(data))
const sendPage = (response: ServerResponse, html: string) =>
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<html><body id="page-login-index">${html}</body></html>`)
const redirect = (response: ServerResponse, location: string) =>
  response.writeHead(303, { location, 'content-type': 'text/html' }).end('<html>Redirect</html>')

async function startSite(answer: Answer) {
  const site = await startScriptedSite({
    answer: () => null,
    intercept: (request, response) => {
      answer(request, response)
      return true
    },
  })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const url = `${site.url}/moodle`
  const open = (credential: Credential, changes: Partial<FileRequest> = {}) =>
    openFile(deps, credential, {
      site: localSite(url),
      url: `${url}${path}`,
      signal: new AbortController().signal,
      timeoutMs: 5_000,
      maxBytes: 1_000_000,
      ...changes,
    })
  return { site, url, open }
}

describe('opening a file with a token', () => {
  it('asks the web services’ own script, with the token in the body alone', async () => {
    const { site, open } = await startSite((_, response) => sendFile(response, 'the file'))
    const { body, ...head } = await open(token)
    expect(head).toEqual({
      status: 200,
      contentType: 'application/pdf',
      contentLength: 8,
      contentRange: null,
      acceptRanges: true,
      etag,
      lastModified: 'Mon, 19 Oct 2026 18:43:37 GMT',
      fileName: 'notes.pdf',
    })
    expect((await buffer(body!)).toString()).toBe('the file')
    const [request] = site.requests
    expect(request).toMatchObject({ method: 'POST', url: `/moodle/webservice${path}` })
    expect(request?.form.get('token')).toBe('canary0token')
  })

  it('leaves no token of an address in it', async () => {
    const { site, url, open } = await startSite((_, response) => sendFile(response, 'x'))
    const { body } = await open(token, { url: `${url}${path}?Token=canary&wstoken=canary&forcedownload=1` })
    await buffer(body!)
    expect(site.requests[0]?.url).toBe(`/moodle/webservice${path}?forcedownload=1`)
  })

  it.each(['"caf\u00e9"', 'bare', `"${'x'.repeat(300)}"`, '"a"b"'])(
    'passes on no ETag like %s',
    async (odd) => {
      const { open } = await startSite((_, response) => sendFile(response, 'x', { etag: odd }))
      const { body, etag: passedOn } = await open(token)
      await buffer(body!)
      expect(passedOn).toBeNull()
    },
  )

  it.each([
    ['invalidtoken', 200, 'moodle.token_invalid'],
    ['accessexception', 200, 'moodle.access_denied'],
    ['errorcoursecontextnotvalid', 200, 'moodle.course_unavailable'],
    ['filenotfound', 404, 'moodle.call_failed'],
    ['sitemaintenance', 200, 'moodle.maintenance'],
  ])('takes JSON saying %s where the file should be for an error', async (errorcode, status, code) => {
    const { open } = await startSite((_, response) => sendJson(response, { error: 'No.', errorcode }, status))
    await expect(open(token)).rejects.toMatchObject({ code, detail: errorcode })
  })

  it('asks once more where an expired token looks like a file that is not allowed', async () => {
    const answers = ['accessexception', 'invalidtoken']
    const { site, open } = await startSite((_, response) =>
      sendJson(response, { error: 'No.', errorcode: answers.shift() }),
    )
    await expect(open(token)).rejects.toMatchObject({ code: 'moodle.token_invalid' })
    expect(site.requests).toHaveLength(2)
  })

  it('gives a file that is such JSON itself', async () => {
    const content = JSON.stringify({ error: 'No.', errorcode: 'invalidtoken' })
    const { open } = await startSite((_, response) =>
      sendFile(response, content, { 'content-type': 'application/json' }),
    )
    const { body } = await open(token)
    expect((await buffer(body!)).toString()).toBe(content)
  })

  describe('by a page that an earlier sign-in through the website stored', () => {
    const fileAt = (url: string, filepath: string, filename: string) => ({
      type: 'file',
      filename,
      filepath,
      fileurl: `${url}/webservice/pluginfile.php/7/mod_x/content${filepath}${filename}?forcedownload=1`,
    })
    /** A site that tells of item 7 of course 28. */
    async function startWith(modname: string, contents: (url: string) => readonly object[]) {
      const started = await startSite((request, response) => {
        const name = request.form.get('wsfunction')
        if (name === 'core_course_get_course_module') return sendJson(response, { cm: { id: 7, course: 28 } })
        if (name === null) return sendFile(response, request.url)
        const modules = [{ id: 7, modname, name: 'M', contents: contents(started.url) }]
        return sendJson(response, [{ id: 1, section: 0, name: 'S', modules }])
      })
      return started
    }
    const content = async ({ body }: Awaited<ReturnType<typeof openFile>>) => (await buffer(body!)).toString()
    const scriptPath = '/moodle/webservice/pluginfile.php/7/mod_x/content'

    it.each([
      ['resource', 'id=7&redirect=1', '/notes.pdf'],
      ['page', 'id=7', '/index.html'],
      ['book', 'id=7', '/1/index.html'],
      ['book', 'id=7&chapterid=2', '/2/index.html'],
    ])('finds what %s/view.php?%s shows', async (modname, query, found) => {
      const files = { resource: ['/notes.pdf'], page: ['/picture.png', '/index.html'] }
      const paths = files[modname as 'page'] ?? ['/1/picture.png', '/1/index.html', '/2/index.html']
      const { site, url, open } = await startWith(modname, (base) => [
        { type: 'content', filename: 'structure', fileurl: '', content: '[]' },
        ...paths.map((each) => fileAt(base, ...(/^(.*\/)(.*)$/.exec(each)?.slice(1) as [string, string]))),
      ])
      const opened = await open(token, { url: `${url}/mod/${modname}/view.php?${query}` })
      expect(await content(opened)).toBe(`${scriptPath}${found}?forcedownload=1`)
      expect(site.requests).toHaveLength(3)
      for (const { url: asked } of site.requests) expect(asked).not.toContain('canary')
    })

    it('says that a file which went is not there', async () => {
      const { url, open } = await startWith('resource', () => [])
      await expect(open(token, { url: `${url}/mod/resource/view.php?id=7` })).rejects.toMatchObject({
        code: 'moodle.call_failed',
        detail: 'filenotfound',
      })
    })

    it('sends the token to no other host that the site names', async () => {
      const { url, open } = await startWith('resource', () => [fileAt('https://evil.example', '/', 'a.pdf')])
      await expect(open(token, { url: `${url}/mod/resource/view.php?id=7` })).rejects.toMatchObject({
        code: 'moodle.address_refused',
      })
    })

    it('says that the token is over where it is', async () => {
      const answers = ['accessexception', 'invalidtoken']
      const { url, open } = await startSite((_, response) =>
        sendJson(response, { exception: 'x', errorcode: answers.shift() }),
      )
      await expect(open(token, { url: `${url}/mod/page/view.php?id=7` })).rejects.toMatchObject({
        code: 'moodle.token_invalid',
      })
    })
  })
})

describe('opening a file with a session', () => {
  it('asks the website’s script with the cookies', async () => {
    const { site, url, open } = await startSite((_, response) => sendFile(response, 'the file'))
    const { body } = await open(session, { url: `${url}/webservice${path}` })
    expect((await buffer(body!)).toString()).toBe('the file')
    expect(site.requests[0]).toMatchObject({
      method: 'GET',
      url: `/moodle${path}`,
      headers: { cookie: 'MoodleSession=canary; MOODLEID1_=x' },
    })
  })

  it('follows a file activity’s page to its file', async () => {
    const { site, url, open } = await startSite((request, response) =>
      request.path.endsWith('view.php')
        ? redirect(response, `${url}${path}?forcedownload=1`)
        : sendFile(response, 'the file'),
    )
    const { body } = await open(session, { url: `${url}/mod/resource/view.php?id=7&forceview=1` })
    expect((await buffer(body!)).toString()).toBe('the file')
    expect(site.requests.map((request) => request.url)).toEqual([
      '/moodle/mod/resource/view.php?id=7&redirect=1',
      `/moodle${path}?forcedownload=1`,
    ])
  })

  const showPage = (response: ServerResponse, modname: string, main: string) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(
        `<html><body id="page-mod-${modname}-view"><div id="region-main"><div role="main">${main}</div></div></body></html>`,
      )

  it.each([
    [
      'page',
      'id=7',
      '<h2>Title</h2><div id="pageintro" class="generalbox">About</div><div class="box generalbox"><p>Text</p></div><div class="modified">Now</div>',
    ],
    [
      'book',
      'id=7&chapterid=2',
      '<div class="tertiary-navigation">Next</div><div class="generalbox book_content"><p>Text</p></div>',
    ],
    ['page', 'id=7', '<p>Text</p><form>Edit</form>'],
  ])('gives the text of %s/view.php?%s alone', async (modname, query, main) => {
    const { site, url, open } = await startSite((_, response) => showPage(response, modname, main))
    const { body, ...head } = await open(session, { url: `${url}/mod/${modname}/view.php?${query}&token=x` })
    expect((await buffer(body!)).toString()).toBe('<p>Text</p>')
    expect(head).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8', contentLength: 11 })
    expect(site.requests).toMatchObject([
      {
        url: `/moodle/mod/${modname}/view.php?${query}`,
        headers: { cookie: 'MoodleSession=canary; MOODLEID1_=x' },
      },
    ])
    await expect(
      open(session, { url: `${url}/mod/${modname}/view.php?${query}`, maxBytes: 10 }),
    ).rejects.toMatchObject({ code: 'moodle.answer_too_large' })
  })

  it('gives a text in its own letters', async () => {
    const text = '<p title="א">שלום &lt;b&gt; &amp; &quot;</p>'
    const { url, open } = await startSite((_, response) =>
      showPage(response, 'page', `<div class="generalbox">${text}</div>`),
    )
    const { body } = await open(session, { url: `${url}/mod/page/view.php?id=7` })
    expect((await buffer(body!)).toString()).toBe(text.replaceAll('&quot;', '"'))
  })

  it.each([
    ['/course/view.php?id=28', 'moodle.access_denied'],
    ['/login/index.php', 'moodle.token_invalid'],
  ])('takes a text that sends on to %s for %s', async (to, code) => {
    const { url, open } = await startSite((request, response) =>
      request.path.endsWith('/login/index.php')
        ? sendPage(response, '<form id="login"></form>')
        : redirect(response, `${url}${to}`),
    )
    await expect(open(session, { url: `${url}/mod/page/view.php?id=7` })).rejects.toMatchObject({ code })
  })

  it('says that the session is over where the site wants a login', async () => {
    const { url, open } = await startSite((request, response) =>
      request.path.endsWith('/login/index.php')
        ? sendPage(response, '<form id="login"></form>')
        : redirect(response, `${url}/login/index.php`),
    )
    await expect(open(session)).rejects.toMatchObject({ code: 'moodle.token_invalid' })
  })

  it('tells maintenance from a session that is over', async () => {
    const { url, open } = await startSite((request, response) =>
      request.path.endsWith('/login/index.php')
        ? sendPage(response, '<div class="login-maintenance">Back soon</div>')
        : redirect(response, `${url}/login/index.php`),
    )
    await expect(open(session)).rejects.toMatchObject({ code: 'moodle.maintenance' })
  })

  it.each([
    ['/enrol/index.php?id=20', 'moodle.course_unavailable'],
    ['/course/view.php?id=28', 'moodle.access_denied'],
    ['/user/policy.php', 'auth.site_setup_required'],
  ])('takes a redirect to %s for %s', async (to, code) => {
    const { url, open } = await startSite((_, response) => redirect(response, `${url}${to}`))
    await expect(open(session)).rejects.toMatchObject({ code })
  })

  it('takes a page with HTTP 200 for a course that is not shown, and gives a page that is a file', async () => {
    let isFile = false
    const { open } = await startSite((_, response) =>
      isFile
        ? sendFile(response, '<p>Lesson</p>', { 'content-type': 'text/html' })
        : sendPage(response, '<p>Notice</p>'),
    )
    await expect(open(session)).rejects.toMatchObject({ code: 'moodle.course_unavailable' })
    isFile = true
    const { body } = await open(session)
    expect((await buffer(body!)).toString()).toBe('<p>Lesson</p>')
  })
})

describe('addresses', () => {
  it.each([
    'https://other.example/pluginfile.php/1/a/b/c.pdf',
    'not an address',
    'javascript:alert(1)',
    '{site}/login/token.php',
    '{site}/pluginfile.php/../login/logout.php',
    '{site}/pluginfile.phpx/1/a.pdf',
    '{site}/mod/resource/view.php?id=x',
    '{site}/mod/page/view.php?id=x',
    '{site}/mod/quiz/view.php?id=7',
    'https://other.example/mod/page/view.php?id=7',
    '{origin}/mod/page/view.php?id=7',
    '{user}/mod/page/view.php?id=7',
    '{origin}/pluginfile.php/1/a/b/c.pdf',
    '{user}/pluginfile.php/1/a/b/c.pdf',
  ])('refuses %s before asking anybody', async (address) => {
    const { site, url, open } = await startSite((_, response) => sendFile(response, 'x'))
    const asked = address
      .replace('{site}', url)
      .replace('{origin}', site.url)
      .replace('{user}', url.replace('://', '://dana:pw@'))
    for (const credential of [token, session]) {
      await expect(open(credential, { url: asked })).rejects.toMatchObject({ code: 'moodle.address_refused' })
    }
    expect(site.requests).toEqual([])
  })

  it('follows no redirect off the site', async () => {
    const other = await startSite((_, response) => sendFile(response, 'x'))
    const { open } = await startSite((_, response) => redirect(response, `${other.url}${path}`))
    for (const credential of [token, session]) {
      await expect(open(credential)).rejects.toMatchObject({
        code: 'moodle.address_refused',
        detail: 'redirect_to_other_host',
      })
    }
    expect(other.site.requests).toEqual([])
  })

  it('asks the site where it is known to be, though it writes its address with another scheme', async () => {
    const { url, open } = await startSite((_, response) => sendFile(response, 'the file'))
    const https = url.replace('http:', 'https:')
    for (const [credential, address] of [
      [token, `${https}${path}`],
      [session, `${https}/mod/resource/view.php?id=7`],
    ] as const) {
      const { body } = await open(credential, { url: address })
      expect((await buffer(body!)).toString()).toBe('the file')
    }
    // Not refused as an address that only the website has, but asked for.
    await expect(open(token, { url: `${https}/mod/page/view.php?id=7` })).rejects.toMatchObject({
      code: 'moodle.unexpected_answer',
    })
  })

  it('gives up on redirects in a circle', async () => {
    const { url, open } = await startSite((_, response) => redirect(response, `${url}${path}`))
    await expect(open(session)).rejects.toMatchObject({ detail: 'too_many_redirects' })
  })
})

describe('parts of files', () => {
  const sendPart = (response: ServerResponse) =>
    response
      .writeHead(206, {
        'content-type': 'application/pdf',
        'content-length': 4,
        'content-range': 'bytes 2-5/10',
        etag,
      })
      .end('2345')

  it('passes range and conditions on, and the part back', async () => {
    const { site, open } = await startSite((_, response) => sendPart(response))
    const { body, ...head } = await open(token, { range: 'bytes=2-5', ifRange: etag, ifNoneMatch: '"old"' })
    expect(head).toMatchObject({ status: 206, contentLength: 4, contentRange: 'bytes 2-5/10' })
    expect((await buffer(body!)).toString()).toBe('2345')
    expect(site.requests[0]?.headers).toMatchObject({
      range: 'bytes=2-5',
      'if-range': etag,
      'if-none-match': '"old"',
    })
  })

  it('gives the whole file to whoever holds the beginning of an older one, which Moodle does not', async () => {
    const { site, open } = await startSite((request, response) =>
      request.headers.range ? sendPart(response) : sendFile(response, '0123456789'),
    )
    const { status, body } = await open(token, { range: 'bytes=2-5', ifRange: '"older"' })
    expect(status).toBe(200)
    expect((await buffer(body!)).toString()).toBe('0123456789')
    expect(site.requests).toHaveLength(2)
  })

  it.each([304, 416] as const)('passes %i on without a body', async (status) => {
    const { open } = await startSite((_, response) => response.writeHead(status, { etag }).end())
    expect(await open(session, { ifNoneMatch: etag })).toMatchObject({ status, etag, body: null })
  })
})

describe('limits', () => {
  it('refuses a file that says it is too long, though only a part of it was asked for', async () => {
    const { open } = await startSite((request, response) =>
      request.headers.range
        ? response.writeHead(206, { 'content-length': 1, 'content-range': 'bytes 0-0/5000' }).end('x')
        : sendFile(response, 'x'.repeat(5_000)),
    )
    const refused = { code: 'moodle.answer_too_large', detail: 'content_length' }
    await expect(open(token, { maxBytes: 4_999 })).rejects.toMatchObject(refused)
    await expect(open(token, { maxBytes: 4_999, range: 'bytes=0-0' })).rejects.toMatchObject(refused)
  })

  it('cuts a file off that did not say how long it is', async () => {
    const { open } = await startSite((_, response) => {
      response.writeHead(200, { etag })
      response.write('x'.repeat(3_000))
      response.end('x'.repeat(3_000))
    })
    const { body } = await open(token, { maxBytes: 5_000 })
    await expect(buffer(body!)).rejects.toMatchObject({ code: 'moodle.answer_too_large', detail: 'counted' })
  })

  it('gives a file that is longer than any other answer may be', async () => {
    const { open } = await startSite((_, response) => sendFile(response, Buffer.alloc(500_000)))
    const { body } = await open(token)
    expect((await buffer(body!)).byteLength).toBe(500_000)
  })

  it('reads no faster than its reader does', async () => {
    const total = 64 * 1024 * 1024
    let sent = 0
    const { open } = await startSite((_, response) => {
      response.writeHead(200, { etag, 'content-length': total })
      const chunk = Buffer.alloc(256 * 1024)
      const write = () => {
        while (sent < total) {
          sent += chunk.byteLength
          if (!response.write(chunk)) return void response.once('drain', write)
        }
      }
      write()
    })
    const { body } = await open(token, { maxBytes: total })
    // Turns enough for the site to send it all, were it let.
    for (let turn = 0; turn < 2_000; turn++) await new Promise(setImmediate)
    expect(sent).toBeLessThan(total / 2)
    body!.destroy()
  })

  it('ends the connection to the site when its reader gives up, or the signal says so', async () => {
    const closed: Promise<unknown>[] = []
    const { open } = await startSite((_, response) => {
      closed.push(new Promise((resolve) => response.once('close', () => resolve('closed'))))
      response.writeHead(200, { etag })
      response.write('the beginning')
    })
    const first = await open(token)
    first.body!.destroy()
    expect(await closed[0]).toBe('closed')

    const abort = new AbortController()
    const second = await open(session, { signal: abort.signal })
    const reading = buffer(second.body!)
    abort.abort(new Error('gone'))
    await expect(reading).rejects.toThrow('gone')
    expect(await closed[1]).toBe('closed')
  })

  it('says in Spike’s words that the connection broke in the middle', async () => {
    const { open } = await startSite((_, response) => {
      response.writeHead(200, { etag, 'content-length': 100 })
      response.write('half', () => response.destroy())
    })
    const { body } = await open(token)
    await expect(buffer(body!)).rejects.toMatchObject({ code: 'moodle.unreachable' })
  })

  it('calls a site that does not begin to answer a timeout', async () => {
    const { open } = await startSite(() => {})
    await expect(open(token, { timeoutMs: 30 })).rejects.toMatchObject({ code: 'moodle.timeout' })
  })
})
