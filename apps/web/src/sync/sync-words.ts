import type { SyncStatus } from '@spike/contract'
import type { ErrorCode } from '@spike/contract/error-traits'
import type { Translate } from '@spike/contract/words/translate'

/** Codes that pass only when the student signs in at their university again. */
const signInAgainCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.required',
  'auth.sign_in_again',
  'auth.invalid_credentials',
  'auth.account_suspended',
  'auth.password_change_required',
  'auth.site_setup_required',
  'moodle.token_invalid',
])

export function needsSignIn(code: ErrorCode): boolean {
  return signInAgainCodes.has(code)
}

/** What the sync is doing now, in one line. */
export function describeSync(status: SyncStatus, t: Translate): string {
  if (status.status === 'failed') return t('sync.failed')
  if (status.status === 'cancelled') return t('sync.cancelled')
  if (status.status === 'completed') {
    return status.partial
      ? t('sync.completedPartial', { count: status.unreadCourses.length })
      : t('stages.completed')
  }
  if (status.cancelRequested) return t('sync.cancelling')
  if (status.nextAttemptAt) {
    return t('sync.retryingAt', { attempt: status.attempt, total: status.maxAttempts })
  }
  if (status.queuePosition !== null && status.startedAt === null) {
    return status.queuePosition > 0
      ? t('sync.waiting', { count: status.queuePosition })
      : t('sync.waitingNext')
  }
  return t(`stages.${status.status}`)
}

/** How many parts of the stage are done, "12 of 40 courses"; null where it counts none. */
export function partsOf(status: SyncStatus, t: Translate): string | null {
  const { done, total } = status
  if (done === null || total === null || total === 0) return null
  return status.status === 'analyzing_content'
    ? t('progress.coursesRead', { done, total, count: total })
    : t('sync.coursesOf', { done, total })
}
