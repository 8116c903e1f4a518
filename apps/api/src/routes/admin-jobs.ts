import {
  type AdminJob,
  adminJobDetailSchema,
  adminJobSchema,
  adminJobsAnswerSchema,
  adminJobsQuerySchema,
} from '@spike/contract'
import { z } from '@hono/zod-openapi'
import { listAdminJobs, type Queryable, readAdminJob, readAdminJobDetail, writeAudit } from '@spike/store'
import { cancelSync, enqueueSync } from '@spike/sync'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { requireStaff } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, staffSecurity } from '../openapi.ts'
import { jobIdOf } from '../progress/status-reader.ts'
import { readJobsCursor, writeJobsCursor } from './cursors.ts'

const jobParams = z.object({ jobId: z.string() })
const jobAnswerSchema = z.object({ jobId: z.uuid(), job: adminJobSchema })
const common = { tags: ['Staff'], security: staffSecurity }

const listRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/admin/jobs',
    summary: 'Sync jobs, the newest first',
    description: '`user` is a name or an id. `cursor` is the nextCursor of the page before.',
    request: { query: adminJobsQuerySchema },
    responses: { 200: jsonAnswer(adminJobsAnswerSchema, 'A page, and how many jobs are in which state') },
  },
  'auth.required',
  'auth.forbidden',
  'request.invalid',
)

const detailRoute = describeRoute(
  {
    ...common,
    method: 'get',
    path: '/api/admin/jobs/{jobId}',
    summary: 'One job: its attempts, its timeline, its worker and what the queue knows of it',
    request: {
      params: jobParams,
      query: z.object({
        events: z.coerce
          .number()
          .int()
          .min(1)
          .max(10_000)
          .default(1000)
          .openapi({ description: 'How much of the timeline is shown: the last so many' }),
      }),
    },
    responses: { 200: jsonAnswer(adminJobDetailSchema, 'The job') },
  },
  'auth.required',
  'auth.forbidden',
  'sync.not_found',
  'request.invalid',
)

const retryRoute = describeRoute(
  {
    ...common,
    method: 'post',
    path: '/api/admin/jobs/{jobId}/retry',
    summary: 'Make a new job for the same student (operators)',
    request: { params: jobParams },
    responses: { 202: jsonAnswer(jobAnswerSchema, 'The new job, which names the old') },
  },
  'auth.required',
  'auth.forbidden',
  'sync.not_found',
  'sync.still_active',
)

const cancelRoute = describeRoute(
  {
    ...common,
    method: 'post',
    path: '/api/admin/jobs/{jobId}/cancel',
    summary: 'Cancel a waiting or a running job (operators)',
    request: { params: jobParams },
    responses: { 202: jsonAnswer(jobAnswerSchema, 'It is cancelled, or will be') },
  },
  'auth.required',
  'auth.forbidden',
  'sync.not_found',
  'sync.already_ended',
)

export function addAdminJobRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  const { db } = database

  app.use(listRoute.getRoutingPath(), requireStaff(deps, 'viewer'))
  app.openapi(listRoute, async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query')
    const after = cursor === undefined ? null : readJobsCursor(cursor)
    const { jobs, next, countsByState } = await listAdminJobs(db, filter, { after, limit })
    c.header('Cache-Control', 'no-store')
    return c.json({ jobs, nextCursor: next && writeJobsCursor(next), countsByState }, 200)
  })

  app.use(detailRoute.getRoutingPath(), requireStaff(deps, 'viewer'))
  app.openapi(detailRoute, async (c) => {
    const jobId = jobIdOf(c)
    c.set('jobId', jobId)
    const detail = await readAdminJobDetail(db, {
      jobId,
      maxEvents: c.req.valid('query').events,
      silentAfterMs: settings.workerSilentAfterMs,
    })
    if (!detail) throw new ApiError('sync.not_found')
    c.header('Cache-Control', 'no-store')
    return c.json(detail, 200)
  })

  /** Does something to the job of the path in one transaction with its line in the audit log; gives the job it leads to. */
  async function changeJob(
    c: Context<AppEnv>,
    action: 'job.retry' | 'job.cancel',
    change: (
      transaction: Queryable,
      jobId: string,
    ) => Promise<{ jobId: string; audit: Record<string, string> }>,
  ): Promise<AdminJob> {
    const jobId = jobIdOf(c)
    c.set('jobId', jobId)
    const job = await db.transaction().execute(async (transaction) => {
      const changed = await change(transaction, jobId)
      await writeAudit(transaction, {
        staffId: c.get('staff').staffId,
        action,
        target: `job:${jobId}`,
        requestId: c.get('requestId'),
        data: changed.audit,
      })
      return readAdminJob(transaction, changed.jobId)
    })
    if (!job) throw new ApiError('sync.not_found')
    c.set('jobId', job.jobId)
    c.header('Location', `/api/admin/jobs/${job.jobId}`)
    c.header('Cache-Control', 'no-store')
    return job
  }

  app.use(retryRoute.getRoutingPath(), requireStaff(deps, 'operator'))
  app.openapi(retryRoute, async (c) => {
    const job = await changeJob(c, 'job.retry', async (transaction, oldJobId) => {
      const old = await readAdminJob(transaction, oldJobId)
      if (!old) throw new ApiError('sync.not_found')
      const { jobId, created } = await enqueueSync(transaction, {
        userId: old.userId,
        institutionId: old.institutionId,
        trigger: 'staff_retry',
        requestId: c.get('requestId'),
        maxTries: settings.maxTries,
        retryOf: oldJobId,
      })
      if (!created) throw new ApiError('sync.still_active')
      return { jobId, audit: { newJobId: jobId } }
    })
    return c.json({ jobId: job.jobId, job }, 202)
  })

  app.use(cancelRoute.getRoutingPath(), requireStaff(deps, 'operator'))
  app.openapi(cancelRoute, async (c) => {
    const job = await changeJob(c, 'job.cancel', async (transaction, jobId) => {
      const outcome = await cancelSync(transaction, jobId)
      if (outcome === 'not_found') throw new ApiError('sync.not_found')
      if (outcome === 'already_ended') throw new ApiError('sync.already_ended')
      return { jobId, audit: { outcome } }
    })
    return c.json({ jobId: job.jobId, job }, 202)
  })
}
