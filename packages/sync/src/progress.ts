import {
  progressWithin,
  type StageKey,
  stageOf,
  type UnreadCourse,
  type WorkingStageKey,
} from '@spike/contract'
import { type Database, type Fence, type JobData, type Queryable, writeProgress } from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import { estimateTimeLeft } from './eta.ts'
import { RunStopped } from './errors.ts'

/** At most four writes a second between stage edges. */
const leastIntervalMs = 250

export interface ProgressOptions {
  readonly db: Database
  readonly fence: Fence
  readonly signal: AbortSignal
  /** What the job has cost so far, over all attempts; waiting is no work. */
  readonly spent: () => { readonly moodleRequests: number; readonly activeMs: number }
  /** Told when the job was taken over or is to be cancelled; the run's signal aborts with it. */
  readonly stop: (reason: RunStopped) => void
}

type Parts = { readonly done: number; readonly total: number }

/**
 * A run's progress, written at stage edges and at whole percents. What is written never falls, not even over attempts:
 * the database keeps the greater one.
 */
export class Progress {
  readonly #options: ProgressOptions
  #stage: WorkingStageKey = 'starting'
  #percent = 0
  #written = -1
  #parts: Partial<Record<StageKey, Parts>>
  #eta: NonNullable<JobData['eta']> | null = null
  #unread: UnreadCourse[] = []
  #timer: NodeJS.Timeout | undefined
  #lastWriteAt = Number.NEGATIVE_INFINITY
  #writing: Promise<void> = Promise.resolve()
  #stageStart: { activeMs: number; done: number } = { activeMs: 0, done: 0 }

  constructor(options: ProgressOptions, before: JobData) {
    this.#options = options
    this.#parts = { ...before.parts }
  }

  get data(): JobData {
    return { parts: this.#parts, eta: this.#eta, unreadCourses: this.#unread }
  }

  get stage(): WorkingStageKey {
    return this.#stage
  }

  addUnread(course: UnreadCourse): void {
    this.#unread.push(course)
  }

  /** A stage edge: written at once. `parts` where the stage counts parts; done may be more than none after a retry. */
  async enter(stage: WorkingStageKey, parts?: Parts): Promise<void> {
    this.#stage = stage
    this.#percent = parts ? progressWithin(stage, parts.done, parts.total) : stageOf(stage).from
    if (parts) this.#parts = { ...this.#parts, [stage]: parts }
    this.#eta = null
    this.#stageStart = { activeMs: this.#options.spent().activeMs, done: parts?.done ?? 0 }
    await this.#write()
  }

  /** Parts done of the stage that was entered. Written soon, if a whole percent was reached. */
  advance(done: number, total: number): void {
    this.note(done, total)
    this.#writeSoon()
  }

  /** The same, written by the next `writeDue` or `advance`. */
  note(done: number, total: number): void {
    this.#parts = { ...this.#parts, [this.#stage]: { done, total } }
    this.#percent = progressWithin(this.#stage, done, total)
    if (this.#stage === 'analyzing_content') {
      this.#eta = estimateTimeLeft({
        done,
        total,
        doneBefore: this.#stageStart.done,
        elapsedMs: this.#options.spent().activeMs - this.#stageStart.activeMs,
      })
    }
  }

  /** Writes what is due together with a save of the run, on its transaction: so the two never wait for each other. */
  async writeDue(db: Queryable): Promise<void> {
    if (this.#percent === this.#written || performance.now() < this.#lastWriteAt + leastIntervalMs) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#writeTo(db)
  }

  /** Ends the writing: nothing of this run's progress is written after it. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#writing.catch(() => {})
  }

  #writeSoon(): void {
    if (this.#timer || this.#percent === this.#written) return
    const waitMs = Math.max(0, this.#lastWriteAt + leastIntervalMs - performance.now())
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#write().catch(() => {
        // The signal carries why; the run itself meets it.
      })
    }, waitMs)
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing.catch(() => {}).then(() => this.#writeNow())
    return this.#writing
  }

  async #writeNow(): Promise<void> {
    const { db, signal, stop } = this.#options
    signal.throwIfAborted()
    const { held, cancelRequested } = await withDatabaseRetry(() => this.#writeTo(db), signal)
    if (!held) stop(new RunStopped('fenced'))
    else if (cancelRequested) stop(new RunStopped('cancelled'))
    signal.throwIfAborted()
  }

  #writeTo(db: Queryable): Promise<{ held: boolean; cancelRequested: boolean }> {
    this.#lastWriteAt = performance.now()
    this.#written = this.#percent
    return writeProgress(db, this.#options.fence, {
      stage: this.#stage,
      progress: this.#percent,
      data: this.data,
      ...this.#options.spent(),
    })
  }
}
