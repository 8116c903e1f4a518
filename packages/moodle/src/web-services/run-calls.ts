import { setImmediate as nextTurn } from 'node:timers/promises'
import { MoodleError, type MoodleErrorCode } from '../errors.ts'
import { type Delay, backoffMs } from '../retry-request.ts'
import type { AccountPart } from '../site.ts'
import type { CallOutcome } from './batch-answer.ts'
import { hasParts } from './calls.ts'
import { BatchCeiling } from './batch-ceiling.ts'
import type { BatchSizeOptions } from './batch-size.ts'
import { isFunctionRefused, isSiteWide, mayBeOneCall } from '../call-failures.ts'
import { type BatchLimits, type CallQueue, firstCourseRank } from './call-queue.ts'
import { type Connection, siteInfoCall } from './connection.ts'
import type { PlannedCall } from './planned-call.ts'
import { siteInfoSchema } from './site-info.ts'

interface CallRun {
  readonly connection: Connection
  readonly queue: CallQueue
  /** What calls have brought and nobody took yet; calls put it there. */
  readonly ready: AccountPart[]
  /** How large the next batch may be, or null to wait for one in flight. */
  readonly limits: (
    state: Pick<BatchSizeOptions, 'inFlight' | 'isBeginning' | 'maxCalls'>,
  ) => BatchLimits | null
  readonly signal: AbortSignal
  readonly delay: Delay
  readonly requestsInFlight: number
  readonly busyTries: number
  /** The student has nothing yet: the first course goes before everything. */
  readonly isUrgent: boolean
}

/** Courses that are read but not yet taken: beyond these, nothing more is asked for. */
const waitingCourses = 10

/**
 * So much that times out one after another, with no course made whole between, is the site's own slowness:
 * else a site that only cheap calls still work on would cost a timeout for every course.
 */
const maxTimeoutsInARow = 5

/** Mapping such an answer takes a tenth of a second: whoever else waits has a turn before the next of the batch. */
const largeAnswerBytes = 200_000

/** The first course's lists and its page are asked for together, what is inside its activities next. */
const beginningBatches = 2

/** What timed out has been waited for before: what is asked because of it is asked once, and its last call twice. */
function triesAfter(code: MoodleErrorCode | null, calls: number): { readonly tries?: number } {
  if (code !== 'moodle.timeout') return {}
  return { tries: calls > 1 ? 1 : 2 }
}

/**
 * Makes the queue's calls in batches, several at once, and gives what comes of them as it comes. A batch that stopped at
 * an error keeps what came, tells the failing call, and puts its rest back into the queue.
 */
export async function* runCalls(run: CallRun): AsyncGenerator<AccountPart, void, undefined> {
  const { connection, queue, ready } = run
  const leaving = new AbortController()
  const signal = AbortSignal.any([run.signal, leaving.signal])
  const inFlight = new Set<Promise<void>>()
  let timeoutsInARow = 0
  const ceiling = new BatchCeiling()
  let firstCourseBatches = run.isUrgent ? 0 : beginningBatches
  const answered = new Set<string>()
  /** Functions that the site refuses, whatever they are asked about. */
  const refused = new Map<string, MoodleError>()
  let failure: { readonly error: unknown } | undefined
  let news = Promise.withResolvers<void>()

  function pump(): void {
    const hasRoom = () => ready.filter(({ kind }) => kind === 'course').length < waitingCourses
    for (const [name, error] of refused) for (const call of queue.withdraw(name)) call.fail(error)
    while (!failure && !signal.aborted && inFlight.size < run.requestsInFlight && hasRoom()) {
      const limits = run.limits({
        inFlight: inFlight.size,
        isBeginning: firstCourseBatches < beginningBatches,
        maxCalls: ceiling.maxCalls,
      })
      const batch = limits ? queue.take(limits) : []
      if (!batch[0]) return
      if (batch[0].rank <= firstCourseRank) firstCourseBatches += 1
      const sent: Promise<void> = send(batch)
        .catch((error: unknown) => {
          failure ??= { error }
          leaving.abort()
        })
        .finally(() => {
          inFlight.delete(sent)
          pump()
          news.resolve()
        })
      inFlight.add(sent)
    }
  }

  async function send(batch: readonly PlannedCall[]): Promise<void> {
    // Looked at before the request: another batch may fail meanwhile and set its subjects apart.
    const apart = batch[0]?.subject.apart ?? null
    let outcomes: readonly CallOutcome<PlannedCall>[]
    try {
      outcomes = await connection.askAll(batch, { signal, ...triesAfter(apart, batch.length) })
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      await separate(batch, error, apart !== null)
      return
    }
    ceiling.passed(batch.length)
    const rest = batch.slice(outcomes.length)
    for (const outcome of outcomes) {
      const { call } = outcome
      if (outcome.ok) {
        answered.add(call.function)
        settle(call, outcome.data)
        if (outcome.bytes > largeAnswerBytes) await nextTurn()
      } else if (await isWorthAnotherTry(call, outcome.error)) rest.unshift(call)
      else {
        if (isFunctionRefused(outcome.error) && !answered.has(call.function))
          refused.set(call.function, outcome.error)
        call.fail(outcome.error)
      }
    }
    queue.add(rest)
  }

  function settle(call: PlannedCall, data: unknown): void {
    try {
      call.accept(data)
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      call.fail(error)
    }
  }

  /** Whether the same call should be made again. Throws what is the site's. */
  async function isWorthAnotherTry(call: PlannedCall, error: MoodleError): Promise<boolean> {
    if (isSiteWide(error)) throw error
    if (!error.retryable || ++call.busyTries >= run.busyTries) return false
    await run.delay(error.retryAfterMs ?? backoffMs(call.busyTries), signal)
    return true
  }

  /**
   * A request that failed as a whole, however often it was tried: one call may have broken it for the others in it.
   * If the site still answers, what they are about is asked for apart, then in smaller and smaller batches; a call that
   * was asked for alone has failed.
   */
  async function separate(
    batch: readonly PlannedCall[],
    error: MoodleError,
    wasApart: boolean,
  ): Promise<void> {
    if (!mayBeOneCall(error)) throw error
    await connection.ask(siteInfoCall, siteInfoSchema, { signal })
    const isSlow = error.code === 'moodle.timeout'
    for (const { subject } of batch) subject.apart = error.code
    const [call, ...others] = batch
    if (others.length > 0) {
      if (!isSlow) ceiling.broke(batch.length)
      // Half of what is too slow may be too slow again, and each costs a timeout.
      if (wasApart) for (const each of batch) each.mostCalls = isSlow ? 1 : Math.ceil(batch.length / 2)
      return queue.add(batch)
    }
    if (!isSlow) ceiling.blameCall()
    if (isSlow && !hasParts(batch) && ++timeoutsInARow >= maxTimeoutsInARow) throw error
    call?.fail(error)
  }

  function note(part: AccountPart): void {
    if (part.kind !== 'course') return
    firstCourseBatches = beginningBatches
    if (part.reading.ok) timeoutsInARow = 0
  }

  try {
    for (;;) {
      pump()
      const part = ready.shift()
      if (part) {
        note(part)
        yield part
        continue
      }
      // What was read before the failure has been given; it is not lost.
      if (failure) throw failure.error
      if (inFlight.size === 0) {
        signal.throwIfAborted()
        return
      }
      await news.promise
      news = Promise.withResolvers()
    }
  } finally {
    leaving.abort()
    await Promise.all(inFlight)
  }
}
