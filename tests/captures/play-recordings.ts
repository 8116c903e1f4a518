import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a site said. */
export interface Played {
  /** `GET /login/index.php`: how a request begins. */
  readonly asked: string
  readonly recording: string
}

export interface PlayedSite extends AsyncDisposable {
  readonly url: string
  /** What nobody asked for. */
  readonly unasked: readonly Played[]
}

/** The recordings' sites. */
const recordedOrigin = /http:(\\?\/\\?\/)127\.0\.0\.1:80\d\d/g
/** They belong to the connection that was recorded. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'keep-alive',
])

function splitRecording(text: string) {
  if (!text.startsWith('HTTP/'))
    return { status: 200, headers: [['content-type', 'application/json'] as const], body: text }
  const [head = '', ...body] = text.split(/\r?\n\r?\n/)
  const [first = '', ...lines] = head.split(/\r?\n/)
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { status: Number(/ (\d{3})/.exec(first)?.[1]), headers, body: body.join('\n\n') }
}

/**
 * A site on loopback that answers with recordings: the first whose address fits. Each is given once, but for the last of
 * its address.
 */
export async function playRecordings(script: readonly Played[]): Promise<PlayedSite> {
  const left = [...script]
  const given = new Set<Played>()
  const server = createServer((request, response) => {
    const asked = `${request.method} ${request.url}`
    const found = left.findIndex((each) => asked.startsWith(each.asked))
    const played = left[found]
    const isLast = left.filter((each) => each.asked === played?.asked).length === 1
    if (played) given.add(played)
    if (played && !isLast) left.splice(found, 1)
    if (!played) return void response.writeHead(404).end()
    const { status, headers, body } = splitRecording(
      played.recording.replace(
        recordedOrigin,
        (_, slashes: string) => `http:${slashes}${request.headers.host}`,
      ),
    )
    response.statusCode = status
    for (const [name, value] of headers)
      // As Moodle sends it: bytes of UTF-8, whatever HTTP says.
      if (!ownHeaders.has(name)) response.appendHeader(name, Buffer.from(value).toString('latin1'))
    response.end(status === 304 ? undefined : body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get unasked() {
      return script.filter((each) => !given.has(each))
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
