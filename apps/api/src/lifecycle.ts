/** Whether the api is stopping. Set once, and told to whoever holds a request open. */
export interface Lifecycle {
  readonly stopping: boolean
  readonly signal: AbortSignal
  stop(): void
}

export function createLifecycle(): Lifecycle {
  const controller = new AbortController()
  return {
    get stopping() {
      return controller.signal.aborted
    },
    signal: controller.signal,
    stop: () => controller.abort(),
  }
}
