import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MoodleError } from '../errors.ts'
import { type Target, targets } from '../testing/answer-samples.ts'
import { mutated } from '../testing/mutate-json.ts'
import { readAnswer } from '../answers/answer.ts'
import { readBatchAnswer } from './batch-answer.ts'

const required = new Set(['moodleId', 'moodleUserId', 'at', 'postedAt', 'createdAt'])
/** Columns of four bytes. */
const small = new Set([
  'number',
  'indent',
  'timeLimitSeconds',
  'attemptsAllowed',
  'discussionCount',
  'unreadCount',
  'replyCount',
  'position',
])

/** That what was read can be stored, and that every row says which it is. */
function checkStorable(value: unknown, key = ''): void {
  if (required.has(key)) expect(value).not.toBeNull()
  if (typeof value === 'number') {
    expect(Number.isFinite(value)).toBe(true)
    if (/id$/i.test(key)) expect(Number.isSafeInteger(value) && value > 0).toBe(true)
    if (small.has(key)) expect(Number.isInteger(value) && Math.abs(value) < 2 ** 31).toBe(true)
  } else if (typeof value === 'string') {
    expect(value.isWellFormed() && !value.includes('\0')).toBe(true)
  } else if (value instanceof Date) {
    expect(value.getUTCFullYear()).toBeGreaterThanOrEqual(1970)
    expect(value.getUTCFullYear()).toBeLessThanOrEqual(9999)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) checkStorable(inner, Array.isArray(value) ? key : name)
  }
}

const head = { status: 200, contentType: 'application/json', retryAfterMs: undefined }

/** As a reader does: outside of a batch, and inside of one. */
function readBothWays({ name, read }: Target, text: string): void {
  const call = { function: name, args: {}, courseMoodleId: null }
  const alone = readAnswer(head, text, name)
  if (alone.ok) checkStorable(read(alone.data))
  else expect(alone.error).toBeInstanceOf(MoodleError)
  const batch = JSON.stringify({ responses: [{ error: false, data: text }] })
  const answer = readAnswer(head, batch)
  if (!answer.ok) throw answer.error
  for (const outcome of readBatchAnswer(answer.data, [call]))
    if (outcome.ok) checkStorable(read(outcome.data))
}

/** Null where nothing is thrown. What is no `MoodleError` is thrown on. */
function errorCodeOf(run: () => void): string | null {
  try {
    run()
  } catch (error) {
    if (error instanceof MoodleError) return error.code
    throw error
  }
  return null
}

describe.each(targets)('$name', (target) => {
  it('is read whole', () => {
    checkStorable(target.read(target.sample))
    expect(JSON.stringify(target.read(target.sample))).not.toBe('[]')
  })

  it('is storable rows or an error with a code, whatever stands in the answer', () => {
    fc.assert(
      fc.property(mutated(target.sample), (data) => {
        const code = errorCodeOf(() => readBothWays(target, JSON.stringify(data)))
        expect([null, 'moodle.unexpected_answer']).toContain(code)
      }),
      { numRuns: 300 },
    )
  })

  it('is an error with a code where the answer breaks off', () => {
    const text = JSON.stringify(target.sample)
    for (let length = 0; length < text.length; length++) {
      const answer = readAnswer(head, text.slice(0, length), target.name)
      if (answer.ok) throw new Error(`half an answer was read: ${text.slice(0, length)}`)
      expect(answer.error.code).toBe('moodle.unexpected_answer')
    }
  })
})

describe('a batch', () => {
  const sample = {
    responses: [
      { error: false, data: '{"a":1}' },
      { error: true, exception: '{"errorcode":"accessexception","message":"x"}' },
    ],
  }
  const calls = ['f', 'g'].map((name) => ({ function: name, args: {}, courseMoodleId: null }))

  it('is outcomes in the order of its calls or an error with a code, whatever stands in the answer', () => {
    fc.assert(
      fc.property(mutated(sample), (data) => {
        const code = errorCodeOf(() => {
          const answer = readAnswer(head, JSON.stringify(data))
          if (!answer.ok) throw answer.error
          const outcomes = readBatchAnswer(answer.data, calls)
          expect(outcomes.map(({ call }) => call)).toEqual(calls.slice(0, outcomes.length))
          for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error).toBeInstanceOf(MoodleError)
        })
        expect([null, 'moodle.unexpected_answer']).toContain(code)
      }),
      { numRuns: 500 },
    )
  })

  it('is an error with a code where it breaks off, outside or inside of an answer', () => {
    const text = JSON.stringify(sample)
    for (let length = 0; length < text.length; length++)
      expect(readAnswer(head, text.slice(0, length)).ok).toBe(false)
    for (const data of ['{"a":', '[', '"', 'null,']) {
      const read = () => readBatchAnswer({ responses: [{ error: false, data }] }, calls.slice(0, 1))
      expect(read).toThrow(expect.objectContaining({ code: 'moodle.unexpected_answer' }))
    }
  })
})
