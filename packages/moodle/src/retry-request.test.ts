import { describe, expect, it } from 'vitest'
import { MoodleError } from './errors.ts'
import { backoffMs, retryRequest } from './retry-request.ts'

function startRetry(errors: readonly unknown[], tries = 3) {
  const waits: number[] = []
  const left = [...errors]
  const { signal } = new AbortController()
  const delay = async (ms: number) => void waits.push(ms)
  const request = async () => {
    if (left.length) throw left.shift()
    return 'done'
  }
  return { waits, left, result: retryRequest(request, { tries, signal, delay }) }
}

describe('retryRequest', () => {
  it('tries again what passes by itself, waiting longer each time', async () => {
    const unreachable = () => new MoodleError('moodle.unreachable')
    const { waits, result } = startRetry([unreachable(), unreachable()])
    expect(await result).toBe('done')
    expect(waits[0]).toBeGreaterThanOrEqual(250)
    expect(waits[1]).toBeGreaterThanOrEqual(500)
  })

  it('waits as long as the site asked', async () => {
    const { waits, result } = startRetry([new MoodleError('moodle.rate_limited', { retryAfterMs: 30_000 })])
    expect(await result).toBe('done')
    expect(waits).toEqual([30_000])
  })

  it('does not sit out a longer wait', async () => {
    const { waits, result } = startRetry([new MoodleError('moodle.maintenance', { retryAfterMs: 30_001 })])
    await expect(result).rejects.toMatchObject({ code: 'moodle.maintenance', retryAfterMs: 30_001 })
    expect(waits).toEqual([])
  })

  it('never tries a wrong password twice', async () => {
    const { left, result } = startRetry([new MoodleError('auth.invalid_credentials'), new Error('second')])
    await expect(result).rejects.toMatchObject({ code: 'auth.invalid_credentials' })
    expect(left).toHaveLength(1)
  })

  it('rejects with the last error when the tries are used up', async () => {
    const errors = [1, 2, 3].map((n) => new MoodleError('moodle.busy', { detail: `${n}` }))
    await expect(startRetry(errors).result).rejects.toMatchObject({ detail: '3' })
  })
})

describe('backoffMs', () => {
  it('grows up to a limit, with jitter of a half', () => {
    expect([1, 2, 3, 9].map((tries) => backoffMs(tries, () => 1))).toEqual([500, 1000, 2000, 8000])
    expect(backoffMs(1, () => 0)).toBe(250)
  })
})
