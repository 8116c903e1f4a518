import { RunStopped, type StopReason } from '@spike/sync'

interface Running {
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** The jobs this process runs now, each with the means to stop it. */
export class RunningJobs {
  readonly #jobs = new Map<string, Set<Running>>()

  get ids(): string[] {
    return [...this.#jobs.keys()]
  }

  /** Runs `work` with a signal that `stop` aborts. */
  async run(jobId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const stop = new AbortController()
    const { promise, resolve } = Promise.withResolvers<void>()
    const running: Running = { stop, ended: promise }
    const ofJob = this.#jobs.get(jobId) ?? new Set()
    this.#jobs.set(jobId, ofJob.add(running))
    try {
      await work(stop.signal)
    } finally {
      ofJob.delete(running)
      if (ofJob.size === 0) this.#jobs.delete(jobId)
      resolve()
    }
  }

  stop(jobId: string, reason: StopReason): void {
    for (const running of this.#jobs.get(jobId) ?? []) running.stop.abort(new RunStopped(reason))
  }

  /** Stops all and resolves when each has let go. */
  async stopAll(reason: StopReason): Promise<void> {
    const all = [...this.#jobs.values()].flatMap((ofJob) => [...ofJob])
    for (const running of all) running.stop.abort(new RunStopped(reason))
    await Promise.all(all.map((running) => running.ended))
  }
}
