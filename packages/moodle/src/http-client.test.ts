import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { createHttpClient } from './http-client.ts'
import { type Script, startScriptedSite } from './testing/scripted-site.ts'
import { localSite } from './testing/small-moodle.ts'

const client = createHttpClient({ now: () => new Date(0), maxAnswerBytes: 1_000 })
afterAll(() => client.close())

async function startSite(intercept: Script['intercept']) {
  const site = await startScriptedSite({ answer: () => 'ok', ...(intercept && { intercept }) })
  onTestFinished(() => site[Symbol.asyncDispose]())
  const send = (signal = new AbortController().signal, timeoutMs = 5_000) =>
    client.post({
      site: localSite(`${site.url}/moodle`),
      path: '/login/token.php',
      form: new URLSearchParams({ password: 'canary-password' }),
      signal,
      timeoutMs,
    })
  return { site, send }
}

describe('post', () => {
  it('says who it is, and puts the form into the body alone', async () => {
    const { site, send } = await startSite(undefined)
    expect(await send()).toMatchObject({ status: 200, text: '"ok"', bytes: 4 })
    const [request] = site.requests
    expect(request?.headers).toMatchObject({ 'user-agent': 'Spike/0.1', accept: 'application/json' })
    expect(request?.url).toBe('/moodle/login/token.php')
    expect(request?.form.get('password')).toBe('canary-password')
  })

  it('sends the body again where the same site redirects to', async () => {
    const { site, send } = await startSite((request, response) => {
      if (request.path !== '/moodle/login/token.php') return false
      response.writeHead(302, { location: '/moved/login/token.php' }).end()
      return true
    })
    expect(await send()).toMatchObject({ status: 200 })
    expect(site.requests.map(({ path }) => path)).toEqual([
      '/moodle/login/token.php',
      '/moved/login/token.php',
    ])
    expect(site.requests[1]?.form.get('password')).toBe('canary-password')
  })

  it('never follows a redirect to another host or port', async () => {
    const other = await startSite(undefined)
    const { send } = await startSite((_, response) => {
      response.writeHead(307, { location: `${other.site.url}/login/token.php` }).end()
      return true
    })
    await expect(send()).rejects.toMatchObject({
      code: 'moodle.address_refused',
      detail: 'redirect_to_other_host',
    })
    expect(other.site.requests).toEqual([])
  })

  it('never sends the body to another page', async () => {
    const { site, send } = await startSite((_, response) => {
      response.writeHead(303, { location: '/moodle/login/index.php' }).end()
      return true
    })
    await expect(send()).rejects.toMatchObject({
      code: 'moodle.unexpected_answer',
      detail: 'redirect_to_other_page',
    })
    expect(site.requests).toHaveLength(1)
  })

  it('gives up on redirects in a circle', async () => {
    const { site, send } = await startSite((request, response) => {
      response.writeHead(302, { location: request.path }).end()
      return true
    })
    await expect(send()).rejects.toMatchObject({
      code: 'moodle.unexpected_answer',
      detail: 'too_many_redirects',
    })
    expect(site.requests).toHaveLength(4)
  })

  it('stops reading an answer that is too large', async () => {
    const { send } = await startSite((_, response) => {
      response.end('x'.repeat(2_000))
      return true
    })
    await expect(send()).rejects.toMatchObject({ code: 'moodle.answer_too_large' })
  })

  it('calls a site that does not answer in time a timeout', async () => {
    const { send } = await startSite(() => true)
    await expect(send(undefined, 30)).rejects.toMatchObject({
      code: 'moodle.timeout',
      detail: 'request_timeout',
    })
  })

  it('calls a site that stops in the middle of an answer a timeout', async () => {
    const { send } = await startSite((_, response) => {
      response.write('{"half":')
      return true
    })
    await expect(send(undefined, 50)).rejects.toMatchObject({ code: 'moodle.timeout' })
  })

  it('calls a connection that is cut unreachable, without the form in the error', async () => {
    const { send } = await startSite((_, response) => {
      response.destroy()
      return true
    })
    const error: unknown = await send().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'moodle.unreachable', detail: 'UND_ERR_SOCKET' })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary')
  })

  it('calls a port where nobody listens unreachable', async () => {
    const { site, send } = await startSite(undefined)
    await site[Symbol.asyncDispose]()
    await expect(send()).rejects.toMatchObject({ code: 'moodle.unreachable', detail: 'ECONNREFUSED' })
  })

  it('rejects with the reason it was aborted for', async () => {
    const abort = new AbortController()
    const { send } = await startSite(() => {
      abort.abort('cancelled by the student')
      return true
    })
    await expect(send(abort.signal)).rejects.toBe('cancelled by the student')
  })

  it('understands Retry-After in seconds and as a date', async () => {
    const headers = ['120', new Date(90_000).toUTCString()]
    const { send } = await startSite((_, response) => {
      response.writeHead(503, { 'retry-after': headers.shift() }).end()
      return true
    })
    expect(await send()).toMatchObject({ status: 503, retryAfterMs: 120_000 })
    expect(await send()).toMatchObject({ status: 503, retryAfterMs: 90_000 })
  })
})
