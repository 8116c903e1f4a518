import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../deps.ts'
import { ApiError } from '../errors.ts'
import type { Lifecycle } from '../lifecycle.ts'

/** While the api stops, a connection that is still open is told to go elsewhere. Health answers for itself. */
export function refuseWhileStopping(lifecycle: Lifecycle) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (lifecycle.stopping) {
      c.header('Connection', 'close')
      if (!c.req.path.startsWith('/health/')) throw new ApiError('server.stopping')
    }
    await next()
    // It began to stop while this request ran.
    if (lifecycle.stopping) c.header('Connection', 'close')
  })
}
