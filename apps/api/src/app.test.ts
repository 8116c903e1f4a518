import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ErrorAnswer } from '@spike/contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from './app.ts'
import type { App } from './openapi.ts'
import { addDocsRoutes } from './routes/docs.ts'
import { type ApiFixture, loginOf, openApiFixture, origin } from './testing/api-fixture.ts'

let fixture: ApiFixture
beforeAll(async () => {
  fixture = await openApiFixture()
})
afterAll(() => fixture.close())

async function refusalOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as ErrorAnswer).error.code]
}

describe('every answer', () => {
  test('has a request id, the given one only where it is a sane token', async () => {
    const idOf = async (given: string) =>
      (await fixture.request('/api/institutions', { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      )
    expect(await idOf('abc-123.DEF:45_6')).toBe('abc-123.DEF:45_6')
    expect(await idOf('with space and "quotes"')).toMatch(/^[\da-f-]{36}$/)
    expect(await idOf('x'.repeat(101))).toMatch(/^[\da-f-]{36}$/)
  })

  test.each(['/api/institutions', '/api/nothing', '/api/auth/me', '/health/live', '/'])(
    'of %s has the security headers',
    async (path) => {
      const { headers } = await fixture.request(path)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'self'.*frame-ancestors 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    },
  )

  test('is told in one log line without queries, cookies or bodies', async () => {
    const { cookie, userId } = await fixture.signIn('logged')
    const headers = { 'x-request-id': 'request-to-be-logged' }
    await fixture.request('/api/changes?limit=5&secret=hush-hush', { cookie, headers })
    const lines = fixture.logLines.filter((line) => line.includes('request-to-be-logged'))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      method: 'GET',
      route: '/api/changes',
      status: 200,
      userId,
    })
    expect(fixture.logLines.join('')).not.toContain('hush-hush')
  })
})

test('the log line of a refusal names its code and the route it was meant for', async () => {
  const headers = { 'x-request-id': 'request-refused', 'sec-fetch-site': 'cross-site' }
  await fixture.request('/api/sync/7', { method: 'DELETE', headers })
  const line = fixture.logLines.find((candidate) => candidate.includes('request-refused'))
  expect(JSON.parse(line ?? '')).toMatchObject({
    route: '/api/sync/:jobId',
    status: 403,
    code: 'auth.origin_refused',
  })
})

describe('what is refused', () => {
  test('an unknown path under /api is 404 in JSON, whatever the method', async () => {
    expect(await refusalOf(await fixture.request('/api/nothing'))).toEqual([404, 'request.not_found'])
    expect(await refusalOf(await fixture.request('/api/nothing', { body: {} }))).toEqual([
      404,
      'request.not_found',
    ])
  })

  test('a wrong method is 405 and names the right ones', async () => {
    const answer = await fixture.request('/api/auth/login', { method: 'PUT', body: {} })
    expect(answer.headers.get('allow')).toBe('POST')
    expect(await refusalOf(answer)).toEqual([405, 'request.method_not_allowed'])
    const courses = await fixture.request('/api/institutions', { method: 'DELETE' })
    expect([courses.status, courses.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('malformed JSON, another content type, a body that is no object', async () => {
    const login = (body: string, type = 'application/json') =>
      fixture.request('/api/auth/login', { body, headers: { 'content-type': type } })
    expect(await refusalOf(await login('{"a":'))).toEqual([400, 'request.malformed_json'])
    expect(await refusalOf(await login('a=1', 'application/x-www-form-urlencoded'))).toEqual([
      415,
      'request.unsupported_media_type',
    ])
    expect(await refusalOf(await login('[]'))).toEqual([400, 'request.invalid'])
    expect(await refusalOf(await login('null'))).toEqual([400, 'request.invalid'])
  })

  test('a body over 64 kB', async () => {
    const body = { ...loginOf('long'), more: 'x'.repeat(64 * 1024) }
    const headers = { 'content-length': String(JSON.stringify(body).length) }
    expect(await refusalOf(await fixture.request('/api/auth/login', { body, headers }))).toEqual([
      413,
      'request.too_large',
    ])
  })

  test('bad query values, with the name of each', async () => {
    const { cookie } = await fixture.signIn('querying')
    const answer = await fixture.request('/api/deadlines?from=yesterday&includeDone=maybe', { cookie })
    const { error } = (await answer.json()) as ErrorAnswer
    expect([answer.status, error.code]).toEqual([400, 'request.invalid'])
    expect(error.fields?.map((field) => field.path)).toEqual(['from', 'includeDone'])
  })
})

describe('an unsafe method', () => {
  const logout = async (headers: Record<string, string>, of = fixture) => {
    const request = new Request(`${origin}/api/auth/logout`, {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
    })
    return (await of.app.request(request)).status
  }

  test('needs to come from a page of ours', async () => {
    expect(await logout({})).toBe(403)
    expect(await logout({ origin: 'https://evil.example' })).toBe(403)
    expect(await logout({ origin: 'null' })).toBe(403)
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect(await logout({ 'sec-fetch-site': site })).toBe(403)
      expect(await logout({ 'sec-fetch-site': site, origin: 'https://evil.example' })).toBe(403)
    }
    expect(await logout({ 'sec-fetch-site': 'same-origin' })).toBe(204)
    expect(await logout({ origin })).toBe(204)
  })

  test('behind a proxy comes from the public address, or from what a trusted proxy says', async () => {
    const publicUrl = new URL('https://spike.example/')
    const fromPublic = { origin: 'https://spike.example' }
    expect(await logout(fromPublic)).toBe(403)
    expect(await logout(fromPublic, fixture.withSettings({ publicUrl }))).toBe(204)
    const forwarded = { ...fromPublic, host: 'spike.example', 'x-forwarded-proto': 'https' }
    expect(await logout(forwarded)).toBe(403)
    expect(await logout(forwarded, fixture.withSettings({ trustedProxies: 1 }))).toBe(204)
  })
})

test('while the api stops everything is 503 but whether it lives', async () => {
  const stopping = fixture.withSettings({})
  stopping.deps.lifecycle.stop()
  const answer = await stopping.request('/api/institutions')
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(answer.headers.get('connection')).toBe('close')
  expect(await refusalOf(answer)).toEqual([503, 'server.stopping'])
  const ready = await stopping.request('/health/ready')
  expect([ready.status, await ready.json()]).toMatchObject([503, { stopping: true, database: 'ok' }])
  expect((await stopping.request('/health/live')).status).toBe(200)
})

describe('the web app', () => {
  let webDir: string
  beforeAll(async () => {
    webDir = await mkdtemp(join(tmpdir(), 'spike-web-'))
    await mkdir(join(webDir, 'assets'))
    await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Spike app</title>')
    await writeFile(join(webDir, 'assets', 'main-abc123.js'), 'export {}')
    await writeFile(join(webDir, 'assets', 'main-abc123.js.gz'), gzipSync('export {}'))
    await writeFile(join(webDir, 'sw.js'), 'self')
  })
  afterAll(() => rm(webDir, { recursive: true }))
  const get = async (path: string, accept = 'text/html', method = 'GET') =>
    createApp({ ...fixture.deps, registry: new Registry(), webDir }).request(path, {
      method,
      headers: accept ? { accept } : {},
    })

  test.each(['/', '/index.html', '/courses/7'])(
    'answers %s with its page, to be asked for each time',
    async (path) => {
      const answer = await get(path)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
      expect(await answer.text()).toContain('Spike app')
    },
  )

  test.each([
    ['/', '*/*'],
    ['/', 'application/json'],
    ['/', ''],
    ['/index.html', '*/*'],
    ['/courses/7', '*/*'],
    ['/courses/%E0%A4%A', 'text/html'],
  ])('answers %s with its page to a program that accepts "%s"', async (path, accept) => {
    expect(await (await get(path, accept)).text()).toContain('Spike app')
    const head = await get(path, accept, 'HEAD')
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(await head.text()).toBe('')
  })

  test('gives hashed files to be kept for good', async () => {
    const answer = await get('/assets/main-abc123.js', '*/*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
  })

  test('gives a file as it was packed when it was built, to who takes that', async () => {
    const app = createApp({ ...fixture.deps, registry: new Registry(), webDir })
    const answer = await app.request('/assets/main-abc123.js', { headers: { 'accept-encoding': 'gzip' } })
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
      'gzip',
      'Accept-Encoding',
    ])
    expect(answer.headers.get('cache-control')).toContain('immutable')
  })

  test('has the service worker, which must not be an old one, asked for each time', async () => {
    const answer = await get('/sw.js', '*/*')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
  })

  test('does not answer files that are not there, nor /api, with its page', async () => {
    expect((await get('/assets/old-def456.js', '*/*')).status).toBe(404)
    expect((await get('/api/nothing')).status).toBe(404)
    expect((await get('/favicon.ico')).status).toBe(404)
    expect((await get('/courses/7', 'application/json')).status).toBe(404)
    expect((await get('/..%2f..%2fetc/passwd', '*/*')).status).toBe(404)
  })

  test('that is not built says how to build it', async () => {
    const answer = await fixture.request('/', { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(503)
    const page = await answer.text()
    expect(page).toContain('<html lang="he" dir="rtl">')
    expect(page).toContain('pnpm exec turbo run build')
    expect(page).toContain('href="/api/docs"')
  })
})

describe('the document of the API', () => {
  test('tells of every route, with its errors and how to prove who one is', async () => {
    const document = (await (await fixture.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, unknown>; security?: unknown }>>
      components: { securitySchemes: Record<string, unknown> }
    }
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = fixture.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !/^\/api\/(?:docs|openapi)/.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(told.toSorted()).toEqual([...new Set(served)].toSorted())
    expect(document.paths['/api/sync-status/{jobId}']?.['get']).toMatchObject({
      security: [{ studentSession: [] }],
      responses: { 200: {}, 304: {}, 401: {}, 404: {} },
    })
    expect(Object.keys(document.components.securitySchemes)).toEqual(['studentSession', 'staffSession'])
  })

  test('gets its script read again after a time when it could not be', async () => {
    const app: App = new OpenAPIHono()
    app.onError((_error, c) => c.body(null, 500))
    const readScript = vi
      .fn<() => Promise<{ text: string; etag: string }>>()
      .mockResolvedValue({ text: 'script', etag: '"1"' })
      .mockRejectedValueOnce(new Error('EMFILE'))
    addDocsRoutes(app, readScript)
    const get = () => app.request('/api/docs/scalar.js')
    expect([(await get()).status, (await get()).status, (await get()).status]).toEqual([500, 200, 200])
    expect(readScript).toHaveBeenCalledTimes(2)
  })

  test('is shown on a page that loads nothing from elsewhere', async () => {
    const page = await fixture.request('/api/docs')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
    const html = await page.text()
    expect(html).not.toMatch(/https?:/)
    for (const [, path = ''] of html.matchAll(/src="([^"]+)"/g)) {
      const script = await fixture.request(path)
      expect([script.status, script.headers.get('content-type')]).toEqual([
        200,
        'text/javascript; charset=utf-8',
      ])
    }
  })
})
