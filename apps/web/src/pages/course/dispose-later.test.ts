import { createRoot, onCleanup } from 'solid-js'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { disposeLater } from './dispose-later.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('cleans up after what it stood in has gone, all of it in the end', () => {
  let cleaned = 0
  const leave = createRoot((dispose) => {
    for (let row = 0; row < 100; row++) {
      disposeLater(() => {
        onCleanup(() => (cleaned += 1))
        return row
      })
    }
    return dispose
  })
  leave()
  expect(cleaned).toBe(0)
  vi.runAllTimers()
  expect(cleaned).toBe(100)
})
