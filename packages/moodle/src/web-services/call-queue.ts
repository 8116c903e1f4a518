import type { Costs } from './costs.ts'
import type { PlannedCall } from './planned-call.ts'

/** Something asked for apart comes in small batches: a slow one may have been too much at once. */
const maxApartMs = 400
/** A call that costs so much goes alone: others in its batch would wait for it. */
const dearMs = 800
/**
 * Of the course that a student waits for; its lists come before it. Nothing else goes with them, so that it is whole
 * soon.
 */
export const firstCourseRank = 0
/** Costs that are summed in another order differ by less. */
const roundingMs = 0.01

export interface BatchLimits {
  /** Milliseconds of the site's processor. A single call may take more. */
  readonly maxMs: number
  readonly maxCalls: number
}

/** The calls that are planned and not sent yet, in the order of their ranks. */
export class CallQueue {
  readonly #costs: Costs
  #calls: PlannedCall[] = []

  constructor(costs: Costs) {
    this.#costs = costs
  }

  /** What is planned now, in milliseconds of the site's processor. */
  get costMs(): number {
    return this.#calls.reduce((sum, call) => sum + this.#costs.callMs(call), 0)
  }

  /** Behind those of the same rank. */
  add(calls: readonly PlannedCall[]): void {
    if (calls.length === 0) return
    this.#calls = [...this.#calls, ...calls].toSorted((a, b) => a.rank - b.rank)
  }

  /** Takes out all calls of a function. */
  withdraw(functionName: string): PlannedCall[] {
    const withdrawn = this.#calls.filter((call) => call.function === functionName)
    if (withdrawn.length > 0) this.#calls = this.#calls.filter((call) => call.function !== functionName)
    return withdrawn
  }

  /** Takes the next batch, from the front; calls too large for what is left of it are passed over. */
  take({ maxMs, maxCalls }: BatchLimits): PlannedCall[] {
    const batch: PlannedCall[] = []
    const left: PlannedCall[] = []
    let costMs = 0
    for (const call of this.#calls) {
      if (call.subject.ended) continue
      const callMs = this.#costs.callMs(call)
      const first = batch[0]
      const isFull =
        batch.length >= Math.min(maxCalls, first?.mostCalls ?? maxCalls, call.mostCalls ?? maxCalls)
      if (!first || (!isFull && this.#goesWith(first, call, costMs + callMs, maxMs))) {
        batch.push(call)
        costMs += callMs
      } else left.push(call)
    }
    this.#calls = left
    return batch
  }

  #goesWith(first: PlannedCall, call: PlannedCall, costMs: number, maxMs: number): boolean {
    if (this.#costs.callMs(first) >= dearMs || this.#costs.callMs(call) >= dearMs) return false
    if (first.rank <= firstCourseRank && call.rank > firstCourseRank) return false
    const isApart = first.subject.apart !== null || call.subject.apart !== null
    if (isApart && first.subject !== call.subject) return false
    return costMs <= (isApart ? Math.min(maxApartMs, maxMs) : maxMs) + roundingMs
  }
}
