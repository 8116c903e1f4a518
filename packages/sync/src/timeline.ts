import type { CallRecord } from '@spike/moodle'
import { appendJobEvents, type Database, type Fence, type JobEvent, type Queryable } from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'

/** So many events are held back at most before they are written by themselves. */
const mostHeld = 200

/** A run's timeline: events are held for a moment and written many at a time. */
export class Timeline {
  readonly #db: Database
  readonly #fence: Fence
  readonly #now: () => Date
  #held: JobEvent[] = []

  constructor(db: Database, fence: Fence, now: () => Date) {
    this.#db = db
    this.#fence = fence
    this.#now = now
  }

  add(event: JobEvent): void {
    this.#held.push({ at: this.#now(), ...event })
  }

  addCall(call: CallRecord): void {
    this.#held.push({
      kind: 'moodle_call',
      at: call.startedAt,
      function: call.function,
      durationMs: call.durationMs,
      bytes: call.bytes,
      outcome: call.outcome,
      data: {
        request: call.request,
        ...(call.courseMoodleId !== null && { courseMoodleId: call.courseMoodleId }),
      },
    })
  }

  /** Writes what is held on a transaction of the run. */
  async writeTo(db: Queryable): Promise<void> {
    const events = this.#held.splice(0)
    try {
      await appendJobEvents(db, this.#fence, events)
    } catch (error) {
      this.#held.unshift(...events)
      throw error
    }
  }

  /** Writes what is held if that is much. */
  async flushIfFull(): Promise<void> {
    if (this.#held.length >= mostHeld) await this.flush()
  }

  async flush(): Promise<void> {
    await withDatabaseRetry(() => this.writeTo(this.#db))
  }
}
