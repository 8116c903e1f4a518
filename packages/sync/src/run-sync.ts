import { MoodleError, type MoodleReader, type SiteKnowledge } from '@spike/moodle'
import {
  addPushJobForNews,
  type ClaimedJob,
  clearWanted,
  countStudentData,
  endSyncJob,
  markSynced,
  type Spent,
  type Wanted,
  writeSiteKnowledge,
} from '@spike/store'
import { withDatabaseRetry } from './database-retry.ts'
import { decideOutcome, type Outcome } from './decide-outcome.ts'
import { writeEnding } from './end-run.ts'
import { enqueueMissed } from './enqueue-missed.ts'
import { RunStopped } from './errors.ts'
import { Progress } from './progress.ts'
import { RunClock } from './run-clock.ts'
import { flushTimeline, readsAll, type Run, type SyncDeps, writeInFence } from './run.ts'
import { watchTimeout } from './run-timeout.ts'
import { noteRefusal, readSiteAccess, type SiteAccess } from './site-access.ts'
import { classifyAccount } from './stages/classify-account.ts'
import { type FetchedCourses, fetchCourses } from './stages/fetch-courses.ts'
import { checkSchema } from './stages/prepare.ts'
import { readAccount } from './stages/read-account.ts'
import { reconcile } from './stages/reconcile.ts'
import { Timeline } from './timeline.ts'

/** Triggers of jobs that nobody asked for: AUTO_SYNC_TIMEOUT caps them. */
const startedByItself: ReadonlySet<ClaimedJob['job']['trigger']> = new Set(['sign_in', 'schedule'])

/**
 * Runs one attempt at a claimed job to its end, whatever that is, and writes it. `stopSignal` is aborted with a
 * `RunStopped` to cancel the run or to make it let go. Rejects only when the database cannot be written any more.
 */
export async function runSync(claimed: ClaimedJob, deps: SyncDeps, stopSignal: AbortSignal): Promise<void> {
  const { job } = claimed
  const clock = new RunClock(() => performance.now())
  const own = new AbortController()
  const signal = AbortSignal.any([stopSignal, own.signal])
  const timeline = new Timeline({ jobId: claimed.jobId, now: deps.now })
  let moodle: MoodleReader | null = null
  const spent = () => ({
    moodleRequests: job.moodle_requests + (moodle?.requestCount ?? 0),
    activeMs: job.active_ms + Math.round(clock.activeMs),
  })
  const progress = new Progress(
    { db: deps.db, fence: claimed, signal, spent, stop: (reason) => own.abort(reason) },
    job.data,
  )
  const activeCapMs = startedByItself.has(job.trigger) ? deps.settings.autoSyncTimeoutMs : null
  const limitMs = Math.min(deps.settings.jobTimeoutMs, (activeCapMs ?? Infinity) - job.active_ms)
  using _timeout = watchTimeout({ clock, limitMs, stop: () => own.abort(new RunStopped('timeout')) })

  const write = { db: deps.db, claimed, timeline, signal }
  const stage = stageTimer(deps, write)
  let access: SiteAccess | null = null
  let opened: readonly Wanted[] = []
  try {
    announceClaim(deps, claimed, timeline)
    if (job.cancel_requested_at) throw new RunStopped('cancelled')
    await stage('starting', () => progress.enter('starting'))
    access = await stage('creating_tables', async () => {
      await progress.enter('creating_tables')
      await checkSchema(deps.db)
      return readSiteAccess(deps, job)
    })
    const reader = await deps.moodle.openReader(access.stored.credential, {
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
      knowledge: access.knowledge,
      moodleUserId: access.moodleUserId,
    })
    moodle = reader
    const run: Run = { ...write, userId: job.user_id, jobId: claimed.jobId, reader, progress, now: deps.now }
    const fetched = await stage('fetching_courses', () => fetchCourses(run))
    opened = fetched.wanted
    const besides = await stage('analyzing_content', () => readAccount(run, fetched))
    await stage('classifying_data', () => classifyAccount(run, fetched))
    await stage('saving_to_database', () => reconcile(run, fetched, besides))
    await progress.close()
    await keepKnowledge(deps, claimed, { knowledge: reader.knowledge, before: access.knowledge })
    const partial = await complete(run, { spent: { ...spent(), tries: job.tries }, fetched })
    report(deps, claimed, { outcome: partial ? 'partial' : 'completed', errorCode: null, ms: clock.activeMs })
  } catch (error) {
    // What aborted the signal is the cause of whatever came of it.
    const cause: unknown = signal.aborted ? signal.reason : error
    own.abort(cause)
    await progress.close()
    const wanted = decideOutcome(cause, {
      ageMs: deps.now().getTime() - job.created_at.getTime(),
      tries: job.tries,
      maxTries: job.max_tries,
      activeMs: spent().activeMs,
      activeCapMs,
      retryDelayMs: deps.settings.retryDelayMs,
    })
    logFailure(deps, claimed, { cause, outcome: wanted })
    if (moodle && access)
      await keepKnowledge(deps, claimed, { knowledge: moodle.knowledge, before: access.knowledge })
    if (access && isRefusal(cause)) await noteRefusal(deps, job.user_id, access)
    const outcome = await writeEnding({
      db: deps.db,
      claimed,
      timeline,
      outcome: wanted,
      cause,
      spent: spent(),
      wanted: opened,
    })
    report(deps, claimed, {
      outcome: nameOf(outcome),
      errorCode: outcome.kind === 'fail' || outcome.kind === 'postpone' ? outcome.code : null,
      ms: clock.activeMs,
    })
  }
}

function announceClaim(deps: SyncDeps, { job, waitedMs }: ClaimedJob, timeline: Timeline): void {
  const queueWaitMs = job.attempt === 1 ? waitedMs : null
  deps.observer.claimed({ institutionId: job.institution_id, queueWaitMs })
  timeline.add({ kind: 'claimed', data: { workerId: job.worker_id, tries: job.tries, losses: job.losses } })
}

/** Runs a stage and tells the timeline and the metrics how long it took. */
function stageTimer(deps: SyncDeps, run: Parameters<typeof flushTimeline>[0]) {
  const { institution_id: institutionId } = run.claimed.job
  return async <T>(stage: Run['progress']['stage'], work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now()
    run.timeline.add({ kind: 'stage', outcome: stage })
    const result = await work()
    deps.observer.stageEnded({ institutionId, stage, ms: performance.now() - startedAt })
    await flushTimeline(run)
    return result
  }
}

/** Keeps what the reader met of the site for the next student there. A sync is not worse without it. */
async function keepKnowledge(
  deps: SyncDeps,
  claimed: ClaimedJob,
  { knowledge, before }: { knowledge: SiteKnowledge; before: SiteKnowledge | null },
): Promise<void> {
  try {
    const { institution_id: institutionId } = claimed.job
    await withDatabaseRetry(() => writeSiteKnowledge(deps.db, institutionId, knowledge, before))
  } catch (error) {
    deps.log.warn({ ...logFields(claimed), err: error }, 'what was learnt of a site was not kept')
  }
}

interface Completion {
  readonly spent: Spent
  readonly fetched: FetchedCourses
}

async function complete(run: Run, { spent, fetched }: Completion): Promise<boolean> {
  const { data } = run.progress
  const isWhole = readsAll(run)
  const partial = (data.unreadCourses ?? []).length > 0
  await writeInFence(
    run,
    async (db) => {
      const counts = await countStudentData(db, run)
      if (isWhole) await markSynced(db, run.userId)
      await endSyncJob(db, run.claimed, {
        status: 'completed',
        partial,
        data: { ...data, eta: null, counts, ...(isWhole && { listedCourses: fetched.courses.length }) },
        ...spent,
      })
      // Also what could not be read: it was tried.
      await clearWanted(db, fetched.wanted)
      await enqueueMissed(db, run)
      if (tellsNews(run)) await addPushJobForNews(db, run.userId)
    },
    { event: { kind: 'finished', outcome: partial ? 'partial' : 'completed' }, locksStudent: isWhole },
  )
  return partial
}

/** Whoever signs in or opens a course looks at Spike already. */
const tellsNews = ({ claimed }: Run): boolean => !['sign_in', 'opened'].includes(claimed.job.trigger)

function isRefusal(cause: unknown): boolean {
  return cause instanceof MoodleError && cause.code === 'moodle.token_invalid'
}

function nameOf(outcome: Outcome) {
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
  deps.log.info({ ...logFields(claimed), ...end, ms: Math.round(end.ms) }, 'sync attempt ended')
}

function logFailure(
  deps: SyncDeps,
  claimed: ClaimedJob,
  { cause, outcome }: { readonly cause: unknown; readonly outcome: Outcome },
): void {
  const fields = { ...logFields(claimed), outcome, err: cause }
  if (outcome.kind === 'fail' && outcome.code === 'sync.internal') deps.log.error(fields, 'sync failed')
  else if (outcome.kind === 'fail' || (outcome.kind === 'postpone' && outcome.why === 'failed')) {
    deps.log.warn(fields, 'sync attempt failed')
  }
}

const logFields = ({ jobId, attempt, job }: ClaimedJob) => ({ jobId, requestId: job.request_id, attempt })
