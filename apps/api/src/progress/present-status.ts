import { errorTraits, hasEnded, stageOf, stages, type StageProgress, type SyncStatus } from '@spike/contract'
import type { Translate, WordKey } from '@spike/contract/words'
import type { SyncJob, SyncJobView } from '@spike/store'

interface Presentation {
  readonly translate: Translate
  readonly pollAfterMs: number
}

/** A job as the person who asks sees it, in their language. */
export function presentStatus(
  { job, queuePosition }: SyncJobView,
  { translate, pollAfterMs }: Presentation,
): SyncStatus {
  const { data } = job
  const parts = hasEnded(job.status) ? undefined : data.parts?.[job.stage]
  return {
    jobId: job.id,
    rev: job.rev,
    status: job.status,
    progress: job.progress,
    message: messageOf(job, queuePosition, translate),
    done: parts?.done ?? null,
    total: parts?.total ?? null,
    partial: job.partial,
    unreadCourses: [...(data.unreadCourses ?? [])],
    stages: stages.map((stage) => presentStage(job, stage.key)),
    eta: hasEnded(job.status) ? null : (data.eta ?? null),
    attempt: attemptOf(job),
    maxAttempts: job.max_tries,
    nextAttemptAt: job.next_attempt_at?.toISOString() ?? null,
    queuePosition,
    cancelRequested: job.cancel_requested_at !== null,
    error:
      job.error_code === null
        ? null
        : {
            code: job.error_code,
            message: translate(`errors.${job.error_code}`),
            retryable: errorTraits[job.error_code].retryable,
            requestId: job.request_id,
          },
    counts: job.status === 'completed' ? (data.counts ?? null) : null,
    moodleRequests: job.moodle_requests,
    createdAt: job.created_at.toISOString(),
    startedAt: job.started_at?.toISOString() ?? null,
    updatedAt: job.updated_at.toISOString(),
    finishedAt: job.finished_at?.toISOString() ?? null,
    pollAfterMs,
  }
}

/** Tries, not claims: a stop or a lost worker is no fault of the job. `tries` counts those that failed. */
function attemptOf(job: SyncJob): number {
  if (job.attempt === 0) return 0
  const attempt = job.status === 'failed' ? Math.max(job.tries, 1) : job.tries + 1
  return Math.min(attempt, job.max_tries)
}

function presentStage(job: SyncJob, key: StageProgress['key']): StageProgress {
  const parts = job.data.parts?.[key]
  return { key, state: stateOfStage(job, key), done: parts?.done ?? null, total: parts?.total ?? null }
}

function stateOfStage(job: SyncJob, key: StageProgress['key']): StageProgress['state'] {
  if (job.status === 'completed') return 'done'
  const reached = stageOf(job.stage).from
  const { from } = stageOf(key)
  if (from < reached) return 'done'
  if (from > reached) return 'waiting'
  if (job.status === 'failed' || job.status === 'cancelled') return job.status
  return job.worker_id === null ? 'waiting' : 'running'
}

function messageOf(job: SyncJob, queuePosition: number | null, translate: Translate): string {
  switch (job.status) {
    case 'completed': {
      const count = job.data.unreadCourses?.length ?? 0
      return job.partial && count > 0
        ? translate('sync.completedPartial', { count })
        : translate('stages.completed')
    }
    case 'failed':
    case 'cancelled':
      return translate(`sync.${job.status}`)
    default:
      return activeMessageOf(job, queuePosition, translate)
  }
}

function activeMessageOf(job: SyncJob, queuePosition: number | null, translate: Translate): string {
  if (job.cancel_requested_at) return translate('sync.cancelling')
  if (queuePosition !== null && queuePosition > 0) return translate('sync.waiting', { count: queuePosition })
  if (queuePosition === 0) return translate('sync.waitingNext')
  if (job.next_attempt_at && job.error_code && job.tries > 0) {
    return translate('sync.retryingAt', { attempt: job.tries + 1, total: job.max_tries })
  }
  return translate(job.message as WordKey)
}
