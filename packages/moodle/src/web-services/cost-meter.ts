import type { LearntCost, SiteKnowledge } from '../site-knowledge.ts'
import type { Call } from './calls.ts'
import { type Costs, defaultCost, defaultRequestMs, estimateCosts } from './costs.ts'

interface MeasuredRequest {
  /** Those that were run: of a batch that stopped at an error, none after it. */
  readonly calls: readonly Call[]
  readonly durationMs: number
  /** Requests of this reader at the site when it was sent, itself too. */
  readonly inFlight: number
}

export interface CostMeter {
  /** What was known at the start. It stays, so that a reading's plan does not sway with the site's load. */
  readonly costs: Costs
  measure(request: MeasuredRequest): void
  /** A request that was given up after so long: it takes at least that. Nothing is learnt of its calls. */
  noteTimeout(calls: readonly Call[], durationMs: number): void
  /** How many times slower than thought even the quicker of the latest requests were; 1 where they were not. */
  readonly slowness: number
  /** What was known, moved towards what was measured. */
  learnt(): Pick<SiteKnowledge, 'requestMs' | 'costs'>
}

/** More requests than a site has processors wait for one another. Two are assumed: what is common, and what was measured on. */
const assumedCores = 2
/** One measured request moves what is thought of its parts by so much at most. */
const largestRatio = 4
const latestRequests = 3
const leastSlowness = 2
/** A site that seems much quicker than the measured one answered from small data, and the next student's may be large. */
const lowestOfDefault = 1 / 4
const highestOfDefault = 25
/** Others' load makes calls look dearer than they are, nothing makes them look cheaper: so the cheaper is believed sooner. */
const trust = { first: 0.7, cheaper: 0.5, dearer: 0.15 }
const mostSamples = 100_000

interface Observation {
  /** Measured over expected, of the request it was part of. */
  readonly ratio: number
  /** How much of that request it was expected to be. */
  readonly share: number
}
interface Part {
  readonly observations: Observation[]
  calls: number
}

/**
 * Learns what calls cost from how long their requests took. A request's time is laid to its parts as they were expected
 * to share it; over requests and readings of other mixtures the parts come apart.
 */
export function createCostMeter(knowledge: SiteKnowledge | null): CostMeter {
  const costs = estimateCosts(knowledge)
  const requests: Part = { observations: [], calls: 0 }
  const functions = new Map<string, Part>()
  const latest: number[] = []

  function partOf(functionName: string): Part {
    let part = functions.get(functionName)
    if (!part) functions.set(functionName, (part = { observations: [], calls: 0 }))
    return part
  }

  function noteLatest(times: number): void {
    latest.push(times)
    if (latest.length > latestRequests) latest.shift()
  }

  return {
    costs,

    noteTimeout(calls, durationMs) {
      const expectedMs = calls.reduce((sum, call) => sum + costs.callMs(call), costs.requestMs)
      noteLatest(durationMs / expectedMs)
    },

    measure({ calls, durationMs, inFlight }) {
      const expectedByFunction = new Map<string, number>()
      for (const call of calls) {
        const before = expectedByFunction.get(call.function) ?? 0
        expectedByFunction.set(call.function, before + costs.callMs(call))
        partOf(call.function).calls += 1
      }
      const expectedMs = expectedByFunction.values().reduce((sum, ms) => sum + ms, costs.requestMs)
      // By Little's law the mean time at the site is so many times the time of work as there are requests for a core.
      const workMs = durationMs * Math.min(1, assumedCores / inFlight)
      noteLatest(durationMs / expectedMs)
      const ratio = Math.min(largestRatio, Math.max(1 / largestRatio, workMs / expectedMs))
      requests.observations.push({ ratio, share: costs.requestMs / expectedMs })
      requests.calls += 1
      for (const [name, ms] of expectedByFunction)
        partOf(name).observations.push({ ratio, share: ms / expectedMs })
    },

    get slowness() {
      if (latest.length < latestRequests) return 1
      const least = Math.min(...latest)
      return least < leastSlowness ? 1 : least
    },

    learnt() {
      const learntCosts: Record<string, LearntCost> = { ...knowledge?.costs }
      for (const [name, part] of functions) {
        const before = knowledge?.costs[name]
        const usual = defaultCost(name)
        const factor = moveTowards(part, before?.samples ?? 0)
        const learn = (known: number, usualMs: number) => within(known * factor, usualMs)
        learntCosts[name] = {
          callMs: learn(before?.callMs ?? usual.callMs, usual.callMs),
          perCourseMs: learn(before?.perCourseMs ?? usual.perCourseMs, usual.perCourseMs),
          samples: Math.min(mostSamples, (before?.samples ?? 0) + part.calls),
        }
      }
      const samples = knowledge?.requestMs == null ? 0 : 1
      const requestMs = within(costs.requestMs * moveTowards(requests, samples), defaultRequestMs)
      return { requestMs: requests.calls ? requestMs : (knowledge?.requestMs ?? null), costs: learntCosts }
    },
  }
}

/** By what factor a cost is to be changed, after what was observed of it. */
function moveTowards({ observations }: Part, samplesBefore: number): number {
  if (observations.length === 0) return 1
  const seen = weightedMedian(observations)
  const weight = samplesBefore === 0 ? trust.first : seen < 1 ? trust.cheaper : trust.dearer
  return 1 + (seen - 1) * weight
}

function weightedMedian(observations: readonly Observation[]): number {
  const sorted = observations.toSorted((a, b) => a.ratio - b.ratio)
  let left = sorted.reduce((sum, { share }) => sum + share, 0) / 2
  for (const { ratio, share } of sorted) {
    left -= share
    if (left <= 0) return ratio
  }
  return sorted.at(-1)?.ratio ?? 1
}

function within(ms: number, usualMs: number): number {
  const bounded = Math.min(usualMs * highestOfDefault, Math.max(usualMs * lowestOfDefault, ms))
  return Math.round(bounded * 100) / 100
}
