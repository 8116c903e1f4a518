import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { setTimeout as delayFor } from 'node:timers/promises'
import type { ArrivedRequest, Delay } from './control.ts'
import type { Cores } from './cores.ts'
import { costOfEndpoint, startUpMs } from './costs.ts'
import type { Counters } from './counters.ts'
import type { Fault, FaultBox, FaultTarget } from './faults.ts'
import type { MoodleException } from './moodle-exception.ts'
import { siteMaintenance } from './moodle-exception.ts'
import type { TokenStore } from './token.ts'
import type { Sessions } from './website/sessions.ts'

export type GateParts = {
  counters: Counters
  faults: FaultBox
  delay: Delay
  cores: Cores
  tokens: TokenStore
  sessions: Sessions
  requestListeners: Set<(request: ArrivedRequest) => void>
  /** Aborted when the campus closes: nothing waits longer. */
  closing: AbortSignal
}

export type GatedRequest = {
  /** Outermost function, or `login/token.php` and the like. */
  name: string
  target: FaultTarget
  bindings: HttpBindings
  /** How this endpoint words a failure. */
  refuse: (error: MoodleException) => Response
  /** What it costs beyond start-up and the calls within it; without it, what `costOfEndpoint` says of its name. */
  costMs?: number
  /** Runs it after what the same session has in hand; it holds no core while it waits. */
  runAlone?: (work: () => Promise<Response>) => Promise<Response>
  answer: (spend: Spend) => Promise<Response> | Response
}

/** Adds to what the request costs the site: milliseconds of a core. */
export type Spend = (costed: { name: string; milliseconds: number }) => void

export type RequestGate = ReturnType<typeof createRequestGate>

/**
 * The one place every request to the site passes, and every call within it: here they are counted, delayed, struck by
 * faults and timed, and here they wait for a core of the site's and hold it for what they cost.
 */
export function createRequestGate(parts: GateParts) {
  const { counters, faults, delay, cores, tokens, sessions, closing } = parts

  async function pass(request: GatedRequest): Promise<Response> {
    counters.requestStarted(request.name)
    const arrived = {
      name: request.name,
      username: request.target.username,
      functions: request.target.calls.map((call) => call.function),
    }
    for (const listener of parts.requestListeners) listener(arrived)
    try {
      await wait(delay.requestMs)
      const fault = faults.take('request', request.target)
      return fault === undefined ? await serve(request) : await strike(fault, request)
    } finally {
      counters.requestEnded()
    }
  }

  const serve = (request: GatedRequest): Promise<Response> =>
    request.runAlone === undefined ? serveNow(request) : request.runAlone(() => serveNow(request))

  /** Holds a core for as long as the request costs; the answer goes out when that has passed. */
  async function serveNow(request: GatedRequest): Promise<Response> {
    const hold = await cores.take()
    const spend: Spend = ({ name, milliseconds }) => {
      if (cores.readCount() === null) return
      hold.spend(milliseconds)
      counters.spent(name, milliseconds)
    }
    try {
      spend({ name: 'start-up', milliseconds: startUpMs })
      const costMs = request.costMs ?? costOfEndpoint(request.name)
      if (costMs > 0) spend({ name: request.name, milliseconds: costMs })
      return await request.answer(spend)
    } finally {
      await hold.end()
    }
  }

  async function strike(fault: Fault, request: GatedRequest): Promise<Response> {
    const { incoming, outgoing } = request.bindings
    switch (fault.kind) {
      case 'timeout': {
        const gone = new Promise<void>((resolve) => outgoing.once('close', resolve))
        const closed = new Promise<void>((resolve) =>
          closing.addEventListener('abort', () => resolve(), { once: true }),
        )
        const isCleared = await Promise.race([
          faults.whenCleared(fault.id).then(() => true),
          gone.then(() => false),
          closed.then(() => false),
        ])
        return isCleared ? serve(request) : RESPONSE_ALREADY_SENT
      }
      case 'reset':
        incoming.socket.resetAndDestroy()
        return RESPONSE_ALREADY_SENT
      case 'too-many-requests':
        return answerHtml(429, 'Too Many Requests', fault.retryAfterSeconds)
      case 'maintenance-page':
        return answerHtml(503, 'The site is undergoing maintenance', fault.retryAfterSeconds)
      case 'html':
        return answerHtml(200, 'Request blocked')
      case 'forbidden':
        return answerWebServicesOff()
      case 'site-maintenance':
        return request.refuse(siteMaintenance())
      case 'expired-token':
        if (request.target.username !== undefined) tokens.expire(request.target.username)
        return serve(request)
      case 'expired-session':
        if (request.target.username !== undefined) sessions.expire(request.target.username)
        return serve(request)
      case 'truncated-json': {
        const answer = await serve(request)
        const text = await answer.text()
        return new Response(text.slice(0, Math.floor(text.length / 2)), {
          status: answer.status,
          headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
        })
      }
      case 'ws-error':
        return serve(request)
    }
  }

  const wait = async (milliseconds: number) => {
    if (milliseconds > 0) await delayFor(milliseconds, undefined, { signal: closing }).catch(() => undefined)
  }

  return {
    pass,
    /** Before one call of a batch, or the only one: counts it, waits, and names the fault that strikes it. */
    async beginCall(call: { username: string; function: string; courseId: number | undefined }) {
      counters.callStarted(call)
      await wait(delay.callMs)
      return faults.take('call', { username: call.username, calls: [call] })
    },
    /** Runs work of the site's own, adding its time to `busyMs`. */
    time<T>(work: () => T): T {
      const startedAt = performance.now()
      try {
        return work()
      } finally {
        counters.worked(performance.now() - startedAt)
      }
    },
  }
}

/** How server.php answers where web services or their REST protocol are off. */
export const answerWebServicesOff = () =>
  new Response('', { status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } })

function answerHtml(status: number, title: string, retryAfterSeconds?: number): Response {
  return new Response(
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      },
    },
  )
}
