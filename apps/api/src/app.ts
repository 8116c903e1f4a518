import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { AppDeps, AppEnv } from './deps.ts'
import { answerError, ApiError } from './errors.ts'
import { addDatabaseMetrics, createRequestDurations } from './metrics.ts'
import { requestContext } from './middleware/request-context.ts'
import { refuseOtherOrigins } from './middleware/request-origin.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { refuseWhileStopping } from './middleware/stopping.ts'
import type { App } from './openapi.ts'
import { addAccountExportRoute } from './routes/account-export.ts'
import { addAccountRoutes } from './routes/account.ts'
import { addAdminAuthRoutes } from './routes/admin-auth.ts'
import { addAdminJobRoutes } from './routes/admin-jobs.ts'
import { addAdminOverviewRoutes } from './routes/admin-overview.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addChangeRoutes } from './routes/changes.ts'
import { addCalendarFeedRoutes } from './routes/calendar-feed.ts'
import { addDocsRoutes } from './routes/docs.ts'
import { addFileRoutes } from './routes/files.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addMetricsRoute } from './routes/metrics.ts'
import { addOpenRoutes } from './routes/open.ts'
import { addPushRoutes } from './routes/push.ts'
import { addSearchRoute } from './routes/search.ts'
import { addStudentDataRoutes } from './routes/student-data.ts'
import { addSyncStatusRoutes } from './routes/sync-status.ts'
import { addSyncRoutes } from './routes/sync.ts'
import { createFallback } from './routes/web-app.ts'

const maxBodyBytes = 64 * 1024

/** All routes over their dependencies. Opens nothing and closes nothing. */
export function createApp(deps: AppDeps): App {
  const { logger, registry, settings } = deps
  const app: App = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return
      const fields = result.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
      }))
      throw new ApiError('request.invalid', { fields })
    },
  })
  app.onError(answerError)
  app.notFound(createFallback(deps.webDir))

  app.use(requestContext({ logger, durations: createRequestDurations(registry) }))
  app.use(securityHeaders(settings))
  app.use(refuseWhileStopping(deps.lifecycle))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        answerError(
          new ApiError('request.method_not_allowed', { headers: { Allow: methods.join(', ') } }),
          c,
        ),
    }),
  )
  app.use(refuseOtherOrigins(settings))
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError() {
        throw new ApiError('request.too_large')
      },
    }),
  )

  addAuthRoutes(app, deps)
  addAccountRoutes(app, deps)
  addAccountExportRoute(app, deps)
  addSyncStatusRoutes(app, deps)
  addSyncRoutes(app, deps)
  addStudentDataRoutes(app, deps)
  addSearchRoute(app, deps)
  addChangeRoutes(app, deps)
  addPushRoutes(app, deps)
  addCalendarFeedRoutes(app, deps)
  addFileRoutes(app, deps)
  addOpenRoutes(app, deps)
  addAdminAuthRoutes(app, deps)
  addAdminJobRoutes(app, deps)
  addAdminOverviewRoutes(app, deps)
  addHealthRoutes(app, deps)
  addMetricsRoute(app, deps)
  addDocsRoutes(app)

  addDatabaseMetrics({
    registry,
    database: deps.database,
    workerSilentAfterMs: settings.workerSilentAfterMs,
    onError: (error) => logger.warn({ err: error }, 'metrics could not be read from the database'),
  })
  return app
}
