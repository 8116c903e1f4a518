/** Calls when the page has nothing better to do, or after the time given. */
export function whenIdle(work: () => void, { timeoutMs }: { readonly timeoutMs: number }): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: timeoutMs })
  else setTimeout(work, Math.min(timeoutMs, 2000))
}
