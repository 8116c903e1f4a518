import { type MoodleErrorCode, MoodleError, type SiteAddress } from '@spike/moodle'
import {
  type ClaimedJob,
  countStudentData,
  endSyncJob,
  markCredentialRefused,
  markSynced,
  postponeSyncJob,
  addQueueJob,
  readCredential,
  type ReadCredential,
  readInstitution,
} from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import { decideOutcome, type Outcome } from './decide-outcome.ts'
import { RunStopped, SyncError } from './errors.ts'
import { Progress } from './progress.ts'
import { RunClock } from './run-clock.ts'
import { type Run, type SyncDeps, writeInFence } from './run.ts'
import { classifyAccount } from './stages/classify-account.ts'
import { fetchCourses } from './stages/fetch-courses.ts'
import { checkSchema } from './stages/prepare.ts'
import { readContents } from './stages/read-contents.ts'
import { reconcile } from './stages/reconcile.ts'
import { watchTimeout } from './run-timeout.ts'
import { Timeline } from './timeline.ts'

/**
 * Runs one attempt at a claimed job to its end, whatever that is, and writes it. `stopSignal` is aborted with a
 * `RunStopped` to cancel the run or to make it let go. Rejects only when the database cannot be written any more.
 */
export async function runSync(claimed: ClaimedJob, deps: SyncDeps, stopSignal: AbortSignal): Promise<void> {
  const { job } = claimed
  const clock = new RunClock(() => performance.now())
  const own = new AbortController()
  const signal = AbortSignal.any([stopSignal, own.signal])
  const timeline = new Timeline(deps.db, claimed, deps.now)
  let requests = () => 0
  const moodleRequests = () => job.moodle_requests + requests()
  const activeMs = () => job.active_ms + Math.round(clock.activeMs)
  const progress = new Progress(
    {
      db: deps.db,
      fence: claimed,
      signal,
      activeMs: () => clock.activeMs,
      moodleRequests,
      stop: (why) => own.abort(why),
    },
    job.data,
  )
  const activeCapMs = job.trigger === 'sign_in' ? deps.settings.autoSyncTimeoutMs : null
  const leftMs = Math.min(deps.settings.jobTimeoutMs, (activeCapMs ?? Infinity) - job.active_ms)
  using _timeout = watchTimeout({ clock, limitMs: leftMs, stop: () => own.abort(new RunStopped('timeout')) })

  const isFirstAttempt = job.attempt === 1
  deps.observer.claimed({
    institutionId: job.institution_id,
    queueWaitMs: isFirstAttempt ? deps.now().getTime() - job.created_at.getTime() : null,
  })
  timeline.add({ kind: 'claimed', data: { workerId: job.worker_id, tries: job.tries, losses: job.losses } })

  let access: Access | null = null
  try {
    if (job.cancel_requested_at) throw new RunStopped('cancelled')
    const stage = stageTimer(deps, timeline, job.institution_id)
    await stage('starting', () => progress.enter('starting'))
    access = await stage('creating_tables', async () => {
      await progress.enter('creating_tables')
      await checkSchema(deps.db)
      return readAccess(deps, job)
    })
    const reader = deps.moodle.openReader(access.stored.credential, {
      site: access.site,
      signal,
      gate: deps.gates.open(job.institution_id, clock),
      onCall(call) {
        timeline.addCall(call)
        deps.observer.called({ institutionId: job.institution_id, call })
      },
      requestTries: deps.settings.requestTries,
      requestTimeoutMs: deps.settings.requestTimeoutMs,
      requestsInFlight: Math.min(deps.settings.requestsInFlight, access.maxInFlight),
    })
    requests = () => reader.requestCount
    const run: Run = {
      claimed,
      userId: job.user_id,
      jobId: claimed.jobId,
      db: deps.db,
      site: access.site,
      reader,
      progress,
      timeline,
      signal,
      now: deps.now,
    }
    const fetched = await stage('fetching_courses', () => fetchCourses(run))
    await stage('analyzing_content', () => readContents(run, fetched))
    await stage('classifying_data', () => classifyAccount(run))
    await stage('saving_to_database', () => reconcile(run, fetched))
    await progress.close()
    const partial = await complete(run, { moodleRequests: moodleRequests(), activeMs: activeMs() })
    report(deps, claimed, { outcome: partial ? 'partial' : 'completed', errorCode: null, ms: clock.activeMs })
  } catch (error) {
    // What aborted the signal is the cause of whatever came of it.
    const cause: unknown = signal.aborted ? signal.reason : error
    own.abort(cause)
    await progress.close()
    const outcome = decideOutcome(cause, {
      now: deps.now(),
      tries: job.tries,
      maxTries: job.max_tries,
      activeMs: activeMs(),
      activeCapMs,
      retryDelayMs: deps.settings.retryDelayMs,
    })
    logFailure(deps, claimed, cause, outcome)
    if (access && isRefusal(cause)) await refuse(deps, job.user_id, access.stored)
    const written = await writeOutcome(deps, {
      claimed,
      timeline,
      outcome,
      cause,
      moodleRequests: moodleRequests(),
      activeMs: activeMs(),
    })
    report(deps, claimed, {
      outcome: written ? outcomeName(outcome) : 'abandoned',
      errorCode: outcome.kind === 'fail' || outcome.kind === 'postpone' ? outcome.code : null,
      ms: clock.activeMs,
    })
  }
}

interface Access {
  readonly site: SiteAddress
  readonly maxInFlight: number
  readonly stored: ReadCredential
}

async function readAccess(deps: SyncDeps, job: ClaimedJob['job']): Promise<Access> {
  const institution = await readInstitution(deps.db, job.institution_id)
  if (!institution?.enabled) throw new MoodleError('auth.institution_unknown')
  const stored = await readCredential(deps.db, deps.sealer, job.user_id)
  if (!stored || stored.refusedAt) throw new SyncError('auth.sign_in_again')
  return {
    site: { institutionId: institution.id, url: institution.url, local: institution.is_local },
    maxInFlight: institution.max_in_flight,
    stored,
  }
}

/** Runs a stage and tells the timeline and the metrics how long it took. */
function stageTimer(deps: SyncDeps, timeline: Timeline, institutionId: string) {
  return async <T>(key: Run['progress']['stage'], work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    timeline.add({ kind: 'stage', outcome: key })
    const result = await work()
    deps.observer.stageEnded({ institutionId, stage: key, ms: performance.now() - startedAt })
    await timeline.flush()
    return result
  }
}

async function complete(
  run: Run,
  spent: { readonly moodleRequests: number; readonly activeMs: number },
): Promise<boolean> {
  const { data } = run.progress
  const partial = (data.unreadCourses ?? []).length > 0
  await writeInFence(run, async (db) => {
    const counts = await countStudentData(db, run)
    run.timeline.add({ kind: 'finished', outcome: partial ? 'partial' : 'completed' })
    await run.timeline.writeTo(db)
    await markSynced(db, run.userId)
    await endSyncJob(db, run.claimed, {
      status: 'completed',
      partial,
      data: { ...data, eta: null, counts },
      tries: run.claimed.job.tries,
      ...spent,
    })
  })
  return partial
}

interface Ending {
  readonly claimed: ClaimedJob
  readonly timeline: Timeline
  readonly outcome: Outcome
  readonly cause: unknown
  readonly moodleRequests: number
  readonly activeMs: number
}

/** Writes how the attempt ended. False where the job was no longer its own. */
async function writeOutcome(deps: SyncDeps, ending: Ending): Promise<boolean> {
  const { claimed, timeline, outcome } = ending
  if (outcome.kind === 'abandon') return false
  const spent = { moodleRequests: ending.moodleRequests, activeMs: ending.activeMs }
  timeline.add(endingEvent(outcome, ending.cause))
  return withDatabaseRetry(() =>
    deps.db.transaction().execute(async (trx) => {
      await timeline.writeTo(trx)
      if (outcome.kind === 'cancel') {
        return endSyncJob(trx, claimed, { status: 'cancelled', tries: claimed.job.tries, ...spent })
      }
      if (outcome.kind === 'fail') {
        return endSyncJob(trx, claimed, {
          status: 'failed',
          errorCode: outcome.code,
          tries: outcome.tries,
          ...spent,
        })
      }
      const { why, code, tries, nextAttemptAt } = outcome
      const postponed = await postponeSyncJob(trx, claimed, {
        outcome: why,
        errorCode: code,
        tries,
        nextAttemptAt,
        ...spent,
      })
      if (postponed) {
        await addQueueJob(trx, { jobId: claimed.jobId, afterAttempt: claimed.attempt, runAt: nextAttemptAt })
      }
      return postponed
    }),
  )
}

function endingEvent(outcome: Exclude<Outcome, { kind: 'abandon' }>, cause: unknown) {
  if (outcome.kind === 'cancel') return { kind: 'finished', outcome: 'cancelled' }
  const detail = cause instanceof MoodleError ? { detail: cause.detail, function: cause.functionName } : {}
  if (outcome.kind === 'fail') return { kind: 'finished', outcome: outcome.code, data: detail }
  return {
    kind: outcome.why === 'released' ? 'released' : 'retry',
    ...(outcome.code && { outcome: outcome.code }),
    data: { ...detail, nextAttemptAt: outcome.nextAttemptAt.toISOString(), tries: outcome.tries },
  }
}

const refusals: ReadonlySet<MoodleErrorCode> = new Set(['moodle.token_invalid'])

function isRefusal(cause: unknown): boolean {
  return cause instanceof MoodleError && refusals.has(cause.code)
}

function refuse(deps: SyncDeps, userId: string, { storedAt }: ReadCredential): Promise<void> {
  return withDatabaseRetry(() => markCredentialRefused(deps.db, { userId, storedAt }))
}

function outcomeName(outcome: Outcome) {
  if (outcome.kind === 'abandon') return 'abandoned'
  if (outcome.kind === 'cancel') return 'cancelled'
  if (outcome.kind === 'fail') return 'failed'
  return outcome.why === 'released' ? 'released' : 'postponed'
}

function report(
  deps: SyncDeps,
  claimed: ClaimedJob,
  end: Omit<Parameters<SyncDeps['observer']['ended']>[0], 'institutionId'>,
): void {
  deps.observer.ended({ institutionId: claimed.job.institution_id, ...end })
  deps.log.info(
    {
      jobId: claimed.jobId,
      requestId: claimed.job.request_id,
      attempt: claimed.attempt,
      ...end,
      ms: Math.round(end.ms),
    },
    'sync attempt ended',
  )
}

function logFailure(deps: SyncDeps, claimed: ClaimedJob, cause: unknown, outcome: Outcome): void {
  const fields = { jobId: claimed.jobId, attempt: claimed.attempt, outcome }
  if (outcome.kind === 'fail' && outcome.code === 'sync.internal')
    deps.log.error({ ...fields, err: cause }, 'sync failed')
  else if (outcome.kind === 'fail' || (outcome.kind === 'postpone' && outcome.why === 'failed')) {
    deps.log.warn({ ...fields, err: cause }, 'sync attempt failed')
  }
}
