export const defaultPollMs = 2000
export const longestPollMs = 30_000
/** How much slower a tab that nobody sees polls. */
const hiddenFactor = 5

export interface PollDelayFacts {
  /** From the last status; null before the first. */
  pollAfterMs: number | null
  /** From the last answer's Retry-After header; null without one. */
  retryAfterMs: number | null
  /** How many answers in a row did not come or were errors. */
  failures: number
  hidden: boolean
  /** 0 to 1. */
  random: number
}

/** How long to wait until the next poll. What the server asks for is never undercut. */
export function pollDelayMs(facts: PollDelayFacts): number {
  const base = facts.pollAfterMs ?? defaultPollMs
  if (facts.failures > 0) {
    const backoff = Math.min(longestPollMs, base * 2 ** facts.failures)
    // Jitter takes up to half off, so that the pages that lost a server do not come back all at once.
    return Math.max(backoff * (1 - facts.random / 2), facts.retryAfterMs ?? 0)
  }
  // Retry-After is whole seconds, rounded up: only one longer than that rounding says more than pollAfterMs.
  const rounded = Math.ceil(base / 1000) * 1000
  const asked = facts.retryAfterMs !== null && facts.retryAfterMs > rounded ? facts.retryAfterMs : base
  return facts.hidden ? Math.max(asked, Math.min(longestPollMs, asked * hiddenFactor)) : asked
}
