/** Promises that settle when a condition about the campus has become true. */
export function createWaiters() {
  const waiting = new Set<() => void>()

  return {
    /** To be called whenever something may have changed. */
    check() {
      for (const recheck of waiting) recheck()
    },
    /** Rejects with the signal's reason when that comes first. */
    waitUntil(isTrue: () => boolean, signal?: AbortSignal): Promise<void> {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const abort = () => {
        waiting.delete(recheck)
        reject(signal?.reason)
      }
      const recheck = () => {
        if (!isTrue()) return
        waiting.delete(recheck)
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      if (signal?.aborted === true) {
        abort()
        return promise
      }
      waiting.add(recheck)
      signal?.addEventListener('abort', abort, { once: true })
      recheck()
      return promise
    },
  }
}
