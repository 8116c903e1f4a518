import { describe, expect, it } from 'vitest'
import { type BatchSizeOptions, chooseBatchLimits } from './batch-size.ts'
import { CallQueue } from './call-queue.ts'
import type { CallSubject, PlannedCall } from './planned-call.ts'

const costs = { requestMs: 60, callMs: ({ args }: { args: object }) => (args as { ms: number }).ms }
const subjectOf = (changes: Partial<CallSubject> = {}): CallSubject => ({
  apart: null,
  ended: false,
  ...changes,
})
const call = (ms: number, rank = 1, subject = subjectOf()): PlannedCall => ({
  function: 'f',
  args: { ms },
  courseMoodleId: null,
  subject,
  rank,
  accept: () => {},
  fail: () => {},
  busyTries: 0,
})
function queueOf(...calls: PlannedCall[]) {
  const queue = new CallQueue(costs)
  queue.add(calls)
  const take = (maxMs: number, maxCalls = 100) =>
    queue.take({ maxMs, maxCalls }).map(({ args }) => args['ms'])
  return { queue, take }
}

describe('a batch', () => {
  it('is filled from the front, with what fits', () => {
    const { take } = queueOf(call(300, 3), call(100, 1), call(250, 2), call(150, 2))
    expect([take(400), take(400), take(400)]).toEqual([[100, 250], [150], [300]])
    expect(queueOf(call(1), call(2), call(3)).take(400, 2)).toEqual([1, 2])
  })

  it('is a dear call alone, however little it was to hold', () => {
    expect(queueOf(call(900), call(10)).take(400)).toEqual([900])
    const { take } = queueOf(call(10), call(900), call(20))
    expect([take(2000), take(2000)]).toEqual([[10, 20], [900]])
  })

  it('is of the first course alone, so that it is whole soon', () => {
    const { take } = queueOf(call(10, 0), call(20, 1), call(30, -0.5))
    expect([take(400), take(400)]).toEqual([[30, 10], [20]])
  })

  it('is small, and of one subject alone, where that broke a request before', () => {
    const broken = subjectOf({ apart: 'moodle.timeout' })
    const { take } = queueOf(call(300, 1, broken), call(10), call(90, 1, broken), call(200, 1, broken))
    expect([take(2000), take(2000), take(2000)]).toEqual([[300, 90], [10], [200]])
  })

  it('has none of what is wanted no more', () => {
    expect(queueOf(call(10, 1, subjectOf({ ended: true })), call(20)).take(400)).toEqual([20])
  })
})

describe('the size of a batch', () => {
  const choose = (changes: Partial<BatchSizeOptions>) =>
    chooseBatchLimits({
      plannedMs: 20_000,
      inFlight: 1,
      mostInFlight: 4,
      isBeginning: false,
      requestMs: 60,
      slowness: 1,
      requestTimeoutMs: 30_000,
      maxCalls: 100,
      ...changes,
    })?.maxMs

  it('is what makes the start of a request small, and smaller towards the end', () => {
    expect(choose({})).toBe(1_800)
    expect(choose({ requestMs: 20 })).toBe(1_200)
    expect(choose({ requestMs: 500 })).toBe(3_000)
    expect(choose({ plannedMs: 4_500 })).toBe(1_500)
    expect(choose({ plannedMs: 2_000 })).toBe(900)
  })

  it('takes along a rest that is worth no request', () => {
    expect(choose({ plannedMs: 1_300 })).toBe(1_300)
    expect(choose({ plannedMs: 1_500 })).toBe(900)
  })

  it('is little in the beginning, and leaves room for what the first course needs next', () => {
    expect(choose({ isBeginning: true, inFlight: 2 })).toBe(350)
    expect(choose({ isBeginning: true, inFlight: 3 })).toBeUndefined()
  })

  it('waits with little while the site is busy', () => {
    expect(choose({ plannedMs: 300, inFlight: 2 })).toBeUndefined()
    expect(choose({ plannedMs: 300, inFlight: 1 })).toBe(900)
  })

  it('stays within the time that a request has on a slow site', () => {
    expect(choose({ slowness: 10 })).toBe(750)
  })

  it('is one call where the site has no batches', () => {
    const options = { plannedMs: 100, inFlight: 3, mostInFlight: 4, isBeginning: true, requestMs: 60 }
    const limits = { ...options, slowness: 1, requestTimeoutMs: 30_000, maxCalls: 1 }
    expect(chooseBatchLimits(limits)?.maxCalls).toBe(1)
  })
})
