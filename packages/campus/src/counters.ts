export type CallFilter = { username?: string; function?: string; courseId?: number }

/** How often one student's call of one function (about one course) was run. */
export type CallCount = { username: string; function: string; courseId: number | null; count: number }

export type CounterState = {
  requests: number
  /** By outermost function, or by `login/token.php` and the like. */
  requestsByFunction: Record<string, number>
  calls: CallCount[]
  inFlight: number
  peakInFlight: number
  /** Milliseconds the campus itself worked: delays and waits do not count. */
  busyMs: number
  /** What the cost model has charged since the last reset: milliseconds of a core, all together and by function. */
  costMs: number
  costMsByName: Record<string, number>
  /** Requests that wait for a core now. */
  waiting: number
  /** Unix milliseconds: the first request's arrival and the last answer since the last reset. */
  firstStartedAt: number | null
  lastEndedAt: number | null
  /** Requests that carried a password or web service token in their address. Must stay 0. */
  secretsInUrl: number
}

export type Counters = ReturnType<typeof createCounters>

/**
 * @param onChange called after every change
 * @param countWaiting how many requests wait for a core
 */
export function createCounters(onChange: () => void, countWaiting: () => number = () => 0) {
  let calls = new Map<string, CallCount>()
  let requestsByFunction = new Map<string, number>()
  let requests = 0
  let inFlight = 0
  let peakInFlight = 0
  let busyMs = 0
  let secretsInUrl = 0
  let costMsByName = new Map<string, number>()
  let firstStartedAt: number | null = null
  let lastEndedAt: number | null = null

  return {
    requestStarted(name: string) {
      firstStartedAt ??= Date.now()
      requests += 1
      inFlight += 1
      peakInFlight = Math.max(peakInFlight, inFlight)
      requestsByFunction.set(name, (requestsByFunction.get(name) ?? 0) + 1)
      onChange()
    },
    requestEnded() {
      inFlight -= 1
      lastEndedAt = Date.now()
      onChange()
    },
    callStarted(call: { username: string; function: string; courseId: number | undefined }) {
      const courseId = call.courseId ?? null
      const key = `${call.username} ${call.function} ${courseId}`
      const counted = calls.get(key) ?? {
        username: call.username,
        function: call.function,
        courseId,
        count: 0,
      }
      calls.set(key, { ...counted, count: counted.count + 1 })
      onChange()
    },
    worked(milliseconds: number) {
      busyMs += milliseconds
    },
    spent(name: string, milliseconds: number) {
      costMsByName.set(name, (costMsByName.get(name) ?? 0) + milliseconds)
    },
    secretSeen() {
      secretsInUrl += 1
      onChange()
    },
    countCalls: (filter: CallFilter = {}): number =>
      [...calls.values()]
        .filter((call) => filter.username === undefined || filter.username === call.username)
        .filter((call) => filter.function === undefined || filter.function === call.function)
        .filter((call) => filter.courseId === undefined || filter.courseId === call.courseId)
        .reduce((sum, call) => sum + call.count, 0),
    countRequests: (name?: string): number =>
      name === undefined ? requests : (requestsByFunction.get(name) ?? 0),
    read: (): CounterState => ({
      requests,
      requestsByFunction: Object.fromEntries(requestsByFunction),
      calls: [...calls.values()],
      inFlight,
      peakInFlight,
      busyMs,
      costMs: [...costMsByName.values()].reduce((sum, costMs) => sum + costMs, 0),
      costMsByName: Object.fromEntries(costMsByName),
      waiting: countWaiting(),
      firstStartedAt,
      lastEndedAt,
      secretsInUrl,
    }),
    /** Forgets everything but the requests in flight. */
    reset() {
      calls = new Map()
      requestsByFunction = new Map()
      requests = 0
      peakInFlight = inFlight
      busyMs = 0
      costMsByName = new Map()
      firstStartedAt = null
      lastEndedAt = null
      secretsInUrl = 0
      onChange()
    },
  }
}
