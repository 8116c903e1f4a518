import { adminStatsSchema, adminWorkersAnswerSchema } from '@spike/contract'
import { listAdminWorkers, readAdminStats } from '@spike/store'
import type { AppDeps } from '../deps.ts'
import { requireStaff } from '../middleware/sessions.ts'
import { type App, describeRoute, jsonAnswer, staffSecurity } from '../openapi.ts'

const common = { method: 'get' as const, tags: ['Staff'], security: staffSecurity }

const workersRoute = describeRoute(
  {
    ...common,
    path: '/api/admin/workers',
    summary: 'The workers of the last day',
    responses: { 200: jsonAnswer(adminWorkersAnswerSchema, 'The newest first') },
  },
  'auth.required',
  'auth.forbidden',
)

const statsRoute = describeRoute(
  {
    ...common,
    path: '/api/admin/stats',
    summary: 'How things are: the queue, the last day, the universities, the workers',
    responses: { 200: jsonAnswer(adminStatsSchema, 'The figures') },
  },
  'auth.required',
  'auth.forbidden',
)

export function addAdminOverviewRoutes(app: App, deps: AppDeps): void {
  const { database, settings } = deps
  for (const route of [workersRoute, statsRoute])
    app.use(route.getRoutingPath(), requireStaff(deps, 'viewer'))

  app.openapi(workersRoute, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json({ workers: await listAdminWorkers(database.db, settings.workerSilentAfterMs) }, 200)
  })

  app.openapi(statsRoute, async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await readAdminStats(database.db, settings.workerSilentAfterMs), 200)
  })
}
