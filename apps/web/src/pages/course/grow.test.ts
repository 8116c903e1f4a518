import { createRenderEffect, createRoot, createSignal } from 'solid-js'
import { expect, it } from 'vitest'
import { createGrowing } from './grow.ts'

/** A step of any size takes `stepMs`. */
function setUp(count: number, stepMs = 1) {
  let time = 0
  const waiting: (() => void)[] = []
  const [total, setTotal] = createSignal(count)
  const [of, setOf] = createSignal('all')
  const { drawn, dispose } = createRoot((disposeRoot) => ({
    drawn: createGrowing({
      total,
      of,
      first: 10,
      now: () => (time += stepMs),
      schedule(callback) {
        waiting.push(callback)
        return () => waiting.splice(waiting.indexOf(callback), 1)
      },
    }),
    dispose: disposeRoot,
  }))
  return { drawn, dispose, setTotal, setOf, waiting, paint: () => waiting.shift()?.() }
}

it('draws the first screen at once and the rest step by step, in larger ones while they take little time', () => {
  const { drawn, paint, waiting } = setUp(45)
  expect(drawn()).toBe(10)
  const seen = []
  while (waiting.length > 0) {
    paint()
    seen.push(drawn())
  }
  expect(seen).toEqual([14, 22, 38, 70])
})

it('takes smaller steps on a slow device, but does not stop', () => {
  const { drawn, paint } = setUp(45, 48)
  paint()
  expect(drawn()).toBe(14)
  paint()
  expect(drawn()).toBe(15)
  paint()
  expect(drawn()).toBe(16)
})

it('begins anew with another list, and keeps what is drawn when the same one grows', () => {
  const { drawn, paint, setOf, setTotal } = setUp(45)
  paint()
  setTotal(60)
  expect(drawn()).toBe(14)
  const seen: number[] = []
  createRoot(() => createRenderEffect(() => seen.push(drawn())))
  setOf('another')
  expect(seen).toEqual([14, 10])
})

it('stops when the page is left', () => {
  const { dispose, waiting } = setUp(45)
  dispose()
  expect(waiting).toEqual([])
})
