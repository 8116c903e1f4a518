import { MoodleError, type RequestGate } from '@spike/moodle'
import type { SiteSlots } from '@spike/store'
import type { RunClock } from './run-clock.ts'

/** A slot is given back after so long, so that other processes get their turn. */
const holdMs = 200
/** How often a process that found no slot asks again. */
const askAgainMs = 25
/** While a site wants to be left alone, whether it still does is looked at so often. */
const longestPauseMs = 1_000
/** A site that wants to be left alone for longer gets its jobs put back instead of waited for. */
const longestWaitMs = 30_000

export interface SiteGatesOptions {
  readonly slots: SiteSlots
  readonly now: () => number
  readonly delay: (ms: number) => Promise<void>
}

interface Waiter {
  readonly order: number
  readonly start: (slot: HeldSlot) => void
  readonly refuse: (error: unknown) => void
}
interface HeldSlot {
  readonly number: number
  readonly since: number
  readonly generation: number
}

/**
 * Lets requests to each site through, as many at once as the site's slots allow over all processes. Runs of one site
 * take turns in the order in which they began: the earlier run's requests go first, so that it ends sooner,
 * and later runs fill what it leaves free.
 */
export class SiteGates {
  readonly #options: SiteGatesOptions
  readonly #sites = new Map<string, SiteGate>()
  #runs = 0

  constructor(options: SiteGatesOptions) {
    this.#options = options
  }

  /** The gate of one run. */
  open(institutionId: string, clock: RunClock): RequestGate {
    const order = this.#runs++
    let site = this.#sites.get(institutionId)
    if (!site) this.#sites.set(institutionId, (site = new SiteGate(institutionId, this.#options)))
    const gate = site
    return {
      async run(signal, request) {
        clock.requestWaits()
        let slot: HeldSlot
        try {
          slot = await gate.take(order, signal)
        } catch (error) {
          clock.requestGivesUp()
          throw error
        }
        clock.requestStarts()
        try {
          return await request()
        } finally {
          clock.requestEnds()
          gate.giveBack(slot)
        }
      },
      standBack: (retryAfterMs) => gate.standBack(retryAfterMs),
    }
  }
}

class SiteGate {
  readonly #institutionId: string
  readonly #options: SiteGatesOptions
  /** In the order of their runs; requests of one run in the order they came. */
  readonly #waiters: Waiter[] = []
  #busy: HeldSlot[] = []
  #idle: HeldSlot[] = []
  #pumping = false
  #slotCameBack = Promise.withResolvers<void>()

  constructor(institutionId: string, options: SiteGatesOptions) {
    this.#institutionId = institutionId
    this.#options = options
  }

  take(order: number, signal: AbortSignal): Promise<HeldSlot> {
    signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<HeldSlot>()
    const onAbort = () => {
      const index = this.#waiters.indexOf(waiter)
      if (index < 0) return
      this.#waiters.splice(index, 1)
      reject(signal.reason)
    }
    const waiter: Waiter = {
      order,
      start: (slot) => {
        signal.removeEventListener('abort', onAbort)
        resolve(slot)
      },
      refuse: (error) => {
        signal.removeEventListener('abort', onAbort)
        reject(error)
      },
    }
    signal.addEventListener('abort', onAbort, { once: true })
    const before = this.#waiters.findLastIndex((other) => other.order <= order)
    this.#waiters.splice(before + 1, 0, waiter)
    void this.#pump()
    return promise
  }

  giveBack(slot: HeldSlot): void {
    this.#busy = this.#busy.filter((other) => other !== slot)
    this.#idle.push(slot)
    this.#slotCameBack.resolve()
    void this.#pump()
  }

  async standBack(retryAfterMs: number): Promise<void> {
    await this.#options.slots.standBack(this.#institutionId, retryAfterMs)
    for (const slot of this.#idle.splice(0)) await this.#release(slot)
  }

  /** Gives free slots to waiters until there are no more of one or the other. One pump at a time. */
  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#waiters.length > 0 || this.#idle.length > 0) {
        const slot = this.#waiters.length > 0 ? this.#reuse() : null
        if (slot) {
          this.#start(slot)
          continue
        }
        const spent = this.#idle.pop()
        if (spent) {
          await this.#release(spent)
          continue
        }
        await this.#acquire()
      }
    } finally {
      this.#pumping = false
    }
  }

  /** An idle slot that this process may go on using. */
  #reuse(): HeldSlot | null {
    const index = this.#idle.findIndex(
      (slot) => this.#isHeld(slot) && this.#options.now() - slot.since < holdMs,
    )
    return index < 0 ? null : (this.#idle.splice(index, 1)[0] ?? null)
  }

  #start(slot: HeldSlot): void {
    this.#busy.push(slot)
    this.#waiters.shift()?.start(slot)
  }

  #isHeld(slot: HeldSlot): boolean {
    return slot.generation === this.#options.slots.generation
  }

  async #release(slot: HeldSlot): Promise<void> {
    if (!this.#isHeld(slot)) return
    // A connection that breaks here frees the slot as well.
    await this.#options.slots.release(this.#institutionId, slot.number).catch(() => {})
  }

  /** Takes a slot from the database for the first waiter, or waits a moment for one. */
  async #acquire(): Promise<void> {
    const { slots, now, delay } = this.#options
    const held = this.#busy.filter((slot) => this.#isHeld(slot)).map((slot) => slot.number)
    const answer = await slots.tryAcquire(this.#institutionId, held).catch(() => null)
    if (answer !== null && answer.slot !== null) {
      const slot = { number: answer.slot, since: now(), generation: slots.generation }
      if (this.#waiters.length > 0) this.#start(slot)
      else this.#idle.push(slot)
      return
    }
    const waitMs = answer?.standBackMs ?? 0
    if (waitMs > longestWaitMs) {
      for (const waiter of this.#waiters.splice(0)) {
        waiter.refuse(new MoodleError('moodle.rate_limited', { detail: 'stand_back', retryAfterMs: waitMs }))
      }
      return
    }
    this.#slotCameBack = Promise.withResolvers()
    const pause = delay(waitMs > 0 ? Math.min(waitMs, longestPauseMs) : askAgainMs)
    await Promise.race([pause, this.#slotCameBack.promise])
  }
}
