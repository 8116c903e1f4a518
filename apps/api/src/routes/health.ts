import { z } from '@hono/zod-openapi'
import { countWorkers, isConnectionError, pendingMigrations } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { type App, describeRoute, jsonAnswer } from '../openapi.ts'

const liveSchema = z.object({ status: z.literal('ok') })
const readySchema = z.object({
  /** `degraded`: signing in and reading work, but no worker runs the syncs. */
  status: z.enum(['ok', 'degraded', 'unavailable']),
  database: z.enum(['ok', 'unreachable']),
  migrations: z.enum(['current', 'pending', 'unknown']),
  workers: z.object({ alive: z.int(), silent: z.int() }).nullable(),
  stopping: z.boolean(),
})
type Readiness = z.infer<typeof readySchema>

const liveRoute = describeRoute({
  method: 'get',
  path: '/health/live',
  tags: ['Operating'],
  summary: 'Whether the process answers',
  responses: { 200: jsonAnswer(liveSchema, 'It does') },
})

const readyRoute = describeRoute({
  method: 'get',
  path: '/health/ready',
  tags: ['Operating'],
  summary: 'Whether requests should be sent here',
  responses: {
    200: jsonAnswer(readySchema, 'They should; `degraded` where no worker beats'),
    503: jsonAnswer(readySchema, 'They should not: it stops, or the database is not as it must be'),
  },
})

const nothingKnown: Omit<Readiness, 'stopping'> = {
  status: 'unavailable',
  database: 'unreachable',
  migrations: 'unknown',
  workers: null,
}

export function addHealthRoutes(app: App, { database, lifecycle, settings }: AppDeps): void {
  async function readReadiness(): Promise<Omit<Readiness, 'stopping'>> {
    const pending = await pendingMigrations(database.db)
    if (pending.length > 0) return { ...nothingKnown, database: 'ok', migrations: 'pending' }
    const workers = await countWorkers(database.db, settings.workerSilentAfterMs)
    return { status: workers.alive > 0 ? 'ok' : 'degraded', database: 'ok', migrations: 'current', workers }
  }

  app.openapi(liveRoute, (c) => c.json({ status: 'ok' as const }, 200))

  app.openapi(readyRoute, async (c) => {
    const readiness = await readReadiness().catch((error: unknown) => {
      if (!isConnectionError(error)) c.get('log').error({ err: error }, 'readiness could not be read')
      return nothingKnown
    })
    const { stopping } = lifecycle
    const status = stopping ? 'unavailable' : readiness.status
    c.header('Cache-Control', 'no-store')
    return c.json({ ...readiness, status, stopping }, status === 'unavailable' ? 503 : 200)
  })
}
