import { MoodleError } from '@spike/moodle'
import { describe, expect, test } from 'vitest'
import { decideOutcome, type RunState } from './decide-outcome.ts'
import { RunStopped, SyncError } from './errors.ts'

const state = (changes: Partial<RunState> = {}): RunState => ({
  ageMs: 1000,
  tries: 0,
  maxTries: 3,
  activeMs: 1000,
  activeCapMs: null,
  retryDelayMs: 5000,
  ...changes,
})

describe('a stopped run', () => {
  test('writes nothing when another worker has the job', () => {
    expect(decideOutcome(new RunStopped('fenced'), state())).toEqual({ kind: 'abandon' })
  })
  test('ends when it was cancelled', () => {
    expect(decideOutcome(new RunStopped('cancelled'), state())).toEqual({ kind: 'cancel' })
  })
  test('goes back into the queue at once when its worker stops, and that is not a try', () => {
    expect(decideOutcome(new RunStopped('shutdown'), state({ tries: 2 }))).toEqual({
      kind: 'postpone',
      why: 'released',
      code: null,
      tries: 2,
      delayMs: 0,
    })
  })
  test('that took too long is tried again while tries are left', () => {
    expect(decideOutcome(new RunStopped('timeout'), state())).toMatchObject({
      kind: 'postpone',
      code: 'sync.timeout',
      tries: 1,
    })
    expect(decideOutcome(new RunStopped('timeout'), state({ tries: 2 }))).toEqual({
      kind: 'fail',
      code: 'sync.timeout',
      tries: 3,
    })
  })
})

describe('a failed run', () => {
  test('is tried again later, each time later', () => {
    const error = new MoodleError('moodle.unreachable')
    expect(decideOutcome(error, state())).toMatchObject({
      kind: 'postpone',
      why: 'failed',
      delayMs: 5000,
    })
    expect(decideOutcome(error, state({ tries: 1 }))).toMatchObject({ delayMs: 20_000 })
  })
  test('fails for good on the last try', () => {
    expect(decideOutcome(new MoodleError('moodle.unreachable'), state({ tries: 2 }))).toEqual({
      kind: 'fail',
      code: 'moodle.unreachable',
      tries: 3,
    })
  })
  test('fails at once when trying again cannot help', () => {
    expect(decideOutcome(new MoodleError('moodle.web_services_off'), state())).toMatchObject({ kind: 'fail' })
    expect(decideOutcome(new SyncError('auth.sign_in_again'), state())).toMatchObject({ kind: 'fail' })
  })
  test('asks the student to sign in when the token is refused', () => {
    expect(decideOutcome(new MoodleError('moodle.token_invalid'), state())).toMatchObject({
      kind: 'fail',
      code: 'auth.sign_in_again',
    })
  })
  test('waits as long as the site asks, and that is not a try', () => {
    const error = new MoodleError('moodle.maintenance', { retryAfterMs: 600_000 })
    expect(decideOutcome(error, state({ tries: 2 }))).toEqual({
      kind: 'postpone',
      why: 'postponed',
      code: 'moodle.maintenance',
      tries: 2,
      delayMs: 600_000,
    })
  })
  test('is not waited for for ever, however often the site asks for it', () => {
    const error = new MoodleError('moodle.maintenance', { retryAfterMs: 600_000 })
    const hours = 3_600_000
    expect(decideOutcome(error, state({ ageMs: 5 * hours }))).toMatchObject({ kind: 'postpone' })
    expect(decideOutcome(error, state({ ageMs: 6 * hours }))).toMatchObject({
      kind: 'fail',
      code: 'moodle.maintenance',
    })
  })
  test('of an automatic job ends when its time over all tries is spent', () => {
    const spent = state({ activeMs: 300_000, activeCapMs: 300_000 })
    expect(decideOutcome(new MoodleError('moodle.unreachable'), spent)).toMatchObject({ kind: 'fail' })
  })
  test('for a reason nobody thought of is our own fault and tried again', () => {
    expect(decideOutcome(new TypeError('oops'), state())).toMatchObject({
      kind: 'postpone',
      code: 'sync.internal',
    })
  })
})
