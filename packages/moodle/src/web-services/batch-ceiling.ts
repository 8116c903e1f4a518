/** Calls differ in size, and it may be the size that counts: so near to what broke, more calls may have passed. */
const similar = 2

/**
 * How many calls a request may hold, as far as a reading has met. A firewall may let through no batch, none of more than a
 * few calls, or none above some size. One call that breaks its batch looks like that too, until a much larger one comes back
 * or that call fails by itself.
 */
export class BatchCeiling {
  #largestPassed = 1
  #smallestBroken = Infinity

  passed(calls: number): void {
    this.#largestPassed = Math.max(this.#largestPassed, calls)
  }

  broke(calls: number): void {
    this.#smallestBroken = Math.min(this.#smallestBroken, calls)
  }

  /** A call failed in a request of its own: it, and not their size, broke the batches that it was in. */
  blameCall(): void {
    this.#smallestBroken = Infinity
  }

  /** Infinite while nothing speaks against any. */
  get maxCalls(): number {
    const [passed, broken] = [this.#largestPassed, this.#smallestBroken]
    if (passed >= broken * similar) return Infinity
    return passed >= broken ? Math.max(1, broken - 1) : Math.max(passed, Math.floor(broken / 2))
  }
}
