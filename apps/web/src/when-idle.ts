/**
 * Calls when the page has nothing better to do, at the latest after `timeoutMs`; after `guessMs` where the browser cannot
 * say when that is.
 */
export function whenIdle(
  work: () => void,
  { timeoutMs, guessMs = 2000 }: { readonly timeoutMs: number; readonly guessMs?: number },
): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: timeoutMs })
  else setTimeout(work, guessMs)
}
