import type { SiteSlots } from '@spike/store'
import { expect, test } from 'vitest'
import { RunClock } from './run-clock.ts'
import { SiteGates } from './site-gates.ts'

/** Slots as the database keeps them, for one process. */
function fakeSlots(limit: number) {
  const taken = new Set<number>()
  let standBackMs = 0
  const slots = {
    generation: 0,
    async tryAcquire(_institution: string, _held: readonly number[]) {
      if (standBackMs > 0) return { slot: null, standBackMs }
      for (let slot = 0; slot < limit; slot++) {
        if (taken.has(slot)) continue
        taken.add(slot)
        return { slot, standBackMs: 0 }
      }
      return { slot: null, standBackMs: 0 }
    },
    async release(_institution: string, slot: number) {
      taken.delete(slot)
    },
    async standBack(_institution: string, forMs: number) {
      standBackMs = forMs
    },
  }
  return { slots: slots as unknown as SiteSlots, taken }
}

const openGates = (slots: SiteSlots) =>
  new SiteGates({ slots, now: () => 0, delay: () => new Promise((resolve) => setImmediate(resolve)) })
const clock = () => new RunClock(() => 0)
const never = new AbortController().signal

test('no more requests run at once than the site has slots', async () => {
  const { slots } = fakeSlots(2)
  const gate = openGates(slots).open('u', clock())
  let inFlight = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 10 }, () =>
      gate.run(never, async () => {
        most = Math.max(most, ++inFlight)
        await new Promise((resolve) => setImmediate(resolve))
        inFlight -= 1
      }),
    ),
  )
  expect(most).toBe(2)
})

test('requests of the run that began first go first', async () => {
  const { slots } = fakeSlots(1)
  const gates = openGates(slots)
  const first = gates.open('u', clock())
  const second = gates.open('u', clock())
  const order: string[] = []
  const blocker = Promise.withResolvers<void>()
  const running = first.run(never, () => blocker.promise)
  const waiting = [
    second.run(never, async () => void order.push('second')),
    first.run(never, async () => void order.push('first')),
  ]
  blocker.resolve()
  await Promise.all([running, ...waiting])
  expect(order).toEqual(['first', 'second'])
})

test('a waiting request goes away when its run is stopped', async () => {
  const { slots } = fakeSlots(1)
  const gate = openGates(slots).open('u', clock())
  const blocker = Promise.withResolvers<void>()
  const running = gate.run(never, () => blocker.promise)
  const stop = new AbortController()
  const waiting = gate.run(stop.signal, async () => 'ran')
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  blocker.resolve()
  await running
})

test('slots are given back when nobody needs them', async () => {
  const { slots, taken } = fakeSlots(3)
  const gate = openGates(slots).open('u', clock())
  await Promise.all([1, 2, 3].map(() => gate.run(never, async () => {})))
  await new Promise((resolve) => setImmediate(resolve))
  expect(taken.size).toBe(0)
})

test('a site that asks to be left alone for long refuses those who wait', async () => {
  const { slots } = fakeSlots(1)
  const gate = openGates(slots).open('u', clock())
  await gate.standBack(120_000)
  await expect(gate.run(never, async () => {})).rejects.toMatchObject({
    code: 'moodle.rate_limited',
    retryAfterMs: 120_000,
  })
})
