import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { Refusal } from '../../testing/scripted-site.ts'
import { siteUrl } from './small-pages.ts'

export interface WebsiteRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly cookie: string
  readonly body: string
}

export interface WebsiteAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface AjaxRequest {
  readonly methodname: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface WebsiteScript {
  /** Undefined is a 404. */
  readonly page: (request: WebsiteRequest) => WebsiteAnswer | string | undefined
  /** Data, or a Refusal, after which Moodle answers nothing more. */
  readonly ajax?: (call: AjaxRequest) => unknown
}

export const redirect = (location: string): WebsiteAnswer => ({ status: 303, headers: { location } })

function answerAjax(calls: readonly AjaxRequest[], ajax: (call: AjaxRequest) => unknown): string {
  const answers: unknown[] = []
  for (const call of calls) {
    const data = ajax(call)
    if (data instanceof Refusal) {
      answers.push({ error: true, exception: { errorcode: data.errorcode, message: 'No.' } })
      break
    }
    answers.push({ error: false, data })
  }
  return JSON.stringify(answers)
}

/** A website over real HTTP on loopback; addresses in its answers are its own. It stops when the test does. */
export async function startWebsite(script: WebsiteScript) {
  const requests: WebsiteRequest[] = []
  let script_ = script
  let inFlight = 0
  let mostInFlight = 0
  const server = createServer((incoming, response) => {
    void (async () => {
      mostInFlight = Math.max(mostInFlight, ++inFlight)
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        cookie: incoming.headers.cookie ?? '',
        body: await text(incoming),
      }
      requests.push(request)
      const own = script_.page(request)
      const isAjax = own === undefined && script_.ajax && request.path.startsWith('/lib/ajax/service.php')
      const answer: WebsiteAnswer =
        isAjax && script_.ajax
          ? { body: answerAjax(JSON.parse(request.body) as AjaxRequest[], script_.ajax) }
          : typeof own === 'string'
            ? { body: own }
            : (own ?? { status: 404, body: 'Not here' })
      const type = isAjax ? 'application/json' : 'text/html; charset=utf-8'
      const here = (value: string) => value.replaceAll(siteUrl, url)
      const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => [name, here(value)])
      inFlight--
      response.writeHead(answer.status ?? 200, { 'content-type': type, ...Object.fromEntries(headers) })
      response.end(here(answer.body ?? ''))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return {
    url,
    requests,
    get mostInFlight() {
      return mostInFlight
    },
    /** Answers otherwise from now on. */
    change(next: Partial<WebsiteScript>) {
      script_ = { ...script_, ...next }
    },
    asked: (part: string) => requests.filter(({ path }) => path.includes(part)).map(({ path }) => path),
  }
}
