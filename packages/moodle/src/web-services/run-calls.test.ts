import { expect, test } from 'vitest'
import { CallQueue } from './call-queue.ts'
import type { Connection } from './connection.ts'
import { estimateCosts } from './costs.ts'
import type { PlannedCall } from './planned-call.ts'
import { runCalls } from './run-calls.ts'

/** In which turn of the process each answer of one batch is mapped, all being of so many bytes. */
async function turnsOfMapping(bytes: number): Promise<readonly number[]> {
  let turn = 0
  let isOver = false
  const count = () => {
    turn += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)

  const turns: number[] = []
  const queue = new CallQueue(estimateCosts(null))
  const call: Omit<PlannedCall, 'busyTries'> = {
    function: 'core_course_get_contents',
    args: {},
    courseMoodleId: 1,
    subject: { apart: null, ended: false },
    rank: 1,
    accept: () => void turns.push(turn),
    fail: (error) => {
      throw error
    },
  }
  queue.add([1, 2, 3].map(() => ({ ...call, busyTries: 0 })))
  const connection: Partial<Connection> = {
    askAll: async (calls) => calls.map((each) => ({ call: each, bytes, ok: true, data: null })),
  }
  const parts = runCalls({
    connection: connection as Connection,
    queue,
    ready: [],
    limits: () => ({ maxMs: 100_000, maxCalls: 10 }),
    signal: new AbortController().signal,
    delay: async () => {},
    requestsInFlight: 1,
    busyTries: 1,
    isUrgent: false,
  })
  expect(await parts.next()).toEqual({ done: true, value: undefined })
  isOver = true
  return turns
}

test('whoever else waits has a turn after each large answer of a batch', async () => {
  const [first = 0, second = 0, third = 0] = await turnsOfMapping(200_001)
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second)
})

test('small answers are mapped in one go', async () => {
  expect(new Set(await turnsOfMapping(1_000)).size).toBe(1)
})
