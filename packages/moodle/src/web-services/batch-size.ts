import type { BatchLimits } from './call-queue.ts'

export interface BatchSizeOptions {
  /** What is planned and not sent, in milliseconds of the site's processor. */
  readonly plannedMs: number
  /** Requests at the site now, and how many there may be. */
  readonly inFlight: number
  readonly mostInFlight: number
  /** What the first course needs is not all asked for. */
  readonly isBeginning: boolean
  /** What the site pays for a request before its first call. */
  readonly requestMs: number
  /** How many times slower than thought the site is now. */
  readonly slowness: number
  readonly requestTimeoutMs: number
  /** In a request; 1 where the site has no batches. */
  readonly maxCalls: number
}

/** A batch is worth so many starts of PHP: then starting takes a thirtieth of the site's time. */
const requestsWorth = 30
const largest = { leastMs: 1_200, mostMs: 3_000 }
/** Nothing may stand long in the site's line before what the first course needs. */
const beginningMs = 350
/** Towards the end, smaller ones, shared by most of the requests that may be in flight: so the processors end together. */
const smallestMs = 900
const sharing = 0.75
/** Less than this is no request of its own: it goes with the last, or waits for what else will be known … */
const worthSendingMs = 500
/** … while so many requests keep the processors of a common site busy. */
const busyRequests = 2
/** A batch that takes more of the time it has may be lost, and its work with it. */
const shareOfTimeout = 1 / 4

/** How much may go into the next batch; null where it is better to wait for what is in flight. */
export function chooseBatchLimits(options: BatchSizeOptions): BatchLimits | null {
  const { plannedMs, isBeginning, requestMs, maxCalls } = options
  const inTimeMs = (options.requestTimeoutMs * shareOfTimeout) / options.slowness
  if (maxCalls === 1) return { maxMs: inTimeMs, maxCalls }
  const isLeft = isBeginning ? options.inFlight <= busyRequests : plannedMs >= worthSendingMs
  if (options.inFlight >= busyRequests && !isLeft) return null
  const mostMs = Math.min(largest.mostMs, Math.max(largest.leastMs, requestMs * requestsWorth))
  const sharedMs = Math.max(smallestMs, plannedMs / (options.mostInFlight * sharing))
  const chosenMs = Math.min(isBeginning ? beginningMs : mostMs, sharedMs)
  const maxMs = plannedMs - chosenMs < worthSendingMs ? Math.max(chosenMs, plannedMs) : chosenMs
  return { maxMs: Math.min(maxMs, inTimeMs), maxCalls }
}
