import { beforeEach, describe, expect, test } from 'vitest'
import { createCores } from './cores.ts'

let now: number
let closing: AbortController
let cores: ReturnType<typeof createCores>
let log: string[]
let alarms: { at: number; ring: () => void }[]

beforeEach(() => {
  now = 0
  log = []
  alarms = []
  closing = new AbortController()
  cores = createCores({
    closing: closing.signal,
    clock: {
      now: () => now,
      waitUntil: (at) => new Promise((resolve) => alarms.push({ at, ring: () => resolve() })),
    },
  })
})

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Time goes on; whoever waits for a moment up to then is woken at that moment. */
async function passTo(at: number) {
  await settle()
  for (;;) {
    const next = alarms.toSorted((one, other) => one.at - other.at)[0]
    if (next === undefined || next.at > at) break
    alarms.splice(alarms.indexOf(next), 1)
    now = Math.max(now, next.at)
    next.ring()
    await settle()
  }
  now = at
}

async function serve(name: string, costs: number[]) {
  const hold = await cores.take()
  log.push(`${name} starts at ${now}`)
  for (const milliseconds of costs) hold.spend(milliseconds)
  await hold.end()
  log.push(`${name} ends at ${now}`)
}

describe('the cores of a site', () => {
  test('serve as many requests at once as there are, and the others in the order they came', async () => {
    cores.setCount(2)
    const all = [serve('a', [100]), serve('b', [30, 20]), serve('c', [10]), serve('d', [5])]
    await settle()
    expect(cores.countWaiting()).toBe(2)
    await passTo(1000)
    await Promise.all(all)
    expect(log).toEqual([
      'a starts at 0',
      'b starts at 0',
      'b ends at 50',
      'c starts at 50',
      'c ends at 60',
      'd starts at 60',
      'd ends at 65',
      'a ends at 100',
    ])
    expect(cores.countWaiting()).toBe(0)
  })

  test('count a waiting request from when the core should have been free, not from when the timer rang', async () => {
    cores.setCount(1)
    const first = serve('a', [100])
    const second = serve('b', [100])
    await settle()
    now = 107
    alarms.shift()?.ring()
    await first
    await settle()
    expect(alarms.map(({ at }) => at)).toEqual([200])
    await passTo(200)
    await second
  })

  test('cost nothing and let everybody through when they are off', async () => {
    await Promise.all([serve('a', [100]), serve('b', [100]), serve('c', [100])])
    expect(log.at(-1)).toBe('c ends at 0')
  })

  test('let those who wait through when they are switched off', async () => {
    cores.setCount(1)
    const first = serve('a', [100])
    const second = serve('b', [100])
    await settle()
    cores.setCount(null)
    await second
    expect(log).toContain('b ends at 0')
    await passTo(100)
    await first
  })

  test('keep nobody waiting once the campus closes', async () => {
    cores.setCount(1)
    const hold = await cores.take()
    const second = cores.take()
    closing.abort()
    await second
    void hold
    expect(cores.countWaiting()).toBe(0)
  })
})
