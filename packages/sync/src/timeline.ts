import type { CallRecord } from '@spike/moodle'
import { appendJobEvents, type JobEvent, type Queryable } from '@spike/store'

/**
 * A run's timeline: events are held and written together with the run's next write behind its fence, so that a run that
 * lost its job leaves no trace after that.
 */
export class Timeline {
  readonly #jobId: string
  readonly #now: () => Date
  #held: JobEvent[] = []

  constructor({ jobId, now }: { readonly jobId: string; readonly now: () => Date }) {
    this.#jobId = jobId
    this.#now = now
  }

  get heldCount(): number {
    return this.#held.length
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

  /**
   * Runs a transaction with what is held now, and `event`, written by `append`. What was held is so no more once the
   * transaction is through, however often that was tried; `event` is what the transaction itself does.
   */
  async writeWith<T>(
    event: JobEvent | undefined,
    transaction: (append: (db: Queryable) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const held = [...this.#held]
    const events = event ? [...held, { at: this.#now(), ...event }] : held
    const result = await transaction((db) => appendJobEvents(db, this.#jobId, events))
    this.#held.splice(0, held.length)
    return result
  }
}
