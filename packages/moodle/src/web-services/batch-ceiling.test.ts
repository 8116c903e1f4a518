import { describe, expect, it } from 'vitest'
import { BatchCeiling } from './batch-ceiling.ts'

describe('how many calls a request may hold', () => {
  const after = (steps: readonly (number | 'call')[]) => {
    const ceiling = new BatchCeiling()
    for (const step of steps) {
      if (step === 'call') ceiling.blameCall()
      else if (step > 0) ceiling.passed(step)
      else ceiling.broke(-step)
    }
    return ceiling.maxCalls
  }

  it('is not limited until a batch breaks', () => {
    expect(after([])).toBe(Infinity)
    expect(after([3, 20])).toBe(Infinity)
  })

  it('is half of what broke, down to single calls, and what passed is not given up', () => {
    expect(after([-40])).toBe(20)
    expect(after([-40, 20, -30])).toBe(20)
    expect(after([-40, -20, -10, -5, -2])).toBe(1)
  })

  it('stays below what broke where as many other calls passed, as it may be the size that counts', () => {
    expect(after([-12, 6, -5])).toBe(4)
  })

  it('is not limited where one call is to blame', () => {
    expect(after([-10, 20])).toBe(Infinity)
    expect(after([-10, -5, 'call'])).toBe(Infinity)
  })
})
