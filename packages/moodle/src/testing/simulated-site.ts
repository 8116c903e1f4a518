import { MoodleError } from '../errors.ts'
import type { HttpClient } from '../http-client.ts'
import { type ReceivedCall, type Script, answerForm, parseCalls } from './scripted-site.ts'

export interface SimulatedRequest {
  readonly calls: readonly ReceivedCall[]
  readonly costMs: number
}

export interface SimulatedSite {
  readonly http: HttpClient
  /** In the order in which they were sent. */
  readonly requests: SimulatedRequest[]
}

export interface SimulatedSiteOptions {
  readonly cores: number
  readonly answer: Script['answer']
  /** What starting PHP takes. */
  readonly requestMs: number
  /** What a call takes, in whole milliseconds. */
  readonly callMs: (call: ReceivedCall, answer: unknown) => number
}

/**
 * A site whose time is the clock's: each request takes a processor of it for as long as it costs, and they wait for one
 * in the order in which they came; one that its client gave up is worked on all the same. Meant for a test's own clock,
 * which makes its figures exact.
 */
export function simulateSite(options: SimulatedSiteOptions): SimulatedSite {
  const requests: SimulatedRequest[] = []
  const waiting: (() => void)[] = []
  let free = options.cores

  async function onCore(work: () => Promise<void>): Promise<void> {
    if (free === 0) await new Promise<void>((start) => waiting.push(start))
    else free -= 1
    await work()
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  async function inTime(work: Promise<void>, timeoutMs: number): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>()
    const giveUp = () => reject(new MoodleError('moodle.timeout', { detail: 'request_timeout' }))
    const timer = setTimeout(giveUp, timeoutMs)
    await Promise.race([work, promise]).finally(() => clearTimeout(timer))
  }

  const post: HttpClient['post'] = async ({ form, signal, timeoutMs }) => {
    const calls = parseCalls(form)
    let costMs = options.requestMs
    const answered = answerForm(form, (call) => {
      const answer = options.answer(call)
      costMs += options.callMs(call, answer)
      return answer
    })
    requests.push({ calls, costMs })
    const work = onCore(() => new Promise((resolve) => setTimeout(resolve, costMs)))
    await inTime(work, timeoutMs)
    signal.throwIfAborted()
    const text = JSON.stringify(answered)
    return { status: 200, contentType: 'application/json', retryAfterMs: undefined, text, bytes: text.length }
  }
  const http = { post } as Partial<HttpClient> as HttpClient
  return { http, requests }
}
