import { randomUUID } from 'node:crypto'
import { preferredLanguage } from '@spike/contract'
import { translateTo } from '@spike/contract/words'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Logger } from 'pino'
import type { Histogram } from 'prom-client'
import type { AppEnv } from '../deps.ts'

/** What may come in as X-Request-Id and go on into logs and the job. */
const requestIdPattern = /^[\w.:-]{8,100}$/
/** Asked so often that a line of each would hide the others. */
const quietRoutes = /^\/(?:api\/sync-status\/|health\/|metrics$)/

const requestIdOf = (given: string | undefined): string =>
  given !== undefined && requestIdPattern.test(given) ? given : randomUUID()

/** Gives each request its id, language and log, and tells of it when it is answered. */
export function requestContext(deps: {
  readonly logger: Logger
  readonly durations: Histogram<'method' | 'route' | 'status'>
}) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = performance.now()
    const requestId = requestIdOf(c.req.header('x-request-id'))
    const language = preferredLanguage(c.req.header('accept-language'))
    c.set('requestId', requestId)
    c.set('language', language)
    c.set('translate', translateTo(language))
    c.set('log', deps.logger.child({ requestId }))
    c.header('X-Request-Id', requestId)
    await next()
    const ms = performance.now() - startedAt
    const { status } = c.res
    const route = matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'unmatched'
    deps.durations.observe({ method: c.req.method, route, status }, ms / 1000)
    const line = {
      method: c.req.method,
      route,
      status,
      code: c.get('errorCode'),
      ms: Math.round(ms * 10) / 10,
      userId: c.get('userId'),
      staffId: c.get('staffId'),
      jobId: c.get('jobId'),
    }
    if (status < 400 && quietRoutes.test(c.req.path)) c.get('log').debug(line, 'request')
    else c.get('log').info(line, 'request')
  })
}
