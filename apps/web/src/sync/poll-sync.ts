import type { SyncStatus } from '@spike/contract'
import { hasEnded } from '@spike/contract/stages'
import { ApiError } from '../api/api-error.ts'
import type { StatusAnswer, StatusRequest } from '../api/student-api.ts'
import { pollDelayMs } from './poll-delay.ts'

/** A poll that has no answer by then is given up and counts as a failure. */
const pollTimeoutMs = 20_000

export interface Clock {
  setTimeout(callback: () => void, ms: number): number
  clearTimeout(id: number): void
}

export type PageSignal = 'visible' | 'hidden' | 'online' | 'offline'

/** What the page knows about being seen and being connected. */
export interface PageSignals {
  isHidden(): boolean
  /** Calls back until the returned function is called. */
  listen(listener: (signal: PageSignal) => void): () => void
}

export interface PollSyncOptions {
  jobId: string
  /** Rejects with ApiError or NoConnectionError. */
  fetchStatus: (request: StatusRequest) => Promise<StatusAnswer>
  onStatus: (status: SyncStatus) => void
  /** True while answers do not come, false when they come again. */
  onReconnecting: (reconnecting: boolean) => void
  /** The server will not tell about this job any more: nobody is signed in, or it is not theirs. Polling has stopped. */
  onRefused: (error: ApiError) => void
  page?: PageSignals
  clock?: Clock
  random?: () => number
}

export interface SyncPolling {
  /** Asks at once; an answer that is awaited just now is not waited for. */
  pollNow(): void
  stop(): void
}

/**
 * Asks for a sync's status until it has ended: as often as the server says, slower on errors and in a hidden tab,
 * at once when the tab is seen again or the network is back.
 */
export function pollSync(options: PollSyncOptions): SyncPolling {
  const { page = browserPage, clock = browserClock, random = Math.random } = options
  let etag: string | null = null
  let pollAfterMs: number | null = null
  let failures = 0
  let timer: number | undefined
  let inFlight: AbortController | undefined
  let stopped = false

  async function poll(): Promise<void> {
    clock.clearTimeout(timer ?? 0)
    timer = undefined
    const mine = new AbortController()
    inFlight = mine
    const timeout = clock.setTimeout(() => mine.abort(), pollTimeoutMs)
    let retryAfterMs: number | null = null
    try {
      const answer = await options.fetchStatus({ jobId: options.jobId, etag, signal: mine.signal })
      if (inFlight !== mine) return
      retryAfterMs = answer.retryAfterMs
      etag = answer.etag
      if (failures > 0) options.onReconnecting(false)
      failures = 0
      if (answer.status) {
        pollAfterMs = answer.status.pollAfterMs
        options.onStatus(answer.status)
        if (hasEnded(answer.status.status)) stop()
      }
    } catch (error) {
      if (inFlight !== mine) return
      if (error instanceof ApiError && isRefusal(error)) {
        stop()
        options.onRefused(error)
        return
      }
      if (error instanceof ApiError && error.retryAfterSeconds !== null)
        retryAfterMs = error.retryAfterSeconds * 1000
      failures += 1
      options.onReconnecting(true)
    } finally {
      clock.clearTimeout(timeout)
      if (inFlight === mine) inFlight = undefined
    }
    if (stopped) return
    const delayMs = pollDelayMs({
      pollAfterMs,
      retryAfterMs,
      failures,
      hidden: page.isHidden(),
      random: random(),
    })
    timer = clock.setTimeout(() => void poll(), delayMs)
  }

  function pollNow(): void {
    if (stopped) return
    const before = inFlight
    void poll()
    before?.abort()
  }

  function stop(): void {
    stopped = true
    clock.clearTimeout(timer ?? 0)
    const before = inFlight
    inFlight = undefined
    before?.abort()
    stopListening()
  }

  const stopListening = page.listen((signal) => {
    if (signal === 'offline') options.onReconnecting(true)
    // What was asked over the lost network may hang; what was asked while hidden is as good as new.
    else if (signal === 'online') {
      // Counted as a failure, so that the next answer takes "reconnecting" away.
      failures = Math.max(failures, 1)
      pollNow()
    } else if (signal === 'visible' && !inFlight) pollNow()
  })

  void poll()
  return { pollNow, stop }
}

function isRefusal(error: ApiError): boolean {
  return error.status === 401 || error.status === 403 || error.status === 404
}

export const browserClock: Clock = {
  setTimeout: (callback, ms) => window.setTimeout(callback, ms),
  clearTimeout: (id) => window.clearTimeout(id),
}

export const browserPage: PageSignals = {
  isHidden: () => document.visibilityState === 'hidden',
  listen(listener) {
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener(
      'visibilitychange',
      () => listener(document.visibilityState === 'visible' ? 'visible' : 'hidden'),
      { signal },
    )
    window.addEventListener('online', () => listener('online'), { signal })
    window.addEventListener('offline', () => listener('offline'), { signal })
    return () => listening.abort()
  },
}
