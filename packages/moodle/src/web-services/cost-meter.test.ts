import { describe, expect, it } from 'vitest'
import { type SiteKnowledge, nothingKnown } from '../site-knowledge.ts'
import type { Call } from './calls.ts'
import { createCostMeter } from './cost-meter.ts'
import { estimateCosts } from './costs.ts'

const contents: Call = { function: 'core_course_get_contents', args: {}, courseMoodleId: 1 }
const status: Call = { function: 'mod_assign_get_submission_status', args: {}, courseMoodleId: 1 }
const assignments = (coursesAsked: number): Call => ({
  function: 'mod_assign_get_assignments',
  args: {},
  courseMoodleId: null,
  coursesAsked,
})
const repeat = (call: Call, times: number) => Array.from({ length: times }, () => call)

/** A reading of a site on which a request takes 100 ms and each call this; `wait` is what others' load adds. */
function readOnce(knowledge: SiteKnowledge | null, trueMs: (call: Call) => number, wait = 1): SiteKnowledge {
  const meter = createCostMeter(knowledge)
  const batches = [repeat(contents, 8), repeat(status, 40), [...repeat(contents, 2), ...repeat(status, 10)]]
  for (const calls of [[assignments(30)], [contents], ...batches]) {
    const workMs = calls.reduce((sum, call) => sum + trueMs(call), 100)
    meter.measure({ calls, durationMs: workMs * wait, inFlight: 2 })
  }
  return { ...nothingKnown, ...meter.learnt() }
}

describe('what calls cost', () => {
  it('is at first what was measured on a Moodle: by course for lists, without the start of a request', () => {
    const costs = estimateCosts(null)
    expect(costs.callMs(contents)).toBe(95)
    expect(costs.callMs(assignments(39))).toBeCloseTo(1453)
    expect(costs.callMs({ ...contents, function: 'mod_new_one' })).toBe(100)
  })

  it('is then what was learnt of the site', () => {
    const costs = { [contents.function]: { callMs: 300, perCourseMs: 0, samples: 9 } }
    const learnt = estimateCosts({ ...nothingKnown, requestMs: 200, costs })
    expect(learnt.requestMs).toBe(200)
    expect(learnt.callMs(contents)).toBe(300)
    expect(learnt.callMs(status)).toBe(20)
  })
})

describe('learning', () => {
  const trueMs = (call: Call) =>
    call === contents ? 240 : call === status ? 15 : 50 * (call.coursesAsked ?? 0)

  it('comes to what the calls of a site cost, over some students', () => {
    let knowledge: SiteKnowledge | null = null
    for (let student = 0; student < 12; student++) knowledge = readOnce(knowledge, trueMs)
    const costs = estimateCosts(knowledge)
    for (const call of [contents, status, assignments(30)]) {
      expect(costs.callMs(call) / trueMs(call)).toBeGreaterThan(0.75)
      expect(costs.callMs(call) / trueMs(call)).toBeLessThan(1.25)
    }
    expect(knowledge?.costs[contents.function]?.samples).toBe(12 * 11)
  })

  it('takes the waiting of more requests than a site has processors for no work', () => {
    const meter = createCostMeter(null)
    for (let request = 0; request < 5; request++)
      meter.measure({ calls: [contents], durationMs: (60 + 95) * 2, inFlight: 4 })
    expect(meter.learnt()).toMatchObject({ requestMs: 60, costs: { [contents.function]: { callMs: 95 } } })
  })

  it('hardly believes one busy hour, and soon a quiet one', () => {
    const known = { ...nothingKnown, ...readOnce(readOnce(null, trueMs), trueMs) }
    const before = estimateCosts(known).callMs(contents)
    expect(estimateCosts(readOnce(known, trueMs, 3)).callMs(contents)).toBeLessThan(before * 1.5)
    let dear = known
    for (let hour = 0; hour < 20; hour++) dear = readOnce(dear, trueMs, 3)
    expect(estimateCosts(dear).callMs(contents)).toBeGreaterThan(before * 2)
    let quiet = dear
    for (let hour = 0; hour < 4; hour++) quiet = readOnce(quiet, trueMs)
    expect(estimateCosts(quiet).callMs(contents)).toBeLessThan(before * 1.5)
  })

  it('takes no site for one that costs nothing', () => {
    let knowledge: SiteKnowledge | null = null
    for (let student = 0; student < 9; student++) knowledge = readOnce(knowledge, () => 0, 0)
    expect(estimateCosts(knowledge).callMs(contents)).toBeCloseTo(95 / 4)
    expect(estimateCosts(knowledge).requestMs).toBe(15)
  })

  it('keeps what was known of calls that were not made', () => {
    const costs = { other: { callMs: 7, perCourseMs: 0, samples: 2 } }
    const known = { ...nothingKnown, requestMs: 80, costs }
    expect(createCostMeter(known).learnt()).toEqual({ requestMs: 80, costs })
  })

  it('takes a request that was given up for one that took at least so long, and learns nothing of it', () => {
    const meter = createCostMeter(null)
    for (let request = 0; request < 3; request++) meter.noteTimeout([contents, contents], 25_000)
    expect(meter.slowness).toBe(100)
    expect(meter.learnt()).toEqual({ requestMs: null, costs: {} })
  })

  it('notices a site that is slow now by its quicker requests', () => {
    const meter = createCostMeter(null)
    const measure = (times: number) =>
      meter.measure({ calls: [contents], durationMs: 155 * times, inFlight: 1 })
    measure(9)
    measure(9)
    expect(meter.slowness).toBe(1)
    measure(12)
    expect(meter.slowness).toBeCloseTo(9)
    measure(1)
    expect(meter.slowness).toBe(1)
  })
})
