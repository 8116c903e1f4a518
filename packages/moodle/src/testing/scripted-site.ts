import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedCall {
  readonly function: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
  /** The one call of a plain request, or those of a batch. */
  readonly calls: readonly ReceivedCall[]
}

/** What Moodle says no with. */
export class Refusal {
  readonly errorcode: string
  constructor(errorcode: string) {
    this.errorcode = errorcode
  }
}

export interface Script {
  /** Data, or a Refusal. */
  answer: (call: ReceivedCall) => unknown
  /** May answer by itself (true) instead of the above: for faults. */
  intercept?: (request: ReceivedRequest, response: ServerResponse) => boolean
}

export interface ScriptedSite extends AsyncDisposable {
  readonly url: string
  readonly requests: ReceivedRequest[]
  readonly script: Script
}

/** `options[userevents]=1` and `courseids[0]=7`, as PHP reads them; a list is an object whose values stand in its order. */
function nestArguments(form: URLSearchParams): Record<string, unknown> {
  const args: Record<string, unknown> = {}
  for (const [name, value] of form) {
    const path = name.split(/[[\]]+/).filter(Boolean)
    const last = path.pop() ?? ''
    let inside = args
    for (const key of path) inside = (inside[key] ??= {}) as Record<string, unknown>
    inside[last] = value
  }
  return args
}

export function parseCalls(form: URLSearchParams): ReceivedCall[] {
  const name = form.get('wsfunction') ?? ''
  if (name !== 'tool_mobile_call_external_functions') {
    return [{ function: name, args: nestArguments(form) }]
  }
  const calls: ReceivedCall[] = []
  for (let index = 0; form.has(`requests[${index}][function]`); index++) {
    const args = JSON.parse(form.get(`requests[${index}][arguments]`) ?? '{}') as Record<string, unknown>
    calls.push({ function: form.get(`requests[${index}][function]`) ?? '', args })
  }
  return calls
}

const asFailure = ({ errorcode }: Refusal) => ({ exception: 'moodle_exception', errorcode, message: 'No.' })
/** Inside a batch the class is not named. */
const asException = ({ errorcode }: Refusal) => ({ errorcode, message: 'No.', link: '', moreinfourl: '' })

/** Like Moodle: one after another, and none after the first that fails. */
function answerBatch(calls: readonly ReceivedCall[], answer: Script['answer']) {
  const responses: unknown[] = []
  for (const call of calls) {
    const data = answer(call)
    if (data instanceof Refusal) {
      responses.push({ error: true, exception: JSON.stringify(asException(data)) })
      break
    }
    responses.push({ error: false, data: JSON.stringify(data) })
  }
  return { responses }
}

/** What server.php answers to a form. */
export function answerForm(form: URLSearchParams, answer: Script['answer']): unknown {
  const calls = parseCalls(form)
  if (form.get('wsfunction') === 'tool_mobile_call_external_functions') return answerBatch(calls, answer)
  const data = calls[0] ? answer(calls[0]) : null
  return data instanceof Refusal ? asFailure(data) : data
}

/** A Moodle over real HTTP on loopback that says what a test wants it to say. */
export async function startScriptedSite(script: Script): Promise<ScriptedSite> {
  const requests: ReceivedRequest[] = []
  const server = createServer((incoming, response) => {
    void (async () => {
      const form = new URLSearchParams(await text(incoming))
      const url = incoming.url ?? ''
      const path = url.split('?')[0] ?? ''
      const method = incoming.method ?? ''
      const request = { method, path, url, headers: incoming.headers, form, calls: parseCalls(form) }
      requests.push(request)
      if (script.intercept?.(request, response)) return
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answerForm(form, script.answer)))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
