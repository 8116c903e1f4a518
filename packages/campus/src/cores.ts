import { setTimeout as delayFor } from 'node:timers/promises'

/** Time in milliseconds from any beginning, and a way to wait for a moment of it. */
export type CoreClock = { now(): number; waitUntil(at: number, signal: AbortSignal): Promise<void> }

/** A request's hold on a core: what it costs is added up while it is served. */
export type Hold = {
  spend(milliseconds: number): void
  /** Frees the core when what was spent has passed, and not before: so long did the request take. */
  end(): Promise<void>
}

export type Cores = ReturnType<typeof createCores>

type Waiting = { arrivedAt: number; start: (startedAt: number) => void }

const realClock: CoreClock = {
  now: () => performance.now(),
  async waitUntil(at, signal) {
    const milliseconds = at - performance.now()
    if (milliseconds > 0) await delayFor(milliseconds, undefined, { signal }).catch(() => undefined)
  },
}

/**
 * The site's processor: as many requests are served at once as it has cores, the others wait in the order they came.
 * Without a number of cores (the default) there is neither waiting nor cost.
 *
 * @param closing aborted when the campus closes: nothing waits longer
 */
export function createCores({ closing, clock = realClock }: { closing: AbortSignal; clock?: CoreClock }) {
  let count: number | null = null
  let working = 0
  const queue: Waiting[] = []

  const startNext = (freedAt: number) => {
    while (queue.length > 0 && (count === null || working < count || closing.aborted)) {
      const next = queue.shift() as Waiting
      working += 1
      next.start(Math.max(freedAt, next.arrivedAt))
    }
  }
  closing.addEventListener('abort', () => startNext(clock.now()), { once: true })

  function hold(startedAt: number): Hold {
    let spent = 0
    return {
      spend(milliseconds) {
        spent += milliseconds
      },
      async end() {
        const endsAt = startedAt + spent
        if (count !== null) await clock.waitUntil(endsAt, closing)
        working -= 1
        // Counted from when it should have ended: a late timer of the campus's costs the next request nothing.
        startNext(endsAt)
      },
    }
  }

  return {
    setCount(cores: number | null) {
      count = cores
      startNext(clock.now())
    },
    readCount: () => count,
    countWaiting: () => queue.length,
    /** Resolves once it is this request's turn. */
    async take(): Promise<Hold> {
      const arrivedAt = clock.now()
      if (count === null || working < count) {
        working += 1
        return hold(arrivedAt)
      }
      return new Promise((resolve) => {
        queue.push({ arrivedAt, start: (startedAt) => resolve(hold(startedAt)) })
      })
    },
  }
}
