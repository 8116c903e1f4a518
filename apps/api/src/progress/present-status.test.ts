import { syncStatusSchema } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import type { SyncJob } from '@spike/store'
import { expect, test } from 'vitest'
import { presentStatus } from './present-status.ts'

const at = new Date('2026-11-22T10:00:00Z')

function jobOf(changes: Partial<SyncJob>): SyncJob {
  return {
    id: '7f0c2f0e-6a4e-4a53-9a3b-0f4f5b2f7a01',
    user_id: '7f0c2f0e-6a4e-4a53-9a3b-0f4f5b2f7a02',
    institution_id: 'campus',
    trigger: 'sign_in',
    retry_of: null,
    asked_again: false,
    request_id: null,
    status: 'starting',
    stage: 'starting',
    progress: 0,
    message: 'stages.starting',
    data: {},
    rev: 1,
    attempt: 0,
    tries: 0,
    max_tries: 3,
    losses: 0,
    active_ms: 0,
    partial: false,
    error_code: null,
    moodle_requests: 0,
    worker_id: null,
    cancel_requested_at: null,
    next_attempt_at: null,
    created_at: at,
    started_at: null,
    updated_at: at,
    finished_at: null,
    ...changes,
  }
}
const running = { started_at: at, worker_id: 'worker-1', attempt: 1 } as const

function present(changes: Partial<SyncJob>, queuePosition: number | null = null) {
  const status = presentStatus(
    { job: jobOf(changes), queuePosition },
    { translate: translateTo('en'), pollAfterMs: 2000 },
  )
  return syncStatusSchema.parse(status)
}

test('a job that waits says how many are before it', () => {
  expect(present({}, 2).message).toBe('In the queue: 2 syncs before yours')
  expect(present({}, 0).message).toBe('In the queue: yours is next')
  expect(present({}, 0)).toMatchObject({ attempt: 0, maxAttempts: 3, pollAfterMs: 2000 })
})

test('a running job shows its stage, the parts of it and the range of time left', () => {
  const status = present({
    ...running,
    status: 'analyzing_content',
    stage: 'analyzing_content',
    message: 'stages.analyzing_content',
    progress: 49,
    data: {
      parts: { fetching_courses: { done: 5, total: 5 }, analyzing_content: { done: 12, total: 40 } },
      eta: { lowSeconds: 8, highSeconds: 14 },
    },
  })
  expect(status).toMatchObject({ done: 12, total: 40, eta: { lowSeconds: 8, highSeconds: 14 } })
  expect(status.message).toBe('Reading what is in the courses…')
  expect(status.stages.map((stage) => stage.state)).toEqual([
    'done',
    'done',
    'done',
    'running',
    'waiting',
    'waiting',
    'waiting',
  ])
  expect(status.stages[2]).toMatchObject({ key: 'fetching_courses', done: 5, total: 5 })
})

test('a job between two attempts says that another follows', () => {
  const nextAttemptAt = new Date('2026-11-22T10:01:00Z')
  const status = present({
    started_at: at,
    attempt: 1,
    tries: 1,
    next_attempt_at: nextAttemptAt,
    error_code: 'moodle.unavailable',
  })
  expect(status.message).toBe('The last try did not work. Another follows soon (2 of 3)')
  expect(status).toMatchObject({
    nextAttemptAt: nextAttemptAt.toISOString(),
    maxAttempts: 3,
    error: { code: 'moodle.unavailable', retryable: true },
  })
})

test('a lost worker costs a claim but not a try', () => {
  expect(present({ ...running, attempt: 2, losses: 1 })).toMatchObject({ attempt: 1, maxAttempts: 3 })
})

test.each([
  ['completed', { tries: 0 }, 1],
  ['completed', { tries: 1 }, 2],
  ['cancelled', { tries: 1 }, 2],
  ['cancelled', { tries: 3 }, 3],
  ['failed', { tries: 2, error_code: 'moodle.timeout' }, 2],
  ['failed', { tries: 0, error_code: 'sync.worker_lost' }, 1],
] as const)('a job that has %s after %o says which try that was', (state, changes, attempt) => {
  const progress = state === 'completed' ? 100 : 31
  expect(present({ ...running, ...changes, status: state, progress, finished_at: at })).toMatchObject({
    attempt,
  })
})

test.each([
  ['failed', 'The sync failed', { error_code: 'sync.timeout' }],
  ['cancelled', 'The sync was cancelled', {}],
] as const)('a job that %s shows where it ended and why', (state, message, changes) => {
  const status = present({
    ...running,
    ...changes,
    status: state,
    stage: 'fetching_courses',
    progress: 31,
    finished_at: at,
    data: { parts: { fetching_courses: { done: 1, total: 5 } }, eta: { lowSeconds: 1, highSeconds: 2 } },
  })
  expect(status).toMatchObject({ message, progress: 31, eta: null, attempt: 1 })
  expect(status.stages.map((stage) => stage.state)).toEqual([
    'done',
    'done',
    state,
    'waiting',
    'waiting',
    'waiting',
    'waiting',
  ])
})

test('a job that is asked to stop says so', () => {
  expect(present({ ...running, cancel_requested_at: at }).message).toBe('Cancelling the sync…')
})

test('a partial result names the courses that could not be read', () => {
  const unreadCourses = [{ moodleId: 7, name: 'Physics', code: 'moodle.call_failed' as const }]
  const status = present({
    ...running,
    status: 'completed',
    stage: 'saving_to_database',
    progress: 100,
    partial: true,
    finished_at: at,
    data: { unreadCourses },
  })
  expect(status).toMatchObject({ message: 'Sync completed, but one course could not be read', unreadCourses })
  expect(status.stages.every((stage) => stage.state === 'done')).toBe(true)
})
