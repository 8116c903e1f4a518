import { activeSyncSchema, hasEnded, syncStatusSchema } from '@spike/contract'
import { z } from '@hono/zod-openapi'
import {
  forgetReadSince,
  hasUsableCredential,
  readActiveSyncJob,
  readLastEndedSyncJob,
  type SyncJobView,
} from '@spike/store'
import type { Context } from 'hono'
import type { AppDeps, AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import { requireStudent } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, studentSecurity } from '../openapi.ts'
import { matchesETag, preferredWaitSeconds, statusETag } from '../progress/etag.ts'
import { presentStatus } from '../progress/present-status.ts'
import { createStatusReader } from '../progress/status-reader.ts'
import { streamStatus } from '../progress/stream-status.ts'
import { waitForChange } from '../progress/wait-for-change.ts'

const jobParams = z.object({ jobId: z.string() })

const activeRoute = describeRoute(
  {
    method: 'get',
    path: '/api/sync-status/active',
    tags: ['Progress'],
    summary: 'The active sync; without one, the last that ended',
    description:
      'Reading what a student opened is no sync here: its job is followed by the id that opening gave. The last sync names as unread what nothing has read since. `signInAgain` says that nothing more can be read before the student has signed in again.',
    security: studentSecurity,
    responses: { 200: jsonAnswer(activeSyncSchema, 'What a page needs to go on after a reload') },
  },
  'auth.required',
)

const statusRoute = describeRoute(
  {
    method: 'get',
    path: '/api/sync-status/{jobId}',
    tags: ['Progress'],
    summary: 'How far a sync is',
    description:
      'With If-None-Match answers 304 while nothing has changed; with `Prefer: wait=20` besides, holds the answer until something has. ' +
      'While the sync is active, Retry-After and `pollAfterMs` say when to ask again.',
    security: studentSecurity,
    request: {
      params: jobParams,
      headers: z.object({ 'if-none-match': z.string().optional(), prefer: z.string().optional() }),
    },
    responses: {
      200: jsonAnswer(syncStatusSchema, 'The sync as it is now'),
      304: { description: 'Nothing has changed' },
    },
  },
  'auth.required',
  'sync.not_found',
)

const eventsRoute = describeRoute(
  {
    method: 'get',
    path: '/api/sync-status/{jobId}/events',
    tags: ['Progress'],
    summary: 'The same as server-sent events',
    description: 'Each `status` event carries the JSON of the status; the stream ends after the final state.',
    security: studentSecurity,
    request: { params: jobParams },
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
    },
  },
  'auth.required',
  'sync.not_found',
  'server.busy',
)

export function retryAfterOf(pollAfterMs: number): string {
  return String(Math.ceil(pollAfterMs / 1000))
}

export function addSyncStatusRoutes(app: App, deps: AppDeps): void {
  const { database, jobWatch, lifecycle, settings } = deps
  const pollAfterMs = settings.pollingIntervalMs
  const present = (c: Context<AppEnv>, view: SyncJobView) =>
    presentStatus(view, { translate: c.get('translate'), pollAfterMs })

  app.use(activeRoute.getRoutingPath(), requireStudent(deps, { isVisit: false }))
  app.openapi(activeRoute, async (c) => {
    const { userId } = c.get('student')
    const [any, isUsable] = await Promise.all([
      readActiveSyncJob(database.db, userId),
      hasUsableCredential(database.db, userId),
    ])
    // Reading what was opened goes unseen; reading again what a sync could not read is followed like a sync.
    const active = any?.job.trigger === 'opened' && any.job.retry_of === null ? null : any
    const lastEnded = active ? null : await readLastEndedSyncJob(database.db, userId)
    const last = lastEnded && { ...lastEnded, job: await forgetReadSince(database.db, lastEnded.job) }
    c.header('Cache-Control', 'private, no-cache')
    c.header('Vary', 'Cookie, Accept-Language')
    if (active) c.set('jobId', active.job.id)
    return c.json(
      {
        hasActiveJob: active !== null,
        jobId: active?.job.id ?? null,
        status: active?.job.status ?? null,
        progress: active?.job.progress ?? null,
        job: active && present(c, active),
        lastJob: last && present(c, last),
        signInAgain: !isUsable,
      },
      200,
    )
  })

  // Not app.openapi: this is asked more often than all else, and validating its headers would cost as much as the rest.
  app.openAPIRegistry.registerPath(statusRoute)
  app.get(statusRoute.getRoutingPath(), async (c) => {
    const { sessionKey, recent, read } = createStatusReader(c, deps)
    const ifNoneMatch = c.req.header('if-none-match')
    const language = c.get('language')
    const waitSeconds = ifNoneMatch === undefined ? null : preferredWaitSeconds(c.req.header('prefer'))
    const setHeaders = (etag: string, ended: boolean) => {
      c.header('ETag', etag)
      c.header('Cache-Control', 'private, no-cache')
      c.header('Vary', 'Cookie, Accept-Language, Prefer')
      if (!ended) c.header('Retry-After', retryAfterOf(pollAfterMs))
    }
    if (recent && waitSeconds === null) {
      const etag = statusETag({ id: recent.jobId, rev: recent.rev }, { queuePosition: null, language })
      if (matchesETag(ifNoneMatch, etag)) {
        setHeaders(etag, recent.ended)
        return c.body(null, 304)
      }
    }
    const etagOf = ({ job, queuePosition }: SyncJobView) => statusETag(job, { queuePosition, language })
    let view = await read()
    if (waitSeconds !== null && !hasEnded(view.job.status) && matchesETag(ifNoneMatch, etagOf(view))) {
      const result = await waitForChange({
        jobId: view.job.id,
        sessionKey,
        jobWatch,
        read,
        isKnown: (now) => matchesETag(ifNoneMatch, etagOf(now)),
        timeoutMs: waitSeconds * 1000,
        queueRereadMs: settings.queueRereadMs,
        signal: AbortSignal.any([c.req.raw.signal, lifecycle.signal]),
      })
      view = result.view ?? view
      if (result.waited) c.header('Preference-Applied', `wait=${waitSeconds}`)
    }
    const etag = etagOf(view)
    setHeaders(etag, hasEnded(view.job.status))
    if (matchesETag(ifNoneMatch, etag)) return c.body(null, 304)
    return c.json(present(c, view), 200)
  })

  app.openAPIRegistry.registerPath(eventsRoute)
  app.get(eventsRoute.getRoutingPath(), async (c) => {
    const { sessionKey, read } = createStatusReader(c, deps)
    const first = await read()
    if (jobWatch.isFull(sessionKey)) throw new ApiError('server.busy')
    const stream = streamStatus({
      jobId: first.job.id,
      sessionKey,
      jobWatch,
      first,
      read,
      write: (view) => JSON.stringify(present(c, view)),
      heartbeatMs: settings.streamHeartbeatMs,
      queueRereadMs: settings.queueRereadMs,
      signal: AbortSignal.any([c.req.raw.signal, lifecycle.signal]),
    })
    return c.body(stream, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'private, no-cache',
      // Proxies that collect answers before passing them on leave this one alone.
      'X-Accel-Buffering': 'no',
    })
  })
}
