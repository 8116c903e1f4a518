import pLimit from 'p-limit'
import type { z } from 'zod'
import type { MoodleDeps } from '../deps.ts'
import { MoodleError } from '../errors.ts'
import { retryRequest } from '../retry-request.ts'
import type { CallRecord, ReaderOptions } from '../site.ts'
import { parseData, readAnswer } from '../answers/answer.ts'
import { type CallOutcome, readBatchAnswer } from './batch-answer.ts'
import { type Call, batchFunction, buildBatchForm, buildSingleForm, hasParts } from './calls.ts'
import { type CostMeter, createCostMeter } from './cost-meter.ts'
import { once } from './once.ts'

export const siteInfoCall: Call = {
  function: 'core_webservice_get_site_info',
  args: {},
  courseMoodleId: null,
}

interface AskOptions {
  readonly signal: AbortSignal
  /** Tries of the request, where not as many as the reader's own. */
  readonly tries?: number
}

/** One student's web service calls: limited in number, let through by the gate, tried again, and told of one by one. */
export interface Connection {
  /** One call in a request of its own. Rejects with whatever went wrong. */
  ask<T extends z.ZodType>(call: Call, schema: T, options: AskOptions): Promise<z.output<T>>
  /**
   * Many calls in one request. What Moodle says no to is an outcome, after which there are none; rejects where the
   * request as a whole failed.
   */
  askAll<C extends Call>(calls: readonly C[], options: AskOptions): Promise<CallOutcome<C>[]>
  readonly requestCount: number
  /** What its calls are thought to cost the site, and what they did. */
  readonly meter: CostMeter
}

/** One HTTP request to be made, and how its answer is read. */
interface Exchange<T> {
  readonly functionName: string
  readonly courseMoodleId: number | null
  readonly calls: readonly Call[]
  readonly form: URLSearchParams
  readonly read: (data: unknown) => T
}

interface Exchanged<T> {
  readonly value: T
  readonly bytes: number
  readonly startedAt: Date
  readonly durationMs: number
  readonly request: number
  /** Requests at the site when this one was sent, itself too. */
  readonly inFlight: number
}

export function openConnection(deps: MoodleDeps, token: string, options: ReaderOptions): Connection {
  const meter = createCostMeter(options.knowledge)
  const limit = pLimit(Math.max(1, options.requestsInFlight))
  let requestCount = 0
  let requestsAtSite = 0

  /** One try. One that failed is told of as one call, whatever was in it. */
  function tryOnce<T>(exchange: Exchange<T>, signal: AbortSignal): Promise<Exchanged<T>> {
    signal.throwIfAborted()
    return options.gate.run(signal, async () => {
      const { functionName, courseMoodleId } = exchange
      const request = ++requestCount
      const inFlight = ++requestsAtSite
      const startedAt = deps.now()
      const startMs = performance.now()
      let bytes = 0
      const measure = () => ({ startedAt, durationMs: performance.now() - startMs, bytes, request })
      try {
        const answer = await deps.http.post({
          site: options.site,
          path: '/webservice/rest/server.php',
          form: exchange.form,
          signal,
          timeoutMs: options.requestTimeoutMs,
        })
        bytes = answer.bytes
        const read = readAnswer(answer, answer.text, functionName)
        if (!read.ok) throw read.error
        return { value: exchange.read(read.data), inFlight, ...measure() }
      } catch (error) {
        if (error instanceof MoodleError) {
          const measured = measure()
          if (error.code === 'moodle.timeout') meter.noteTimeout(exchange.calls, measured.durationMs)
          options.onCall({ function: functionName, courseMoodleId, outcome: error.code, ...measured })
        }
        throw error
      } finally {
        requestsAtSite -= 1
      }
    })
  }

  async function send<T>(exchange: Exchange<T>, ask: AskOptions): Promise<Exchanged<T>> {
    const { signal, tries = options.requestTries } = ask
    const { calls, functionName } = exchange
    let isDoubted = false
    const attempt = async () => {
      try {
        return await limit(() => tryOnce(exchange, signal))
      } catch (error) {
        if (error instanceof MoodleError && error.retryAfterMs)
          await options.gate.standBack(error.retryAfterMs)
        if (!isEmptyRefusal(error) || functionName === siteInfoCall.function) throw error
        // One such answer may be a firewall's: web services are off where site_info says so, too.
        if (!isDoubted) await sendAlone(siteInfoCall, { signal, tries: 1 })
        isDoubted = true
        throw new MoodleError('moodle.unexpected_answer', { detail: error.detail, functionName })
      }
    }
    try {
      // What can be asked for in parts is not asked for as it is once it took too long.
      const isWorthRetry = ({ code }: MoodleError) => code !== 'moodle.timeout' || !hasParts(calls)
      return await retryRequest(attempt, { tries, signal, delay: deps.delay, isWorthRetry })
    } catch (error) {
      throw error instanceof MoodleError ? await explain(error, functionName) : error
    }
  }

  /** Asked once: a token that expires later is deleted by the call that says so, and the next one says it is invalid. */
  const proveToken = once(() => sendAlone(siteInfoCall, { signal: options.signal }))

  /**
   * `accessexception` is an expired token as well as a function outside the service, and the call that says so
   * deletes an expired token. So site_info, which every token may ask, decides.
   */
  async function explain(error: MoodleError, functionName: string): Promise<MoodleError> {
    if (error.detail !== 'accessexception') return error
    const invalid = new MoodleError('moodle.token_invalid', {
      detail: 'accessexception',
      functionName,
      cause: error,
    })
    if (functionName === siteInfoCall.function) return invalid
    try {
      await proveToken()
      return error
    } catch (second) {
      if (!(second instanceof MoodleError)) throw second
      return second.code === 'moodle.token_invalid' ? invalid : second
    }
  }

  async function sendAlone(call: Call, ask: AskOptions): Promise<Exchanged<unknown>> {
    const { function: functionName, courseMoodleId } = call
    const form = buildSingleForm(token, call)
    const exchanged = await send(
      { functionName, courseMoodleId, calls: [call], form, read: (data) => data },
      ask,
    )
    meter.measure({ ...exchanged, calls: [call] })
    tell(call, exchanged, {})
    return exchanged
  }

  function tell(call: Call, exchanged: Exchanged<unknown>, own: Partial<CallRecord>): void {
    const { startedAt, durationMs, bytes, request } = exchanged
    const { function: name, courseMoodleId } = call
    options.onCall({
      function: name,
      courseMoodleId,
      startedAt,
      durationMs,
      bytes,
      outcome: 'ok',
      request,
      ...own,
    })
  }

  async function askAlone<C extends Call>(call: C, ask: AskOptions): Promise<CallOutcome<C>> {
    try {
      const exchanged = await sendAlone(call, ask)
      return { call, bytes: exchanged.bytes, ok: true, data: exchanged.value }
    } catch (error) {
      if (!(error instanceof MoodleError) || !isFromMoodle(error)) throw error
      return { call, bytes: 0, ok: false, error }
    }
  }

  async function askBatch<C extends Call>(calls: readonly C[], ask: AskOptions): Promise<CallOutcome<C>[]> {
    const exchanged = await send(
      {
        functionName: batchFunction,
        courseMoodleId: null,
        calls,
        form: buildBatchForm(token, calls),
        read: (data) => readBatchAnswer(data, calls),
      },
      ask,
    )
    const outcomes = exchanged.value
    meter.measure({ ...exchanged, calls: outcomes.map(({ call }) => call) })
    const startMs = meter.costs.requestMs / Math.max(1, outcomes.length)
    const costOf = (call: Call) => meter.costs.callMs(call) + startMs
    const allMs = outcomes.reduce((sum, { call }) => sum + costOf(call), 0)
    for (const { call, bytes, ...result } of outcomes) {
      const durationMs = exchanged.durationMs * (costOf(call) / allMs)
      tell(call, exchanged, { bytes, durationMs, ...(!result.ok && { outcome: result.error.code }) })
    }
    const last = outcomes.at(-1)
    if (!last || last.ok) return outcomes
    return [...outcomes.slice(0, -1), { ...last, error: await explain(last.error, last.call.function) }]
  }

  return {
    meter,
    async ask(call, schema, ask) {
      const { value } = await sendAlone(call, ask)
      return parseData(schema, value, call.function)
    },
    async askAll(calls, ask) {
      const [first, ...others] = calls
      if (!first) return []
      return others.length ? askBatch(calls, ask) : [await askAlone(first, ask)]
    },
    get requestCount() {
      return requestCount
    },
  }
}

/** The web services are off, or something on the way to them let this one request not through. */
function isEmptyRefusal(error: unknown): error is MoodleError & { readonly detail: string } {
  return (
    error instanceof MoodleError && error.code === 'moodle.web_services_off' && error.detail === 'http_403'
  )
}

/** Whether Moodle itself said no to the call, rather than something on the way to it. */
function isFromMoodle(error: MoodleError): boolean {
  return error.code === 'moodle.busy' || (error.family === 'api' && !error.retryable)
}
