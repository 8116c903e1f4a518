/**
 * The time a run has worked, in milliseconds: waiting for the site's turn does not count. It waits when it has
 * requests before the gate and none beyond it.
 */
export class RunClock {
  readonly #now: () => number
  #activeMs = 0
  #since: number
  #waiting = 0
  #inFlight = 0

  constructor(now: () => number) {
    this.#now = now
    this.#since = now()
  }

  get activeMs(): number {
    return this.#activeMs + (this.#paused ? 0 : this.#now() - this.#since)
  }

  requestWaits(): void {
    this.#change(() => (this.#waiting += 1))
  }

  requestStarts(): void {
    this.#change(() => {
      this.#waiting -= 1
      this.#inFlight += 1
    })
  }

  /** A request that waited went away without having started. */
  requestGivesUp(): void {
    this.#change(() => (this.#waiting -= 1))
  }

  requestEnds(): void {
    this.#change(() => (this.#inFlight -= 1))
  }

  get #paused(): boolean {
    return this.#waiting > 0 && this.#inFlight === 0
  }

  #change(apply: () => void): void {
    this.#activeMs = this.activeMs
    this.#since = this.#now()
    apply()
  }
}
