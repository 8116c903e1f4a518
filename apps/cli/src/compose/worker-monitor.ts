import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pendingMigrations, type Database } from '@spike/store'
import type { Registry } from 'prom-client'

export interface WorkerMonitor {
  readonly url: string
  close(): Promise<void>
}

interface WorkerMonitorOptions {
  readonly host: string
  readonly port: number
  readonly db: Database
  readonly registry: Registry
  /** Aborted when the worker begins to stop. */
  readonly stopping: AbortSignal
}

/** Health and metrics of a process that is a worker alone: the api's process serves these itself. */
export async function startWorkerMonitor(options: WorkerMonitorOptions): Promise<WorkerMonitor> {
  const { host, port, registry } = options
  async function answer(path: string): Promise<{ status: number; type: string; body: string }> {
    if (path === '/metrics')
      return { status: 200, type: registry.contentType, body: await registry.metrics() }
    const status =
      path === '/health/live' ? 'ok' : path === '/health/ready' ? await readiness(options) : undefined
    const code = status === 'ok' ? 200 : status === undefined ? 404 : 503
    return { status: code, type: 'application/json', body: JSON.stringify({ status: status ?? 'not_found' }) }
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    answer(path).then(
      ({ status, type, body }) => response.writeHead(status, { 'Content-Type': type }).end(body),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readiness({ db, stopping }: WorkerMonitorOptions): Promise<'ok' | 'unavailable'> {
  if (stopping.aborted) return 'unavailable'
  return pendingMigrations(db).then(
    (pending) => (pending.length === 0 ? 'ok' : 'unavailable'),
    () => 'unavailable',
  )
}
