import { syncStatusSchema } from '@spike/contract'
import { z } from '@hono/zod-openapi'
import {
  forgetReadSince,
  hasUsableCredential,
  readActiveSyncJob,
  readInstitution,
  readSyncJob,
  type SyncJobView,
} from '@spike/store'
import { cancelSync, enqueueSync, enqueueUnread } from '@spike/sync'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { createRequestLimit } from '../limits/request-limit.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { presentStatus } from '../progress/present-status.ts'
import { jobIdOf } from '../progress/status-reader.ts'
import { retryAfterOf } from './sync-status.ts'

const startRoute = describeRoute(
  {
    method: 'post',
    path: '/api/sync',
    tags: ['Sync'],
    summary: 'Start a sync; the active one is given where there is one',
    security: studentSecurity,
    responses: {
      202: jsonAnswer(syncStatusSchema, 'It waits in the queue or runs; Location says where to ask'),
    },
  },
  'auth.required',
  'auth.sign_in_again',
  'auth.institution_disabled',
  'request.rate_limited',
)

const cancelRoute = describeRoute(
  {
    method: 'delete',
    path: '/api/sync/{jobId}',
    tags: ['Sync'],
    summary: 'Cancel a sync: a waiting one ends at once, a running one in a moment',
    security: studentSecurity,
    request: { params: z.object({ jobId: z.string() }) },
    responses: { 202: jsonAnswer(syncStatusSchema, 'It is cancelled, or will be') },
  },
  'auth.required',
  'sync.not_found',
  'sync.already_ended',
)

const unreadRoute = describeRoute(
  {
    method: 'post',
    path: '/api/sync/{jobId}/unread',
    tags: ['Sync'],
    summary: 'Read again the courses that a sync could not read, and nothing else',
    description:
      'Gives the job that reads them; where another is active already, they are read with it. Where none of them is left unread, gives the sync itself, without them.',
    security: studentSecurity,
    request: { params: z.object({ jobId: z.string() }) },
    responses: {
      202: jsonAnswer(syncStatusSchema, 'It waits in the queue or runs; Location says where to ask'),
    },
  },
  'auth.required',
  'auth.sign_in_again',
  'auth.institution_disabled',
  'sync.not_found',
  'sync.still_active',
  'request.rate_limited',
)

export function addSyncRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  const manualSyncs = createRequestLimit(deps, {
    name: 'manual-sync',
    most: settings.manualSyncsPerTenMinutes,
    windowSeconds: 10 * 60,
  })

  /** Of a university that is switched off, or that does not let us in, nothing is read. */
  async function admitSync({
    userId,
    institutionId,
  }: {
    userId: string
    institutionId: string
  }): Promise<void> {
    const institution = await readInstitution(database.db, institutionId)
    if (!institution?.enabled) throw new ApiError('auth.institution_disabled')
    if (!(await hasUsableCredential(database.db, userId))) throw new ApiError('auth.sign_in_again')
    await manualSyncs.count(userId)
  }

  const answer = (c: Context<AppEnv>, view: SyncJobView) => {
    c.set('jobId', view.job.id)
    c.header('Cache-Control', 'no-store')
    c.header('Location', `/api/sync-status/${view.job.id}`)
    c.header('Retry-After', retryAfterOf(settings.pollingIntervalMs))
    const pollAfterMs = settings.pollingIntervalMs
    return c.json(presentStatus(view, { translate: c.get('translate'), pollAfterMs }), 202)
  }

  app.use(startRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(startRoute, async (c) => {
    const { userId, institutionId } = c.get('student')
    const active = await readActiveSyncJob(database.db, userId)
    // One that reads opened courses alone, or is to be cancelled, is asked to read all, or to be followed by one that does.
    const goesOn = active && active.job.trigger !== 'opened' && active.job.cancel_requested_at === null
    if (goesOn) return answer(c, active)
    await admitSync({ userId, institutionId })
    const view = await database.db.transaction().execute(async (transaction) => {
      const { jobId } = await enqueueSync(transaction, {
        userId,
        institutionId,
        trigger: 'manual',
        requestId: c.get('requestId'),
        maxTries: settings.maxTries,
      })
      return readSyncJob(transaction, { jobId })
    })
    if (!view) throw new ApiError('server.internal')
    return answer(c, view)
  })

  app.use(unreadRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(unreadRoute, async (c) => {
    const { userId, institutionId } = c.get('student')
    const of = await readSyncJob(database.db, { jobId: jobIdOf(c), userId })
    if (!of) throw new ApiError('sync.not_found')
    if (of.job.finished_at === null) throw new ApiError('sync.still_active')
    await admitSync({ userId, institutionId })
    const view = await database.db.transaction().execute(async (transaction) => {
      const next = await enqueueUnread(transaction, {
        of: of.job,
        requestId: c.get('requestId'),
        maxTries: settings.maxTries,
        now: deps.now(),
      })
      return next
        ? readSyncJob(transaction, next)
        : { ...of, job: await forgetReadSince(transaction, of.job) }
    })
    if (!view) throw new ApiError('server.internal')
    return answer(c, view)
  })

  app.use(cancelRoute.getRoutingPath(), requireStudent(deps))
  app.openapi(cancelRoute, async (c) => {
    const job = { jobId: jobIdOf(c), userId: c.get('student').userId }
    c.set('jobId', job.jobId)
    if (!(await readSyncJob(database.db, job))) throw new ApiError('sync.not_found')
    const outcome = await database.db
      .transaction()
      .execute((transaction) => cancelSync(transaction, job.jobId))
    if (outcome === 'already_ended') throw new ApiError('sync.already_ended')
    const view = outcome === 'not_found' ? null : await readSyncJob(database.db, job)
    if (!view) throw new ApiError('sync.not_found')
    return answer(c, view)
  })
}
