import { describe, expect, it } from 'vitest'
import { pollDelayMs, type PollDelayFacts } from './poll-delay.ts'

const calm: PollDelayFacts = { pollAfterMs: 1500, retryAfterMs: null, failures: 0, hidden: false, random: 0 }

describe('the wait before the next poll', () => {
  it('is what the status asks for', () => {
    expect(pollDelayMs(calm)).toBe(1500)
  })

  it('is not lengthened by a Retry-After that only rounds it up to whole seconds', () => {
    expect(pollDelayMs({ ...calm, retryAfterMs: 2000 })).toBe(1500)
  })

  it('is a Retry-After that asks for more', () => {
    expect(pollDelayMs({ ...calm, retryAfterMs: 7000 })).toBe(7000)
  })

  it('doubles with each failure, up to half a minute', () => {
    const waits = [1, 2, 3, 4, 5, 9].map((failures) => pollDelayMs({ ...calm, failures }))
    expect(waits).toEqual([3000, 6000, 12_000, 24_000, 30_000, 30_000])
  })

  it('is spread over the second half by jitter', () => {
    expect(pollDelayMs({ ...calm, failures: 9, random: 1 })).toBe(15_000)
  })

  it('is never shorter than the Retry-After of an error', () => {
    expect(pollDelayMs({ ...calm, failures: 1, random: 1, retryAfterMs: 60_000 })).toBe(60_000)
  })

  it('is longer in a tab that nobody sees', () => {
    expect(pollDelayMs({ ...calm, hidden: true })).toBe(7500)
  })
})
