import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createGuardedPoster } from './guarded-post.ts'

const message = (url: string) => ({
  url,
  headers: { ttl: '60' },
  body: Buffer.from('sealed'),
  signal: new AbortController().signal,
  timeoutMs: 5_000,
})

function openPoster(options: { allowLocal?: boolean; leadsTo?: string } = {}) {
  const poster = createGuardedPoster({
    now: () => new Date(0),
    allowLocal: options.allowLocal ?? false,
    resolve: (_, done) => done(null, [{ address: options.leadsTo ?? '127.0.0.1', family: 4 }]),
  })
  onTestFinished(() => poster.close())
  return poster
}

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it.each([
  ['http://push.example/1', 'not_https'],
  ['http://127.0.0.1:9/1', 'not_https'],
  ['https://127.0.0.1/1', 'literal_ip'],
  ['https://[::1]/1', 'literal_ip'],
  ['https://10.0.0.1/1', 'literal_ip'],
  ['https://localhost/1', 'private_name'],
  ['https://push.internal/1', 'private_name'],
  ['https://me:secret@push.example/1', 'credentials_in_address'],
  ['file:///etc/passwd', 'not_https'],
  ['push', 'not_an_address'],
])('does not post to %s', async (url, detail) => {
  await expect(openPoster().post(message(url))).rejects.toMatchObject({
    code: 'moodle.address_refused',
    detail,
  })
})

it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '100.64.0.1'])(
  'does not post to a public name that leads to %s',
  async (leadsTo) => {
    await expect(openPoster({ leadsTo }).post(message('https://push.example/1'))).rejects.toMatchObject({
      code: 'moodle.address_refused',
      detail: 'not_public',
    })
  },
)

it('posts to loopback where that is allowed, and not away from it over plain http', async () => {
  const received: { ttl: unknown; body: string }[] = []
  const url = await listen(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    received.push({ ttl: request.headers['ttl'], body })
    response.writeHead(429, { 'retry-after': '7' }).end('later')
  })
  const poster = openPoster({ allowLocal: true })
  expect(await poster.post(message(`${url}/x?token=1`))).toEqual({ status: 429, retryAfterMs: 7000 })
  expect(received).toEqual([{ ttl: '60', body: 'sealed' }])
  await expect(poster.post(message('http://push.example/1'))).rejects.toMatchObject({
    detail: 'not_loopback',
  })
})

it('follows no redirect', async () => {
  let requests = 0
  const url = await listen((_, response) => {
    requests += 1
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  expect(await openPoster({ allowLocal: true }).post(message(url))).toMatchObject({ status: 307 })
  expect(requests).toBe(1)
})

it('gives up a server that does not answer in time', async () => {
  const url = await listen(() => {})
  const outcome = openPoster({ allowLocal: true }).post({ ...message(url), timeoutMs: 20 })
  await expect(outcome).rejects.toMatchObject({ code: 'moodle.timeout' })
})

it('does not read an answer that never ends', async () => {
  const closed = Promise.withResolvers<void>()
  const url = await listen((_, response) => {
    const write = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384)));
    }
    response.on('drain', write).on('close', closed.resolve)
    write()
  })
  expect(await openPoster({ allowLocal: true }).post(message(url))).toMatchObject({ status: 200 })
  await closed.promise
})
