import { MoodleError, type MoodleErrorCode } from '../errors.ts'
import type { CourseReading } from '../reading.ts'
import { type Delay, backoffMs } from '../retry-request.ts'
import type { CallOutcome } from './batch-answer.ts'
import { type Connection, siteInfoCall } from './connection.ts'
import { canGoWithout, isSiteWide, mayBeOneCourse, takeBatch } from './content-plan.ts'
import type { CourseAssembly, PartCall } from './course-assembly.ts'
import { siteInfoSchema } from './site-info.ts'

export interface ContentRunOptions {
  readonly connection: Connection
  readonly assemblies: readonly CourseAssembly[]
  readonly signal: AbortSignal
  readonly delay: Delay
  readonly batchesInFlight: number
  /** 1 where the site has no batches. */
  readonly callsPerBatch: number
  readonly busyTries: number
}

/** Courses that are read but not yet taken: beyond these, nothing more is asked for. */
const waitingCourses = 10

/**
 * So many courses that time out one after another, with none made whole between them, are the site's own slowness:
 * else a site that only cheap calls still work on would cost a timeout for every course.
 */
const maxTimeoutsInARow = 5

/** What timed out has been waited for often enough: what is asked because of it is asked once. */
function triesAfter(code: MoodleErrorCode | null): { readonly tries?: number } {
  return code === 'moodle.timeout' ? { tries: 1 } : {}
}

/**
 * Reads courses in batches of calls, several at once, and gives each course when its last call is back. The calls
 * stand in one queue, course by course; a batch that stopped at an error puts its rest back at the queue's front.
 */
export async function* readInBatches(
  options: ContentRunOptions,
): AsyncGenerator<CourseReading, void, undefined> {
  const { connection } = options
  const leaving = new AbortController()
  const signal = AbortSignal.any([options.signal, leaving.signal])
  const queue = options.assemblies.flatMap((assembly) => assembly.calls)
  const told = new Set<CourseAssembly>()
  const ready: CourseReading[] = []
  let timeoutsInARow = 0
  const inFlight = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined
  let news = Promise.withResolvers<void>()

  function pump(): void {
    while (
      !failure &&
      !signal.aborted &&
      inFlight.size < options.batchesInFlight &&
      ready.length < waitingCourses
    ) {
      const batch = takeBatch(queue, options.callsPerBatch)
      if (batch.length === 0) return
      const run: Promise<void> = runBatch(batch)
        .catch((error: unknown) => {
          failure ??= { error }
          leaving.abort()
        })
        .finally(() => {
          inFlight.delete(run)
          pump()
          news.resolve()
        })
      inFlight.add(run)
    }
  }

  async function runBatch(batch: readonly PartCall[]): Promise<void> {
    let outcomes: CallOutcome<PartCall>[] = []
    let again: readonly PartCall[] = []
    // Looked at before the request: another batch may fail meanwhile and set its courses apart.
    const apart = batch[0]?.assembly.apart ?? null
    try {
      outcomes = await connection.askAll(batch, { signal, ...triesAfter(apart) })
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      again = await separate(batch, error, apart !== null || batch.length === 1)
    }
    for (const outcome of outcomes) {
      if (outcome.ok) outcome.call.assembly.accept(outcome.call, outcome.data)
      else if (await isWorthAnotherTry(outcome.call, outcome.error)) again = [outcome.call]
    }
    if (outcomes.length) again = [...again, ...batch.slice(outcomes.length)]
    queue.unshift(...again)
    collect(batch.map(({ assembly }) => assembly))
  }

  /** Judges one call's error; true where the same call should be made again. */
  async function isWorthAnotherTry(call: PartCall, error: MoodleError): Promise<boolean> {
    if (isSiteWide(error)) throw error
    if (error.retryable && ++call.busyTries < options.busyTries) {
      await options.delay(error.retryAfterMs ?? backoffMs(call.busyTries), signal)
      return true
    }
    if (canGoWithout(call.part, error)) call.assembly.goWithout(call)
    else call.assembly.fail(error)
    return false
  }

  /**
   * A request that failed as a whole, however often it was tried: one course may have broken it for the others in it.
   * If the site still answers, each is asked for apart; one that was asked for alone has failed.
   */
  async function separate(
    batch: readonly PartCall[],
    error: MoodleError,
    wasAlone: boolean,
  ): Promise<readonly PartCall[]> {
    if (!mayBeOneCourse(error)) throw error
    await connection.ask(siteInfoCall, siteInfoSchema, { signal, ...triesAfter(error.code) })
    if (!wasAlone) {
      for (const { assembly } of batch) assembly.apart = error.code
      return batch
    }
    if (error.code === 'moodle.timeout' && ++timeoutsInARow >= maxTimeoutsInARow) throw error
    for (const { assembly } of batch) assembly.fail(error)
    return []
  }

  function collect(assemblies: Iterable<CourseAssembly>): void {
    for (const assembly of assemblies) {
      if (!assembly.reading || told.has(assembly)) continue
      told.add(assembly)
      if (assembly.reading.ok) timeoutsInARow = 0
      ready.push(assembly.reading)
    }
  }

  collect(options.assemblies)
  try {
    for (;;) {
      pump()
      const reading = ready.shift()
      if (reading) {
        yield reading
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
