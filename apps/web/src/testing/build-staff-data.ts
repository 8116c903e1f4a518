import type { AdminJob, AdminJobDetail } from '@spike/contract'
import { jobId, student } from './build-data.ts'

const at = '2026-11-22T10:00:00.000Z'

export function buildAdminJob(overrides: Partial<AdminJob> = {}): AdminJob {
  return {
    jobId,
    state: 'failed',
    status: 'failed',
    progress: 62,
    trigger: 'sign_in',
    institutionId: 'north',
    userId: student.id,
    username: 'noa',
    attempt: 2,
    errorCode: 'moodle.maintenance',
    workerId: 'worker-1',
    requestId: 'req-9',
    retryOf: null,
    moodleRequests: 77,
    createdAt: at,
    startedAt: at,
    updatedAt: at,
    finishedAt: at,
    ...overrides,
  }
}

export function buildJobDetail(job: Partial<AdminJobDetail['job']> = {}): AdminJobDetail {
  return {
    job: {
      ...buildAdminJob(),
      partial: false,
      unreadCourses: [],
      counts: null,
      losses: 0,
      tries: 2,
      maxTries: 3,
      cancelRequestedAt: null,
      nextAttemptAt: null,
      ...job,
    },
    attempts: [
      {
        attempt: 1,
        workerId: 'worker-0',
        startedAt: at,
        endedAt: at,
        outcome: 'lost',
        errorCode: null,
        moodleRequests: 7,
      },
    ],
    timeline: [
      {
        id: '1',
        at,
        attempt: 1,
        kind: 'moodle_call',
        function: 'core_course_get_contents',
        durationMs: 121.4,
        bytes: 45_000,
        outcome: 'ok',
        data: {},
      },
    ],
    timelineTruncated: false,
    worker: null,
    queue: [],
  }
}
