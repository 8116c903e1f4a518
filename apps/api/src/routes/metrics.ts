import type { AppDeps } from '../deps.ts'
import type { App } from '../openapi.ts'

export function addMetricsRoute(app: App, { registry }: AppDeps): void {
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/metrics',
    tags: ['Operating'],
    summary: 'Metrics for Prometheus',
    responses: { 200: { description: 'In its text format', content: { 'text/plain': {} } } },
  })
  app.get('/metrics', async (c) => {
    const text = await registry.metrics()
    return c.body(text, 200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' })
  })
}
